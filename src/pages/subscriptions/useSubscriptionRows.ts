import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Connection } from '#api/connection.ts'
import { foundSubscriptions } from '#api/foundSubscriptions.ts'
import { type Subscription, subscriptionQueries } from '#api/subscriptions.ts'
import { serverFilter } from './serverFilter.ts'
import type { SubscriptionsSearch } from './subscriptionsSearch.ts'

const noRows: Subscription[] = []

/**
 * All subscriptions that are known, each once: those of the walk through the whole project, ended ones where they are wanted,
 * and, for as long as that walk has not brought everything, what the server itself finds by the filters of the address
 * (docs/decisions/016-sent-filters.md). `found` are those that only the server's filters have brought.
 */
export function useSubscriptionRows(at: Connection, search: SubscriptionsSearch) {
  const list = useQuery(subscriptionQueries.all(at))
  const wantsEnded = search.ended === 'show' || search.state === 'deleted'
  const ended = useQuery({ ...subscriptionQueries.all(at, true), enabled: wantsEnded })
  const filter = serverFilter(search)
  const isWhole = list.data?.progress.kind === 'complete'
  const asked = useQuery({ ...foundSubscriptions(at, filter ?? {}), enabled: filter !== null && !isWhole })

  const walked = list.data?.rows ?? noRows
  const endedRows = wantsEnded ? (ended.data?.rows ?? noRows) : noRows
  const foundRows = filter === null || isWhole ? noRows : (asked.data?.rows ?? noRows)
  const joined = useMemo(() => {
    const known = new Set([...walked, ...endedRows].map(({ id }) => id))
    const found = foundRows.filter(({ id }) => !known.has(id))
    return { rows: [...walked, ...endedRows, ...found], found: found.length === 0 ? noRows : foundRows, extra: found.length }
  }, [walked, endedRows, foundRows])
  return { list, ...joined }
}
