import { useQuery } from '@tanstack/react-query'
import { IconArrowLeft } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { Link, useLocation } from 'react-router-dom'
import { useSettings } from '#storage/connections.ts'
import { type Subscription, subscriptionQueries } from '#api/subscriptions/subscriptions.ts'
import { useConnection } from '#features/connection/useConnection.ts'
import { Failure } from '#features/failure/Failure.tsx'
import { cutText, oneLine } from '#lib/cutText.ts'
import { idsIn, paths } from '#lib/paths.ts'
import { returnAddress, savePlace } from '#lib/tablePlaces.ts'
import { PageHeader } from '#ui/PageHeader.tsx'
import { TableSkeleton } from '#ui/TableSkeleton.tsx'
import { useNow } from '#ui/useNow.ts'
import { returnState } from '#ui/useTablePlace.ts'
import { stateMessages } from '../stateMessages.ts'
import { analyzeDeliveries } from '../history/analyzeDeliveries.ts'
import { useKnownDeliveries } from '../history/useKnownDeliveries.ts'
import { useAnalysis } from '../useAnalysis.ts'
import { ActionButtons } from '../actions/ActionButtons.tsx'
import { SubscriptionActionDialog, type PendingAction } from '../actions/SubscriptionActionDialog.tsx'
import { SubscriptionDetails } from './SubscriptionDetails.tsx'
import classes from './SubscriptionPage.module.css'
import { upsertRow } from './upsertRow.ts'

const noRows: Subscription[] = []

/** Checked for duplicates only if the whole list is cached. */
export function SubscriptionPage() {
  const connection = useConnection()
  const { pathname, state } = useLocation()
  const { itemId: subscriptionId } = idsIn(pathname)
  const table = returnAddress(state, paths.subscriptions(connection.projectId))
  const now = useNow(60_000)
  const { ownDomains } = useSettings()
  const [pendingAction, setPendingAction] = useState<PendingAction | null>(null)
  const query = useQuery({
    ...subscriptionQueries.one(connection, subscriptionId),
    retry: false,
  })
  const others = useQuery({ ...subscriptionQueries.all(connection), enabled: false }).data?.rows ?? noRows
  const rows = useMemo(() => (query.data ? upsertRow(others, query.data) : noRows), [others, query.data])
  const { analyzed, scheduleRules } = useAnalysis(connection, rows, now, ownDomains)
  const deliveries = useKnownDeliveries(connection)
  const analyzedRow = query.data && analyzed.find(({ subscription: { id } }) => id === query.data.id)
  const [shown] = analyzedRow ? analyzeDeliveries([analyzedRow], deliveries, connection.zone) : []
  const name = shown ? cutText(oneLine(shown.name), 200) : 'Subscription'

  useEffect(() => savePlace(table, { rowId: subscriptionId }), [table, subscriptionId])

  return (
    <>
      <title>{`${name} · Subscription · ${connection.projectName ?? `Project ${connection.projectId}`} · Replay Desk`}</title>
      <div className={classes['back']}>
        <Link to={table} state={returnState}>
          <IconArrowLeft size={14} aria-hidden /> Subscriptions
        </Link>
      </div>
      <PageHeader title={name} description={shown && stateMessages[shown.state]} />
      <div className={classes['body']}>
        {query.isPending && <TableSkeleton label="Loading subscription" />}
        {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
        {shown && (
          <SubscriptionDetails
            connection={connection}
            analyzed={shown}
            now={now}
            scheduleRules={scheduleRules}
            ownDomains={ownDomains}
            actions={
              <ActionButtons
                connection={connection}
                targets={[shown]}
                onAction={(action, targets) => setPendingAction({ action, targets })}
              />
            }
          />
        )}
      </div>
      {pendingAction && (
        <SubscriptionActionDialog connection={connection} pendingAction={pendingAction} onClose={() => setPendingAction(null)} />
      )}
    </>
  )
}
