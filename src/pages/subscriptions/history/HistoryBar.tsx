import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useCapabilities } from '#api/capabilities.ts'
import type { Connection } from '#storage/connections.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import { lastDeliveryFailure, requestLastDelivery, subscribeToFailures } from './fetchLastDelivery.ts'
import classes from './HistoryBar.module.css'
import { Button } from '#ui/Button.tsx'
import { counted, formatNumber } from '#lib/format.ts'

type Props = { connection: Connection; shown: readonly AnalyzedSubscription[] }

/** Delivery status coverage, and a button to check the rest in the background. */
export function HistoryBar({ connection, shown }: Props) {
  const client = useQueryClient()
  const { hasDeliveryHistory } = useCapabilities(connection)
  const [isChecking, setChecking] = useState(false)
  const relevant = useMemo(() => shown.filter(({ state }) => state !== 'deleted'), [shown])
  const unknown = useMemo(() => relevant.filter(({ lastDelivery }) => lastDelivery === undefined), [relevant])
  const failed = useSyncExternalStore(
    subscribeToFailures,
    () => unknown.find(({ subscription }) => lastDeliveryFailure(connection, subscription.id))?.subscription.id,
  )
  const failure = failed === undefined ? null : lastDeliveryFailure(connection, failed)
  const remaining = unknown.length
  const checked = relevant.length - remaining
  const { id, host, key, projectId } = connection

  // Queues the missing ones; leaving removes them from the queue.
  useEffect(() => {
    if (!isChecking) return
    const cancels = unknown.map(({ subscription }) => requestLastDelivery(client, { id, host, key, projectId }, subscription.id))
    return () => {
      for (const cancel of cancels) cancel()
    }
    // oxlint-disable-next-line react/exhaustive-deps -- each response shortens `unknown`, and the rest stays queued
  }, [isChecking, client, id, host, key, projectId])

  if (hasDeliveryHistory === false)
    return <p className={classes['bar']}>Failed deliveries are unknown, because this server has no delivery history.</p>
  const isDone = remaining === 0
  return (
    <div className={classes['bar']}>
      <span role="status">
        {isDone
          ? `Delivery status checked for all ${counted(relevant.length, 'subscription')}.`
          : `Delivery status checked for ${formatNumber(checked)} of ${formatNumber(relevant.length)}.`}
      </span>
      {!isDone && failure && <span>{`Some checks failed: ${failure.message}`}</span>}
      {!isDone && (
        <Button variant="default" size="compact-sm" onClick={() => setChecking(!isChecking)}>
          {isChecking ? 'Stop checking' : `Check the other ${formatNumber(remaining)}`}
        </Button>
      )}
    </div>
  )
}
