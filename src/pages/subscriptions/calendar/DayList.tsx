import { IconCircleCheck } from '@tabler/icons-react'
import { useId, useMemo, useState } from 'react'
import { cutText, oneLine } from '#lib/cutText.ts'
import { dayName } from './calendarDates.ts'
import { InlineRow, Text } from '#ui/layout.tsx'
import classes from './CalendarTab.module.css'
import { type DayPlan, inOrder } from './planDeliveries.ts'
import { Button } from '#ui/Button.tsx'
import { counted, formatNumber } from '#lib/format.ts'
import { formatTime } from '#lib/instant.ts'

type Props = { day: number; plan: DayPlan | undefined; initialCount: number; onOpen: (id: string) => void }

const pageSize = 200

export function DayList({ day, plan, initialCount, onOpen }: Props) {
  const [visibleCount, setVisibleCount] = useState(initialCount)
  const headingId = useId()
  const planned = useMemo(() => (plan ? inOrder(plan) : []), [plan])
  const remaining = planned.length - visibleCount
  return (
    <section className={classes['list']} aria-labelledby={headingId}>
      <h2 id={headingId}>{dayName(day)}</h2>
      <Text size="sm" tone="dimmed">
        {plan
          ? `${counted(planned.length, 'delivery', 'deliveries')}, ${plan.confirmed} confirmed, ${counted(plan.messages, 'message')}.`
          : 'No deliveries.'}
      </Text>
      <ol className={classes['deliveries']}>
        {planned.slice(0, visibleCount).map(({ analyzed: { subscription, name, recipients }, at, wall, isConfirmed }) => (
          <li key={`${subscription.id} ${at}`}>
            <button type="button" className={classes['delivery']} onClick={() => onOpen(subscription.id)}>
              <Text as="time" numeric dateTime={new Date(at).toISOString()}>
                {formatTime(wall, null)}
              </Text>
              <Text as="bdi" cut>
                {cutText(oneLine(name), 100)}
              </Text>
              <Text as="span" size="xs" tone="dimmed">{`to ${formatNumber(recipients.list.length)}`}</Text>
              <InlineRow size="xs" tone="dimmed" className={classes['source']} data-confirmed={isConfirmed || undefined}>
                {isConfirmed && <IconCircleCheck size={13} aria-hidden />}
                {isConfirmed ? 'Confirmed' : 'Predicted'}
              </InlineRow>
            </button>
          </li>
        ))}
      </ol>
      {remaining > 0 && (
        <Button variant="subtle" onClick={() => setVisibleCount(visibleCount + pageSize)}>
          {remaining > pageSize
            ? `Show ${formatNumber(pageSize)} more of ${formatNumber(remaining)}`
            : `Show ${formatNumber(remaining)} more`}
        </Button>
      )}
    </section>
  )
}
