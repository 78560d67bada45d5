import { useId, useMemo, useState } from 'react'
import { dayName } from './calendarDates.ts'
import { Text } from '#ui/layout.tsx'
import classes from './CalendarTab.module.css'
import { dayMessage, type PastKnowledge } from './dayMessages.ts'
import { DeliveryRow } from './DeliveryRow.tsx'
import { type DayPlan, inOrder } from './planDeliveries.ts'
import { Button } from '#ui/Button.tsx'
import { formatNumber } from '#lib/format.ts'

type Props = {
  day: number
  isPast: boolean
  past: PastKnowledge
  plan: DayPlan | undefined
  initialCount: number
  onOpen: (id: string) => void
}

const pageSize = 200

export function DayList({ day, isPast, past, plan, initialCount, onOpen }: Props) {
  const [visibleCount, setVisibleCount] = useState(initialCount)
  const headingId = useId()
  const all = useMemo(() => (plan ? inOrder(plan) : []), [plan])
  const remaining = all.length - visibleCount
  return (
    <section className={classes['list']} aria-labelledby={headingId}>
      <h2 id={headingId}>{dayName(day)}</h2>
      <Text size="sm" tone="dimmed">
        {`${dayMessage(plan, isPast, past)}.`}
      </Text>
      <ol className={classes['deliveries']}>
        {all.slice(0, visibleCount).map((one) => (
          <li key={`${one.analyzed.subscription.id} ${one.at}`}>
            <DeliveryRow one={one} onOpen={onOpen} />
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
