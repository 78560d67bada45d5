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

/** Returns the same array if nothing is added, which avoids a new analysis. */
function joinRows(listed: Rows, ended: Rows, filteredRows: Rows) {
  const alone = { rows: listed, extraRows: noRows, extraCount: 0, isUnsupported: false }
  if (ended.length === 0 && filteredRows.length === 0) return alone
  const { more, isUnsupported } = joinEnded(listed, ended)
  const known = new Set([...listed, ...more].map(({ id }) => id))
  const extraRows = filteredRows.filter(({ id }) => !known.has(id))
  if (more.length === 0 && extraRows.length === 0) return { ...alone, isUnsupported }
  return {
    rows: [...listed, ...more, ...extraRows],
    extraRows: extraRows.length === 0 ? noRows : filteredRows,
    extraCount: extraRows.length,
    isUnsupported,
  }
}

/**
 * All known subscriptions: the complete list, ended ones on request, and until the list is complete also what the server finds
 * by the URL’s filters (docs/decisions/016-subscription-filters.md). `extraRows` came only from those filters.
 */
export function useSubscriptionRows(connection: Connection, search: SubscriptionsSearch) {
  const list = useQuery(subscriptionQueries.all(connection))
  const includesEnded = search.ended === 'show' || search.state === 'deleted'
  const ended = useQuery({ ...subscriptionQueries.all(connection, true), enabled: includesEnded })
  const filter = serverFilter(search)
  const isComplete = list.data?.progress.kind === 'complete'
  const filtered = useQuery({ ...filteredSubscriptions(connection, filter ?? {}), enabled: filter !== null && !isComplete })

  const listed = list.data?.rows ?? noRows
  const endedRows = includesEnded ? (ended.data?.rows ?? noRows) : noRows
  const filteredRows = filter === null || isComplete ? noRows : (filtered.data?.rows ?? noRows)
  const joined = useMemo(() => joinRows(listed, endedRows, filteredRows), [listed, endedRows, filteredRows])
  const isEndedUnsupported =
    joined.isUnsupported && ended.data?.progress.kind !== 'loading' && ended.data?.progress.kind !== 'waiting'
  return { list, ended: includesEnded ? ended : null, ...joined, isEndedUnsupported }
}
