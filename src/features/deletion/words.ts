import { exactTime, zoneName } from '#lib/instant.ts'
import type { Counts, Outcome } from './receipt.ts'

const counting = new Intl.NumberFormat('en')

export function number(count: number): string {
  return counting.format(count)
}

/** "1 recording", "2,400 recordings". */
export function recordings(count: number): string {
  return `${number(count)} ${count === 1 ? 'recording' : 'recordings'}`
}

/** "1 person", "4 people". */
export function people(count: number): string {
  return `${number(count)} ${count === 1 ? 'person' : 'people'}`
}

/** "Mon 23 Nov 2026, 21:41:07 · Berlin" of an ISO instant, in the project's zone; null stands for UTC. */
export function moment(iso: string, zone: string | null): string {
  return `${exactTime(new Date(iso), zone ?? 'UTC')} · ${zoneName(zone ?? 'UTC')}`
}

const names: Record<Outcome, string> = {
  deleted: 'deleted',
  'already gone': 'already gone',
  failed: 'failed',
  'not attempted': 'not attempted',
  waiting: 'waiting',
}

/** "10 deleted, 1 already gone, 1 failed": outcomes that occur. */
export function countsText(counts: Counts): string {
  const parts = (['deleted', 'already gone', 'failed', 'not attempted', 'waiting'] as const).flatMap((outcome) =>
    counts[outcome] > 0 ? [`${number(counts[outcome])} ${names[outcome]}`] : [],
  )
  return parts.length > 0 ? parts.join(', ') : 'nothing yet'
}
