import type { Subscription } from '#api/subscriptions/subscriptions.ts'

/** All that are known, with this one as it is now: in its place, or at the end of a list without it. */
export function upsertRow(rows: readonly Subscription[], one: Subscription): Subscription[] {
  const isThere = rows.some(({ id }) => id === one.id)
  return isThere ? rows.map((row) => (row.id === one.id ? one : row)) : [...rows, one]
}
