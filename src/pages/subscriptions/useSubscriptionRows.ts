import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Connection } from '#storage/connections.ts'
import { filteredSubscriptions } from '#api/subscriptions/filteredSubscriptions.ts'
import { type Subscription, subscriptionQueries } from '#api/subscriptions/subscriptions.ts'
import { joinEnded } from './joinEnded.ts'
import { serverFilter } from './serverFilter.ts'
import type { SubscriptionsSearch } from './subscriptionsSearch.ts'

const noRows: readonly Subscription[] = []

type Rows = readonly Subscription[]

/** Each once. Where nothing comes on top of the walk it stays the same list, so that none of it is judged anew. */
function joinRows(walked: Rows, ended: Rows, foundRows: Rows) {
  const alone = { rows: walked, found: noRows, extra: 0, isIgnored: false }
  if (ended.length === 0 && foundRows.length === 0) return alone
  const { more, isIgnored } = joinEnded(walked, ended)
  const known = new Set([...walked, ...more].map(({ id }) => id))
  const found = foundRows.filter(({ id }) => !known.has(id))
  if (more.length === 0 && found.length === 0) return { ...alone, isIgnored }
  return {
    rows: [...walked, ...more, ...found],
    found: found.length === 0 ? noRows : foundRows,
    extra: found.length,
    isIgnored,
  }
}

/**
 * All subscriptions that are known, each once: those of the walk through the whole project, ended ones where they are wanted,
 * and, for as long as that walk has not brought everything, what the server itself finds by the filters of the address
 * (docs/decisions/016-subscription-filters.md). `found` are those that only the server's filters have brought.
 * `ended` is the walk through ended ones, null where they are not wanted; `isEndedIgnored` once it is over on a server that does not
 * list them.
 */
export function useSubscriptionRows(connection: Connection, search: SubscriptionsSearch) {
  const list = useQuery(subscriptionQueries.all(connection))
  const wantsEnded = search.ended === 'show' || search.state === 'deleted'
  const ended = useQuery({ ...subscriptionQueries.all(connection, true), enabled: wantsEnded })
  const filter = serverFilter(search)
  const isWhole = list.data?.progress.kind === 'complete'
  const asked = useQuery({ ...filteredSubscriptions(connection, filter ?? {}), enabled: filter !== null && !isWhole })

  const walked = list.data?.rows ?? noRows
  const endedRows = wantsEnded ? (ended.data?.rows ?? noRows) : noRows
  const foundRows = filter === null || isWhole ? noRows : (asked.data?.rows ?? noRows)
  const joined = useMemo(() => joinRows(walked, endedRows, foundRows), [walked, endedRows, foundRows])
  const isEndedIgnored = joined.isIgnored && ended.data?.progress.kind !== 'loading' && ended.data?.progress.kind !== 'waiting'
  return { list, ended: wantsEnded ? ended : null, ...joined, isEndedIgnored }
}
