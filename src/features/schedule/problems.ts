/** `error`: not delivered as intended. `warning`: needs a review. `note`: for information. */
export type Severity = 'error' | 'warning' | 'note'

/** All problems by kind, most severe first. The IDs are stable because URLs and files contain them. */
export const problemKinds = {
  overdue: { severity: 'error', title: 'Overdue' },
  'failed-delivery': { severity: 'error', title: 'Last delivery failed' },
  'no-recipients': { severity: 'error', title: 'No recipients' },
  'slack-disconnected': { severity: 'error', title: 'Slack not connected' },
  never: { severity: 'error', title: 'Never delivers' },
  'malformed-recipients': { severity: 'warning', title: 'Invalid recipients' },
  ownerless: { severity: 'warning', title: 'No owner' },
  'external-recipients': { severity: 'warning', title: 'External recipients' },
  duplicate: { severity: 'warning', title: 'Duplicate' },
  disagreement: { severity: 'warning', title: 'Unexpected next date' },
  'unknown-values': { severity: 'warning', title: 'Unknown values' },
  'position-ignored': { severity: 'note', title: 'Position ignored' },
  'clock-shift': { severity: 'note', title: 'Time will shift' },
  ending: { severity: 'note', title: 'Ends soon' },
  ended: { severity: 'note', title: 'Finished' },
} as const satisfies Record<string, { severity: Severity; title: string }>

export type ProblemId = keyof typeof problemKinds

/** `why` describes the problem, `next` says how to fix it. `others` are IDs of other subscriptions involved. */
export type Problem = { id: ProblemId; severity: Severity; title: string; why: string; next: string; others: readonly string[] }

export function problem(id: ProblemId, why: string, next: string, others: readonly string[] = []): Problem {
  return { id, ...problemKinds[id], why, next, others }
}
