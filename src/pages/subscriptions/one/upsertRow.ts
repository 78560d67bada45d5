import type { Subscription } from '#api/subscriptions/subscriptions.ts'

/** Replaces the row with the same ID, or appends it. */
export function upsertRow(rows: readonly Subscription[], one: Subscription): Subscription[] {
  const isThere = rows.some(({ id }) => id === one.id)
  return isThere ? rows.map((row) => (row.id === one.id ? one : row)) : [...rows, one]
}
