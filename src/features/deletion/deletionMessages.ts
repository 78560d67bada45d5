import type { Counts, Outcome } from '#storage/receipts.ts'
import { counted, formatNumber } from '#lib/format.ts'

export function recordings(count: number): string {
  return counted(count, 'recording')
}

export function people(count: number): string {
  return counted(count, 'person', 'people')
}

const names: Record<Outcome, string> = {
  deleted: 'deleted',
  'already gone': 'already gone',
  failed: 'failed',
  unknown: 'unknown',
  'not attempted': 'not attempted',
  waiting: 'waiting',
}

/** "10 deleted, 1 already gone, 1 failed". */
export function countsText(counts: Counts): string {
  const parts = (['deleted', 'already gone', 'failed', 'unknown', 'not attempted', 'waiting'] as const).flatMap((outcome) =>
    counts[outcome] > 0 ? [`${formatNumber(counts[outcome])} ${names[outcome]}`] : [],
  )
  return parts.length > 0 ? parts.join(', ') : 'nothing yet'
}
