import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconHelpCircle,
  IconPlayerSkipForward,
  IconSend,
} from '@tabler/icons-react'
import type { ApiError } from '#api/http/errors.ts'
import type { Connection } from '#storage/connections.ts'
import type { Delivery } from '#api/subscriptions/subscriptionDeliveries.ts'
import { type DeliveryFate, fateOf, fateWord, faultOf } from '#features/schedule/lintDelivery.ts'
import { exactTimes, relativeTime } from '#lib/instant.ts'
import { EmptyValue } from '#ui/EmptyValue.tsx'
import { Tooltip } from '#ui/Tooltip.tsx'
import { useOnScreen } from '#ui/useOnScreen.ts'
import classes from './LastDeliveryCell.module.css'
import { useLastDelivery } from './useLastDelivery.ts'
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx'

const fates: Record<DeliveryFate, { word: string; sentence: string; Sign: typeof IconSend }> = {
  arrived: { word: 'Arrived', sentence: 'The last delivery arrived', Sign: IconCircleCheck },
  failed: { word: 'Failed', sentence: 'The last delivery failed', Sign: IconCircleX },
  partly: { word: 'Partly', sentence: 'The last delivery did not reach everyone', Sign: IconAlertTriangle },
  skipped: { word: 'Skipped', sentence: 'The last delivery was skipped', Sign: IconPlayerSkipForward },
  'on its way': { word: 'On its way', sentence: 'A delivery is on its way', Sign: IconSend },
  unknown: { word: 'Unknown', sentence: 'The server says nothing known here of the last delivery', Sign: IconHelpCircle },
}

type Props = { connection: Connection; id: string; now: number; mayAsk: boolean }

/** How the last delivery went and when. Asks only while the row is in sight and nothing recent is known, and once. */
export function LastDeliveryCell({ connection, id, now, mayAsk }: Props) {
  const [cell, isOnScreen] = useOnScreen()
  const { known, failure } = useLastDelivery(connection, id, isOnScreen && mayAsk)
  return (
    <span ref={cell} className={classes['cell']}>
      {known ? (
        known.delivery === null ? (
          <EmptyValue meaning="Nothing was sent yet" />
        ) : (
          <Known delivery={known.delivery} zone={connection.zone} now={now} />
        )
      ) : failure ? (
        <Failed error={failure} />
      ) : (
        <EmptyValue meaning="Nobody asked yet how the last delivery went" unknown />
      )}
    </span>
  )
}

function Known({ delivery, zone, now }: { delivery: Delivery; zone: string | null; now: number }) {
  const fate = fateOf(delivery)
  const { Sign } = fates[fate]
  const said = fate === 'unknown' && delivery.status ? fateWord(delivery) : null
  const word = said ?? fates[fate].word
  const sentence = said === null ? fates[fate].sentence : `The server says “${said}” of the last delivery`
  const when = delivery.finishedAt ?? delivery.createdAt ?? delivery.scheduledAt
  const age = when === null ? '' : relativeTime(when, Math.max(now, when.getTime()))
  const fault = fate === 'failed' || fate === 'partly' ? faultOf(delivery) : null
  const lines = [`${sentence}.`, ...(fault === null ? [] : [fault]), ...(when === null ? [] : exactTimes(when, zone))]
  return (
    <Tooltip lines={lines} focusable={false} className={classes['known'] ?? ''}>
      <span className={classes['fate']} data-fate={fate} aria-hidden>
        <Sign size={14} /> {fate === 'arrived' ? age || word : word}
      </span>
      {fate !== 'arrived' && fate !== 'on its way' && age !== '' && (
        <span className={classes['age']} aria-hidden>
          {age}
        </span>
      )}
      <VisuallyHidden>{[sentence, age].filter(Boolean).join(', ')}</VisuallyHidden>
    </Tooltip>
  )
}

function Failed({ error: { message, next } }: { error: ApiError }) {
  return (
    <Tooltip lines={['How the last delivery went could not be told.', message, ...(next ? [next] : [])]} focusable={false}>
      <span className={classes['fate']} data-fate="skipped" aria-hidden>
        <IconAlertTriangle size={14} /> Not told
      </span>
      <VisuallyHidden>Not told: {message}</VisuallyHidden>
    </Tooltip>
  )
}
