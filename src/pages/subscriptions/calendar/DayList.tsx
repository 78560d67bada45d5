import { IconCircleCheck } from '@tabler/icons-react'
import { useId, useMemo, useState } from 'react'
import { cutText, oneLine } from '#lib/cutText.ts'
import { dayName } from './calendarDates.ts'
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
      <h2 id={headingId} className={classes['heading']}>
        {dayName(day)}
      </h2>
      <p className={classes['quiet']}>
        {plan
          ? `${counted(planned.length, 'delivery', 'deliveries')}, ${plan.confirmed} confirmed, ${counted(plan.messages, 'message')}.`
          : 'No deliveries.'}
      </p>
      <ol className={classes['deliveries']}>
        {planned.slice(0, visibleCount).map(({ analyzed: { subscription, name, recipients }, at, wall, isConfirmed }) => (
          <li key={`${subscription.id} ${at}`}>
            <button type="button" className={classes['delivery']} onClick={() => onOpen(subscription.id)}>
              <time className={classes['time']} dateTime={new Date(at).toISOString()}>
                {formatTime(wall, null)}
              </time>
              <bdi className={classes['name']}>{cutText(oneLine(name), 100)}</bdi>
              <span className={classes['to']}>{`to ${formatNumber(recipients.list.length)}`}</span>
              <span className={classes['source']} data-confirmed={isConfirmed || undefined}>
                {isConfirmed && <IconCircleCheck size={13} aria-hidden />}
                {isConfirmed ? 'Confirmed' : 'Predicted'}
              </span>
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
