import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { useCapabilities } from '#api/capabilities.ts'
import type { Connection } from '#storage/connections.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import type { ApiError } from '#api/http/errors.ts'
import { affectsEveryRequest } from '#api/http/retryInBackground.ts'
import { fetchLastDelivery } from './fetchLastDelivery.ts'
import { Row } from '#ui/layout.tsx'
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
  const [failure, setFailure] = useState<ApiError | null>(null)
  const remaining = unknown.length
  const checked = relevant.length - remaining
  const { id, host, key, projectId } = connection

  // Two at a time; leaving stops after the requests in progress.
  useEffect(() => {
    if (!isChecking) return
    const stopping = new AbortController()
    const target = { id, host, key, projectId }
    const left = unknown.values()
    async function checkRest(queue: string) {
      for (const { subscription } of left) {
        const error = await fetchLastDelivery(client, target, subscription.id, { queue, signal: stopping.signal })
        if (stopping.signal.aborted) return
        if (error) setFailure(error)
        if (error && affectsEveryRequest.has(error.kind)) return
      }
    }
    setFailure(null)
    void Promise.all([checkRest('rows'), checkRest('rest')]).then(() => !stopping.signal.aborted && setChecking(false))
    return () => stopping.abort()
    // oxlint-disable-next-line react/exhaustive-deps -- each response shortens `unknown`, and the rest stays in line
  }, [isChecking, client, id, host, key, projectId])

  if (hasDeliveryHistory === false)
    return (
      <Row as="p" gap="4px 12px" wrap size="sm" tone="dimmed" className={classes['bar']}>
        Failed deliveries are unknown, because this server has no delivery history.
      </Row>
    )
  const isDone = remaining === 0
  return (
    <Row gap="4px 12px" wrap size="sm" tone="dimmed" className={classes['bar']}>
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
    </Row>
  )
}
