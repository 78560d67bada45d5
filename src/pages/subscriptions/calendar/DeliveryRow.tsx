import { IconCircleCheck } from '@tabler/icons-react'
import { failureMessage, outcomeLabel } from '#features/schedule/lintDelivery.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { formatNumber } from '#lib/format.ts'
import { formatTime } from '#lib/instant.ts'
import { InlineRow, Text } from '#ui/layout.tsx'
import { outcomes } from '../history/outcomes.ts'
import classes from './CalendarTab.module.css'
import type { Planned, Sent } from './planDeliveries.ts'

type Props = { one: Planned | Sent; onOpen: (id: string) => void }

/** One delivery of a day: how it went, or whether its date is certain. */
export function DeliveryRow({ one, onOpen }: Props) {
  const { subscription, name, recipients } = one.analyzed
  return (
    <button type="button" className={classes['delivery']} onClick={() => onOpen(subscription.id)}>
      <Text as="time" numeric dateTime={new Date(one.at).toISOString()}>
        {formatTime(one.wall, null)}
      </Text>
      <Text as="bdi" cut>
        {cutText(oneLine(name), 100)}
      </Text>
      <Text as="span" size="xs" tone="dimmed">{`to ${formatNumber(recipients.list.length)}`}</Text>
      {'delivery' in one ? (
        <OutcomeLabel sent={one} />
      ) : (
        <InlineRow size="xs" tone="dimmed" className={classes['source']} data-confirmed={one.isConfirmed || undefined}>
          {one.isConfirmed && <IconCircleCheck size={13} aria-hidden />}
          {one.isConfirmed ? 'Confirmed' : 'Predicted'}
        </InlineRow>
      )}
    </button>
  )
}

function OutcomeLabel({ sent: { delivery, outcome } }: { sent: Sent }) {
  const { Icon, label } = outcomes[outcome]
  return (
    <InlineRow
      size="xs"
      className={classes['outcome']}
      data-outcome={outcome}
      title={outcome === 'failed' || outcome === 'partial' ? (failureMessage(delivery) ?? undefined) : undefined}
    >
      <Icon size={13} aria-hidden />
      {outcome === 'unknown' && delivery.status ? outcomeLabel(delivery) : label}
    </InlineRow>
  )
}
