import type { Sharing } from '#api/sharing/sharing.ts'
import type { Change, ShareRow } from './shareRow.ts'

/**
 * What the scan before knew: its public rows by recording, the recordings of which it knew something that could not be read
 * back, and when it began (ISO). Null before a second scan.
 */
export type PreviousScan = { rows: ReadonlyMap<string, ShareRow>; unreadable: ReadonlySet<string>; startedAt: string } | null

/** Rows that were public when that scan was made, those that were closed since among them. */
export function wasPublic({ state, isClosedHere }: ShareRow): boolean {
  return state === 'public' || isClosedHere
}

/**
 * How a recording's answer compares with the scan before; null where there is none, or where it was not public and is not. A
 * link counts as new by the server's own time of it, so one that the scan before overlooked is not called new. What could not be
 * read back of that scan is compared with nothing.
 */
export function changeOf(previous: PreviousScan, id: string, { enabled, accessToken, createdAt }: Sharing): Change | null {
  if (previous === null) return null
  const previousRow = previous.rows.get(id)
  if (!enabled) return previousRow === undefined ? null : 'closed'
  if (previous.unreadable.has(id)) return 'unknown'
  if (previousRow === undefined) return createdAt !== null && createdAt.toISOString() < previous.startedAt ? 'found' : 'new'
  return previousRow.token === accessToken ? 'unchanged' : 'link changed'
}
