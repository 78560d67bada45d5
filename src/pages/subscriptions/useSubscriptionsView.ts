import { useEffect, useMemo } from 'react'
import { type Connection, useSettings } from '#storage/connections.ts'
import { noteCounts } from '#storage/sidebarCounts.ts'
import { useCapabilities } from '#api/capabilities.ts'
import { countMessage } from './countMessages.ts'
import { filterSubscriptions } from './filterSubscriptions.ts'
import { analyzeDeliveries } from './history/analyzeDeliveries.ts'
import { useKnownDeliveries } from './history/useKnownDeliveries.ts'
import { sortSubscriptions } from './sortSubscriptions.ts'
import type { SubscriptionsSearch } from './subscriptionsSearch.ts'
import { useAnalysis } from './useAnalysis.ts'
import { useSubscriptionRows } from './useSubscriptionRows.ts'

export type SubscriptionsView = ReturnType<typeof useSubscriptionsView>

/** All subscriptions with their problems, those that match the URL’s filters, and how far they are loaded. */
export function useSubscriptionsView(connection: Connection, search: SubscriptionsSearch, now: number) {
  const { ownDomains } = useSettings()
  const loaded = useSubscriptionRows(connection, search)
  const { list, ended, rows, extraRows } = loaded
  const isGrowing = list.isFetching && list.data?.progress.kind === 'loading'
  const analysis = useAnalysis(connection, rows, now, ownDomains, isGrowing, extraRows)
  const { analyzed: bySchedule, scheduleRules, isDone } = analysis
  const deliveries = useKnownDeliveries(connection)
  const isHistoryMissing = useCapabilities(connection).hasDeliveryHistory === false
  const analyzed = useMemo(
    () => analyzeDeliveries(bySchedule, deliveries, connection.zone),
    [bySchedule, deliveries, connection.zone],
  )
  const { order, direction } = search
  // Sorted before filtering, so that a filter change needs no sort.
  const sorted = useMemo(() => sortSubscriptions(analyzed, { order, direction }), [analyzed, order, direction])
  const shown = useMemo(() => filterSubscriptions(sorted, search), [sorted, search])
  const summary = useMemo(() => countMessage(list.data, analyzed), [list.data, analyzed])
  const problemCount = useMemo(() => analyzed.filter(({ problems }) => problems.length > 0).length, [analyzed])
  const isComplete = isDone && list.data?.progress.kind === 'complete'
  useEffect(() => {
    if (isComplete) noteCounts(connection, { problems: problemCount })
  }, [connection, isComplete, problemCount])
  // Servers that report whether a subscription is paused also have a delivery history (posthog-api.md#i5-deliveries).
  const hasHistory = rows.some(({ enabled }) => enabled !== null)
  const withHistory = !isHistoryMissing && (search.last === '' ? list.isPending || hasHistory : search.last === 'show')
  return {
    ...loaded,
    ownDomains,
    scheduleRules,
    analyzed,
    sorted,
    shown,
    summary,
    problemCount,
    isDone,
    isRefreshing: (list.isFetching || ended?.isFetching === true) && !list.isPending,
    // No tabs if there is nothing to show in them.
    hasTabs: list.isPending || rows.length > 0 || (list.data !== undefined && search.ended === 'show'),
    isLoadingFirst: list.isPending || (rows.length > 0 && !isDone),
    isHistoryMissing,
    hasHistory: hasHistory && !isHistoryMissing,
    /** Whether the list shows the last delivery. */
    withHistory,
    canLoadDeliveries: withHistory && !isGrowing && analysis.rows === rows,
  }
}
