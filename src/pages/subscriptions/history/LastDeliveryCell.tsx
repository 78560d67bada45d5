import { IconAlertTriangle } from '@tabler/icons-react'
import type { ApiError } from '#api/http/errors.ts'
import type { Connection } from '#storage/connections.ts'
import { type Delivery, deliveredAt } from '#api/subscriptions/subscriptionDeliveries.ts'
import { outcomeOf, outcomeLabel, failureMessage } from '#features/schedule/lintDelivery.ts'
import { exactTimes, relativeTime } from '#lib/instant.ts'
import { EmptyValue } from '#ui/EmptyValue.tsx'
import { Tooltip } from '#ui/Tooltip.tsx'
import { useOnScreen } from '#ui/useOnScreen.ts'
import { InlineRow, Text } from '#ui/layout.tsx'
import classes from './LastDeliveryCell.module.css'
import { outcomes } from './outcomes.ts'
import { useLastDelivery } from './useLastDelivery.ts'
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx'

type Props = { connection: Connection; id: string; now: number; canLoadDeliveries: boolean }

/** Requests the last delivery only while the row is visible and nothing recent is cached. */
export function LastDeliveryCell({ connection, id, now, canLoadDeliveries }: Props) {
  const [cell, isOnScreen] = useOnScreen()
  const { known, failure } = useLastDelivery(connection, id, isOnScreen && canLoadDeliveries)
  return (
    <Text as="span" block ref={cell}>
      {known ? (
        known.delivery === null ? (
          <EmptyValue meaning="No deliveries yet" />
        ) : (
          <LoadedDelivery delivery={known.delivery} zone={connection.zone} now={now} />
        )
      ) : failure ? (
        <LoadFailure error={failure} />
      ) : (
        <EmptyValue meaning="Last delivery not checked yet" unknown />
      )}
    </Text>
  )
}

function LoadedDelivery({ delivery, zone, now }: { delivery: Delivery; zone: string | null; now: number }) {
  const outcome = outcomeOf(delivery)
  const { Icon } = outcomes[outcome]
  const statusLabel = outcome === 'unknown' && delivery.status ? outcomeLabel(delivery) : null
  const label = statusLabel ?? outcomes[outcome].label
  const sentence = statusLabel === null ? outcomes[outcome].sentence : `The last delivery has the status “${statusLabel}”`
  const when = deliveredAt(delivery)
  const age = when === null ? '' : relativeTime(when, Math.max(now, when.getTime()))
  const failure = outcome === 'failed' || outcome === 'partial' ? failureMessage(delivery) : null
  const lines = [`${sentence}.`, ...(failure === null ? [] : [failure]), ...(when === null ? [] : exactTimes(when, zone))]
  return (
    <Tooltip lines={lines} focusable={false} className={classes['known'] ?? ''}>
      <InlineRow className={classes['outcome']} data-outcome={outcome} aria-hidden>
        <Icon size={14} /> {outcome === 'delivered' ? age || label : label}
      </InlineRow>
      {outcome !== 'delivered' && outcome !== 'sending' && age !== '' && (
        <Text as="span" size="xs" tone="dimmed" aria-hidden>
          {age}
        </Text>
      )}
      <VisuallyHidden>{[sentence, age].filter(Boolean).join(', ')}</VisuallyHidden>
    </Tooltip>
  )
}

function LoadFailure({ error: { message, next } }: { error: ApiError }) {
  return (
    <Tooltip lines={['Couldn’t check the last delivery.', message, ...(next ? [next] : [])]} focusable={false}>
      <InlineRow className={classes['outcome']} data-outcome="skipped" aria-hidden>
        <IconAlertTriangle size={14} /> Not checked
      </InlineRow>
      <VisuallyHidden>Not checked: {message}</VisuallyHidden>
    </Tooltip>
  )
}
