import type { QueryCache, QueryKey } from '@tanstack/react-query'
import { isRecord } from '#lib/isRecord.ts'
import { pageSizes } from '#lib/slice.ts'

const maxInactive = 3

/** Pages of the table and the short lists beside a recording do not push each other out. */
function isPage(queryKey: QueryKey): boolean {
  const slice = queryKey.at(-1)
  return isRecord(slice) && pageSizes.some((size) => size === slice['limit'])
}

/**
 * Keeps the three newest recordings lists of a project that are on no screen; call it with the key of a query that has just been
 * answered. Lists weigh up to half a megabyte each and would otherwise stay for the 30 minutes that other answers do.
 */
export function dropOldLists(cache: QueryCache, answered: QueryKey) {
  if (answered[2] !== 'recordings' || answered[3] !== 'list') return
  const left = cache
    .findAll({ queryKey: answered.slice(0, 4), type: 'inactive', fetchStatus: 'idle' })
    .filter(({ queryKey }) => isPage(queryKey) === isPage(answered))
    .toSorted((one, other) => other.state.dataUpdatedAt - one.state.dataUpdatedAt)
  for (const query of left.slice(maxInactive)) cache.remove(query)
}
