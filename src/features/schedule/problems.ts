/** `error`: something is not delivered. `warning`: something should be looked at. `note`: good to know. */
export type Severity = 'error' | 'warning' | 'note'

/** Everything that `lintSubscription` looks for, the gravest first. The ids are stable: addresses and files may hold them. */
export const problemKinds = {
  overdue: { severity: 'error', title: 'Overdue' },
  'failed-delivery': { severity: 'error', title: 'Last delivery failed' },
  'no-recipients': { severity: 'error', title: 'No recipients' },
  'slack-disconnected': { severity: 'error', title: 'Slack not connected' },
  never: { severity: 'error', title: 'Never delivers' },
  'malformed-recipients': { severity: 'warning', title: 'Malformed recipients' },
  ownerless: { severity: 'warning', title: 'Owner gone' },
  'external-recipients': { severity: 'warning', title: 'External recipients' },
  duplicate: { severity: 'warning', title: 'Duplicate' },
  disagreement: { severity: 'warning', title: 'Unexpected next date' },
  'unknown-values': { severity: 'warning', title: 'Unknown values' },
  'position-ignored': { severity: 'note', title: 'Position without effect' },
  'clock-shift': { severity: 'note', title: 'Hour will shift' },
  ending: { severity: 'note', title: 'Ends soon' },
  ended: { severity: 'note', title: 'Schedule over' },
} as const satisfies Record<string, { severity: Severity; title: string }>

export type ProblemId = keyof typeof problemKinds

/**
 * Something wrong with one subscription. `why` says what and why, `next` what to do, a sentence or two each. `others` are the ids
 * of other subscriptions that it concerns.
 */
export type Problem = { id: ProblemId; severity: Severity; title: string; why: string; next: string; others: readonly string[] }

/** A problem with the title and severity of its kind. */
export function problem(id: ProblemId, why: string, next: string, others: readonly string[] = []): Problem {
  return { id, ...problemKinds[id], why, next, others }
}
