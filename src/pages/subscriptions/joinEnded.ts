import type { Subscription } from '#api/subscriptions/subscriptions.ts'

/** Servers without a list of ended subscriptions are asked for one page only. */
const pageSize = 100

/**
 * The ended subscriptions to add to those that are `listed`, without duplicates. `isUnsupported` if the server returned the
 * regular list instead, as servers do that can’t list ended ones.
 */
export function joinEnded(
  listed: readonly Subscription[],
  ended: readonly Subscription[],
): { more: Subscription[]; isUnsupported: boolean } {
  const known = new Set(listed.map(({ id }) => id))
  const more = ended.filter(({ id }) => !known.has(id))
  const repeated = ended.filter(({ id, deleted }) => !deleted && known.has(id)).length
  const isUnsupported = repeated * 2 > Math.min(listed.length, pageSize) && !more.some(({ deleted }) => deleted)
  return { more: isUnsupported ? [] : more, isUnsupported }
}
