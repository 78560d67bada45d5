import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useMemo, useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import { useConnection } from '#features/connection/useConnection.ts'
import { Failure } from '#features/failure/Failure.tsx'
import { BusyBar } from '#ui/BusyBar.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { Refresh } from '#ui/Refresh.tsx'
import { TableSkeleton } from '#ui/TableSkeleton.tsx'
import { useNow } from '#ui/useNow.ts'
import { useSearch } from '#ui/useSearch.ts'
import { type Selection, useSelection } from '#ui/useSelection.ts'
import { ActionButtons } from './actions/ActionButtons.tsx'
import { Stack } from '#ui/layout.tsx'
import { ReminderNotice } from './actions/ReminderNotice.tsx'
import type { PendingAction } from './actions/SubscriptionActionDialog.tsx'
import { coverageMessage } from './countMessages.ts'
import { FilterRow } from './FilterRow.tsx'
import { markDeliveriesStale } from './history/fetchLastDelivery.ts'
import type { AnalyzedSubscription, TabProps } from './analyzeSubscription.ts'
import { ListSkeleton, ListTab } from './ListTab.tsx'
import { LoadNotices } from './LoadNotices.tsx'
import { NoSubscriptions } from './NoSubscriptions.tsx'
import { Toolbar } from '#ui/bands.tsx'
import { ScrollBox } from '#ui/ScrollBox.tsx'
import classes from './SubscriptionsPage.module.css'
import { noFilters, type SubscriptionsSearch, subscriptionsSearch } from './subscriptionsSearch.ts'
import { SelectionCount } from '#ui/SelectionCount.tsx'
import { SelectMatching } from '#ui/SelectMatching.tsx'
import { SubscriptionTabs } from './SubscriptionTabs.tsx'
import { type SubscriptionsView, useSubscriptionsView } from './useSubscriptionsView.ts'
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
  const [search, change] = useSearch(subscriptionsSearch)
  const now = useNow(60_000)
  const view = useSubscriptionsView(connection, search, now)
  const { list, ended, analyzed, shown, scheduleRules, isDone, isRefreshing } = view
  const selection = useSelection(idOf)
  const [pendingAction, setPendingAction] = useState<PendingAction | null>(null)
  const tab = { connection, shown, all: analyzed, now, scheduleRules, onOpen: (open: string) => change({ open }) }
  const part = { view, search, selection, onChange: change }
  return (
    <>
      <title>{`Subscriptions · ${connection.projectName ?? `Project ${connection.projectId}`} · Replay Desk`}</title>
      <Header view={view} connection={connection} now={now} />
      {view.hasTabs && (
        <>
          <SubscriptionTabs tab={search.tab} problems={view.problemCount} onTab={(next) => change({ tab: next, offset: 0 })} />
          <FiltersOrSelection {...part} connection={connection} onAction={setPendingAction} />
        </>
      )}
      <ReminderNotice
        connection={connection}
        all={analyzed}
        now={now}
        onResume={(targets, reminder) => setPendingAction({ action: 'resume', targets, reminder })}
      />
      <LoadNotices
        all={list.data}
        extraCount={view.extraCount}
        error={list.error}
        onRetry={() => void list.refetch()}
        ended={ended && { all: ended.data, error: ended.error, onRetry: () => void ended.refetch() }}
        isEndedUnsupported={view.isEndedUnsupported}
      />
      <BusyBar busy={isRefreshing} />
      <TabPanel {...part} tab={tab} />
      {search.open !== '' && isDone && (
        <Suspense>
          <OpenSubscription
            {...tab}
            id={search.open}
            ownDomains={view.ownDomains}
            onAction={(action, targets) => setPendingAction({ action, targets })}
          />
        </Suspense>
      )}
      {pendingAction && (
        <Suspense>
          <SubscriptionActionDialog
            connection={connection}
            pendingAction={pendingAction}
            onClose={() => setPendingAction(null)}
            onStart={selection.clear}
          />
        </Suspense>
      )}
    </>
  )
}

function Header({ view, connection, now }: { view: SubscriptionsView; connection: Connection; now: number }) {
  const queryClient = useQueryClient()
  const [isExporting, setExporting] = useState(false)
  const { list, ended } = view
  return (
    <>
      <PageHeader
        title="Subscriptions"
        description={view.summary}
        actions={
          <>
            <Button variant="default" disabled={!view.isDone || list.data === undefined} onClick={() => setExporting(true)}>
              Export
            </Button>
            <Refresh
              updatedAt={list.dataUpdatedAt}
              now={now}
              busy={view.isRefreshing}
              onRefresh={() => {
                markDeliveriesStale(queryClient, connection)
                void list.refetch()
                void ended?.refetch()
              }}
            />
          </>
        }
      />
      {isExporting && (
        <Suspense>
          <ExportDialog
            connection={connection}
            shown={view.shown}
            coverage={coverageMessage(list.data, ended && { all: ended.data, isUnsupported: view.isEndedUnsupported })}
            scheduleRules={view.scheduleRules}
            onClose={() => setExporting(false)}
          />
        </Suspense>
      )}
    </>
  )
}

type PartProps = {
  view: SubscriptionsView
  search: SubscriptionsSearch
  selection: Selection<AnalyzedSubscription>
  onChange: (part: Partial<SubscriptionsSearch>) => void
}

type FiltersProps = PartProps & { connection: Connection; onAction: (action: PendingAction) => void }

/** What can be done with the selected rows takes the place of the filters. */
function FiltersOrSelection({ view, search, selection, connection, onChange, onAction }: FiltersProps) {
  const { sorted, shown, analyzed, isHistoryMissing, withHistory } = view
  const { chosen, toggleAll, clear } = selection
  const isChosen = ({ subscription }: AnalyzedSubscription) => chosen.has(subscription.id)
  // In screen order, so that the dialog lists them as the table does.
  const selected = useMemo(() => sorted.filter(({ subscription }) => chosen.has(subscription.id)), [sorted, chosen])
  if (selected.length === 0 || search.tab !== 'list')
    return <FilterRow search={search} all={analyzed} withHistory={isHistoryMissing ? null : withHistory} onChange={onChange} />
  const page = shown.slice(search.offset, search.offset + search.limit)
  return (
    <Toolbar size="sm" role="toolbar" aria-label="Selected subscriptions">
      <SelectionCount count={selected.length} onPage={page.filter(isChosen).length} />
      <SelectMatching page={page} matching={shown} isChosen={isChosen} onSelect={(some) => toggleAll(some, true)} />
      <ActionButtons connection={connection} targets={selected} onAction={(action, targets) => onAction({ action, targets })} />
      <Button variant="subtle" onClick={clear}>
        Clear selection
      </Button>
    </Toolbar>
  )
}

function TabPanel({ view, tab, search, selection, onChange }: PartProps & { tab: TabProps }) {
  const { list, analyzed, shown, withHistory, isLoadingFirst } = view
  return (
    <Stack
      gap={0}
      id="tab-panel"
      role={view.hasTabs ? 'tabpanel' : undefined}
      aria-labelledby={view.hasTabs ? `tab-${search.tab}` : undefined}
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
          host={tab.connection.host}
          projectId={tab.connection.projectId}
          hasAny={analyzed.length > 0}
          onEnded={search.ended === 'show' ? null : () => onChange({ ended: 'show', offset: 0 })}
          onClear={() => onChange({ ...noFilters, offset: 0 })}
        />
      )}
      {!isLoadingFirst && shown.length > 0 && search.tab === 'list' && (
        <ListTab
          {...tab}
          search={search}
          onChange={onChange}
          selection={selection}
          busy={false}
          withHistory={withHistory}
          canLoadDeliveries={view.canLoadDeliveries}
        />
      )}
      {!isLoadingFirst && shown.length > 0 && search.tab !== 'list' && (
        <Suspense fallback={<TableSkeleton label="Loading view" />}>
          {search.tab === 'calendar' && <CalendarTab {...tab} hasHistory={view.hasHistory} search={search} onChange={onChange} />}
          {search.tab === 'recipients' && <RecipientsTab {...tab} search={search} onChange={onChange} />}
          {search.tab === 'problems' && <ProblemsTab {...tab} />}
        </Suspense>
      )}
    </Stack>
  )
}
