import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { Connection } from '#storage/connections.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import { askingFailure, askLastDelivery, subscribeToFailures } from './fetchLastDelivery.ts'
import classes from './HistoryBar.module.css'
import { Button } from '#ui/Button.tsx'
import { counted, formatNumber } from '#lib/format.ts'

type Props = { connection: Connection; shown: readonly AnalyzedSubscription[]; isMissing: boolean }

/**
 * For how many subscriptions it is known how their last delivery went, and the way to ask for the rest: in the background, one
 * after another, until it is stopped or this leaves the screen.
 */
export function HistoryBar({ connection, shown, isMissing }: Props) {
  const client = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const meant = useMemo(() => shown.filter(({ state }) => state !== 'deleted'), [shown])
  const unknown = useMemo(() => meant.filter(({ lastDelivery }) => lastDelivery === undefined), [meant])
  const failed = useSyncExternalStore(
    subscribeToFailures,
    () => unknown.find(({ subscription }) => askingFailure(connection, subscription.id))?.subscription.id,
  )
  const failure = failed === undefined ? null : askingFailure(connection, failed)
  const left = unknown.length
  const known = meant.length - left
  const { id, host, key, projectId } = connection

  // Talks to the server: what nothing is known of yet waits its turn; leaving takes it out again.
  useEffect(() => {
    if (!isAsking) return
    const leave = unknown.map(({ subscription }) => askLastDelivery(client, { id, host, key, projectId }, subscription.id))
    return () => {
      for (const one of leave) one()
    }
    // oxlint-disable-next-line react/exhaustive-deps -- each answer makes `unknown` shorter, and what else is asked for stays the same
  }, [isAsking, client, id, host, key, projectId])

  if (isMissing) return <p className={classes['bar']}>Failed deliveries are not known: no history on this server.</p>
  const isDone = left === 0
  return (
    <div className={classes['bar']}>
      <span role="status">
        {isDone
          ? `How the last delivery went is known of all ${counted(meant.length, 'subscription')}.`
          : `How the last delivery went is known of ${formatNumber(known)} of ${counted(meant.length, 'subscription')}: there may be more failed ones.`}
      </span>
      {!isDone && failure && <span>{`Some could not be told: ${failure.message}`}</span>}
      {!isDone && (
        <Button variant="default" size="compact-sm" onClick={() => setAsking(!isAsking)}>
          {isAsking ? 'Stop asking' : `Ask for the other ${formatNumber(left)}`}
        </Button>
      )}
    </div>
  )
}
