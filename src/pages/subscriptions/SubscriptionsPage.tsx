import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { useSettings } from '#storage/connections.ts'
import { noteCounts } from '#storage/sidebarCounts.ts'
import { useConnection } from '#features/connection/useConnection.ts'
import { Failure } from '#features/failure/Failure.tsx'
import { BusyBar } from '#ui/BusyBar.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { Refresh } from '#ui/Refresh.tsx'
import { TableSkeleton } from '#ui/TableSkeleton.tsx'
import { useNow } from '#ui/useNow.ts'
import { useSearch } from '#ui/useSearch.ts'
import { useSelection } from '#ui/useSelection.ts'
import { ActionButtons } from './actions/ActionButtons.tsx'
import { Stack } from '#ui/layout.tsx'
import { ReminderNotice } from './actions/ReminderNotice.tsx'
import type { PendingAction } from './actions/SubscriptionActionDialog.tsx'
import { countMessage, coverageMessage } from './countMessages.ts'
import { FilterRow } from './FilterRow.tsx'
import { filterSubscriptions } from './filterSubscriptions.ts'
import { markDeliveriesStale } from './history/fetchLastDelivery.ts'
import { analyzeDeliveries } from './history/analyzeDeliveries.ts'
import { useCapabilities } from '#api/capabilities.ts'
import { useKnownDeliveries } from './history/useKnownDeliveries.ts'
import type { AnalyzedSubscription } from './analyzeSubscription.ts'
import { ListSkeleton, ListTab } from './ListTab.tsx'
import { LoadNotices } from './LoadNotices.tsx'
import { NoSubscriptions } from './NoSubscriptions.tsx'
import { Toolbar } from '#ui/bands.tsx'
import { ScrollBox } from '#ui/ScrollBox.tsx'
import classes from './SubscriptionsPage.module.css'
import { sortSubscriptions } from './sortSubscriptions.ts'
import { noFilters, subscriptionsSearch } from './subscriptionsSearch.ts'
import { SelectionCount } from '#ui/SelectionCount.tsx'
import { SelectMatching } from '#ui/SelectMatching.tsx'
import { SubscriptionTabs } from './SubscriptionTabs.tsx'
import { useAnalysis } from './useAnalysis.ts'
import { useSubscriptionRows } from './useSubscriptionRows.ts'
import { Button } from '#ui/Button.tsx'

const OpenSubscription = lazy(() =>
  import('./one/OpenSubscription.tsx').then(({ OpenSubscription: Component }) => ({ default: Component })),
)

const SubscriptionActionDialog = lazy(() =>
  import('./actions/SubscriptionActionDialog.tsx').then(({ SubscriptionActionDialog: Component }) => ({ default: Component })),
)

const ExportDialog = lazy(() =>
  import('./export/ExportDialog.tsx').then(({ ExportDialog: Component }) => ({ default: Component })),
)

const CalendarTab = lazy(() =>
  import('./calendar/CalendarTab.tsx').then(({ CalendarTab: Component }) => ({ default: Component })),
)

const ProblemsTab = lazy(() =>
  import('./problems/ProblemsTab.tsx').then(({ ProblemsTab: Component }) => ({ default: Component })),
)

const RecipientsTab = lazy(() =>
  import('./recipients/RecipientsTab.tsx').then(({ RecipientsTab: Component }) => ({ default: Component })),
)

function idOf({ subscription }: AnalyzedSubscription): string {
  return subscription.id
}

export function SubscriptionsPage() {
  const connection = useConnection()
  const queryClient = useQueryClient()
  const [search, change] = useSearch(subscriptionsSearch)
  const now = useNow(60_000)
  const { ownDomains } = useSettings()
  const { list, ended, rows, extraRows, extraCount, isEndedUnsupported } = useSubscriptionRows(connection, search)
  const isRefreshing = (list.isFetching || ended?.isFetching === true) && !list.isPending
  const isGrowing = list.isFetching && list.data?.progress.kind === 'loading'
  const {
    analyzed: bySchedule,
    scheduleRules,
    isDone,
    rows: analyzedRows,
  } = useAnalysis(connection, rows, now, ownDomains, isGrowing, extraRows)
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
  const { chosen, toggle, toggleAll, clear } = useSelection(idOf)
  const [isExporting, setExporting] = useState(false)
  const [pendingAction, setPendingAction] = useState<PendingAction | null>(null)
  // In screen order, so that the dialog lists them as the table does.
  const selected = useMemo(() => sorted.filter(({ subscription }) => chosen.has(subscription.id)), [sorted, chosen])
  const page = shown.slice(search.offset, search.offset + search.limit)
  const isChosen = ({ subscription }: AnalyzedSubscription) => chosen.has(subscription.id)
  const selection = useMemo(
    () => ({
      ids: chosen,
      onToggle: toggle,
      onToggleAll: toggleAll,
      label: ({ name }: AnalyzedSubscription) => `Select ${name}`,
    }),
    [chosen, toggle, toggleAll],
  )
  const tab = { connection, shown, all: analyzed, now, scheduleRules, onOpen: (open: string) => change({ open }) }
  // Servers that report whether a subscription is paused also have a delivery history (posthog-api.md#i5-deliveries).
  const hasHistory = rows.some(({ enabled }) => enabled !== null)
  const withHistory = !isHistoryMissing && (search.last === '' ? list.isPending || hasHistory : search.last === 'show')
  const isLoadingFirst = list.isPending || (rows.length > 0 && !isDone)
  // No tabs if there is nothing to show in them.
  const hasTabs = list.isPending || rows.length > 0 || (list.data !== undefined && search.ended === 'show')
  return (
    <>
      <title>{`Subscriptions · ${connection.projectName ?? `Project ${connection.projectId}`} · Replay Desk`}</title>
      <PageHeader
        title="Subscriptions"
        description={summary}
        actions={
          <>
            <Button variant="default" disabled={!isDone || list.data === undefined} onClick={() => setExporting(true)}>
              Export
            </Button>
            <Refresh
              updatedAt={list.dataUpdatedAt}
              now={now}
              busy={isRefreshing}
              onRefresh={() => {
                markDeliveriesStale(queryClient, connection)
                void list.refetch()
                void ended?.refetch()
              }}
            />
          </>
        }
      />
      {hasTabs && (
        <SubscriptionTabs tab={search.tab} problems={problemCount} onTab={(next) => change({ tab: next, offset: 0 })} />
      )}
      {!hasTabs ? null : selected.length > 0 && search.tab === 'list' ? (
        <Toolbar size="sm" role="toolbar" aria-label="Selected subscriptions">
          <SelectionCount count={selected.length} onPage={page.filter(isChosen).length} />
          <SelectMatching page={page} matching={shown} isChosen={isChosen} onSelect={(some) => toggleAll(some, true)} />
          <ActionButtons
            connection={connection}
            targets={selected}
            onAction={(action, targets) => setPendingAction({ action, targets })}
          />
          <Button variant="subtle" onClick={clear}>
            Clear selection
          </Button>
        </Toolbar>
      ) : (
        <FilterRow search={search} all={analyzed} withHistory={isHistoryMissing ? null : withHistory} onChange={change} />
      )}
      <ReminderNotice
        connection={connection}
        all={analyzed}
        now={now}
        onResume={(targets, reminder) => setPendingAction({ action: 'resume', targets, reminder })}
      />
      <LoadNotices
        all={list.data}
        extraCount={extraCount}
        error={list.error}
        onRetry={() => void list.refetch()}
        ended={ended && { all: ended.data, error: ended.error, onRetry: () => void ended.refetch() }}
        isEndedUnsupported={isEndedUnsupported}
      />
      <BusyBar busy={isRefreshing} />
      <Stack
        gap={0}
        id="tab-panel"
        role={hasTabs ? 'tabpanel' : undefined}
        aria-labelledby={hasTabs ? `tab-${search.tab}` : undefined}
        className={classes['panel']}
      >
        {isLoadingFirst &&
          (search.tab === 'list' ? (
            <ListSkeleton search={search} withHistory={withHistory} />
          ) : (
            <TableSkeleton label="Loading subscriptions" />
          ))}
        {!list.isPending && list.data === undefined && (
          <ScrollBox fills>
            <Failure error={list.error} onRetry={() => void list.refetch()} />
          </ScrollBox>
        )}
        {!isLoadingFirst && list.data !== undefined && shown.length === 0 && (
          <NoSubscriptions
            host={connection.host}
            projectId={connection.projectId}
            hasAny={analyzed.length > 0}
            onEnded={search.ended === 'show' ? null : () => change({ ended: 'show', offset: 0 })}
            onClear={() => change({ ...noFilters, offset: 0 })}
          />
        )}
        {!isLoadingFirst && shown.length > 0 && search.tab === 'list' && (
          <ListTab
            {...tab}
            search={search}
            onChange={change}
            selection={selection}
            busy={false}
            withHistory={withHistory}
            canLoadDeliveries={withHistory && !isGrowing && analyzedRows === rows}
          />
        )}
        {!isLoadingFirst && shown.length > 0 && search.tab !== 'list' && (
          <Suspense fallback={<TableSkeleton label="Loading view" />}>
            {search.tab === 'calendar' && (
              <CalendarTab {...tab} hasHistory={hasHistory && !isHistoryMissing} search={search} onChange={change} />
            )}
            {search.tab === 'recipients' && <RecipientsTab {...tab} search={search} onChange={change} />}
            {search.tab === 'problems' && <ProblemsTab {...tab} />}
          </Suspense>
        )}
      </Stack>
      {search.open !== '' && isDone && (
        <Suspense>
          <OpenSubscription
            {...tab}
            id={search.open}
            ownDomains={ownDomains}
            onAction={(action, targets) => setPendingAction({ action, targets })}
          />
        </Suspense>
      )}
      {isExporting && (
        <Suspense>
          <ExportDialog
            connection={connection}
            shown={shown}
            coverage={coverageMessage(list.data, ended ? { all: ended.data, isUnsupported: isEndedUnsupported } : null)}
            scheduleRules={scheduleRules}
            onClose={() => setExporting(false)}
          />
        </Suspense>
      )}
      {pendingAction && (
        <Suspense>
          <SubscriptionActionDialog
            connection={connection}
            pendingAction={pendingAction}
            onClose={() => setPendingAction(null)}
            onStart={clear}
          />
        </Suspense>
      )}
    </>
  )
}
