import type { QueryCache, QueryKey } from '@tanstack/react-query'
import { isRecord } from '#lib/isRecord.ts'
import { pageSizes } from '#lib/slice.ts'

const maxInactive = 3

/** Pages of the table and the short lists beside a recording do not displace each other. */
function isPage(queryKey: QueryKey): boolean {
  const slice = queryKey.at(-1)
  return isRecord(slice) && pageSizes.some((size) => size === slice['limit'])
}

/**
 * Drops all but the three newest unused recordings lists of a project. Call it with the key of a query that was just answered.
 * Lists weigh up to half a megabyte and would otherwise stay for 30 minutes like other responses.
 */
export function dropOldLists(cache: QueryCache, answered: QueryKey) {
  if (answered[2] !== 'recordings' || answered[3] !== 'list') return
  const left = cache
    .findAll({ queryKey: answered.slice(0, 4), type: 'inactive', fetchStatus: 'idle' })
    .filter(({ queryKey }) => isPage(queryKey) === isPage(answered))
    .toSorted((one, other) => other.state.dataUpdatedAt - one.state.dataUpdatedAt)
  for (const query of left.slice(maxInactive)) cache.remove(query)
}
