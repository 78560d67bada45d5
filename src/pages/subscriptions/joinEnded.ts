import type { Subscription } from '#api/subscriptions/subscriptions.ts'

/** A server that does not list ended ones is asked for one page of them. */
const pageSize = 100

/**
 * What a walk through the ended ones adds to those that are `walked`: none twice. Of the ended walk, one that is not deleted was
 * brought back here. `isIgnored` where the server gave those that are there once more instead of ended ones, as servers do that
 * do not know how to list them.
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
