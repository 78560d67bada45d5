import type { Sharing } from '#api/sharing/sharing.ts'
import type { Change, ShareRow } from '#storage/shareRow.ts'

/** `rows`: public rows by recording; `unreadable`: recordings whose stored row is damaged; `startedAt` is ISO. Null on the first scan. */
export type PreviousScan = { rows: ReadonlyMap<string, ShareRow>; unreadable: ReadonlySet<string>; startedAt: string } | null

/** Whether a row was public at the time of its scan, even if it was closed since. */
export function wasPublic({ state, isClosedHere }: ShareRow): boolean {
  return state === 'public' || isClosedHere
}

/**
 * How a recording compares with the previous scan; null without one, or if it was and is not public. "new" depends on when the
 * server created the link, so a link that the previous scan missed is "found".
 */
export function changeOf(previous: PreviousScan, id: string, { enabled, accessToken, createdAt }: Sharing): Change | null {
  if (previous === null) return null
  const previousRow = previous.rows.get(id)
  if (!enabled) return previousRow === undefined ? null : 'closed'
  if (previous.unreadable.has(id)) return 'unknown'
  if (previousRow === undefined) return createdAt !== null && createdAt.toISOString() < previous.startedAt ? 'found' : 'new'
  return previousRow.token === accessToken ? 'unchanged' : 'link changed'
}
