import { IconAlertTriangle } from '@tabler/icons-react'
import { dayMs } from '#features/schedule/calendar.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { counted } from '#lib/format.ts'
import { formatTime } from '#lib/instant.ts'
import { Stack, Text } from '#ui/layout.tsx'
import { TextButton } from '#ui/TextButton.tsx'
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx'
import { outcomes } from '../history/outcomes.ts'
import { dayName } from './calendarDates.ts'
import classes from './CalendarTab.module.css'
import { dayMessage, type PastKnowledge } from './dayMessages.ts'
import { weekdays } from './hourMessages.ts'
import { type DayPlan, inOrder, type Plan, type Planned, type Sent } from './planDeliveries.ts'

type Props = {
  week: readonly number[]
  today: number
  plan: Plan | null
  past: PastKnowledge
  onDay: (day: number) => void
  onOpen: (id: string) => void
}

/** More would make the other days hard to compare. */
const maxShown = 14

/** Seven days beside each other, with the times and names of their deliveries. */
export function WeekGrid({ week, today, plan, past, onDay, onOpen }: Props) {
  return (
    <div className={classes['week']}>
      {week.map((day, weekday) => (
        <Stack
          key={day}
          as="section"
          gap={0}
          className={classes['column']}
          data-today={day === today || undefined}
          aria-label={day === today ? `${dayName(day)}, today` : dayName(day)}
        >
          <h3 aria-hidden>
            {weekdays[weekday]?.slice(0, 3)} {new Date(day * dayMs).getUTCDate()}
          </h3>
          <Text size="xs" tone="dimmed">
            {dayMessage(plan?.days.get(day), day < today, past)}
          </Text>
          <Deliveries plan={plan?.days.get(day)} onMore={() => onDay(day)} onOpen={onOpen} />
        </Stack>
      ))}
    </div>
  )
}

type DeliveriesProps = { plan: DayPlan | undefined; onMore: () => void; onOpen: (id: string) => void }

function Deliveries({ plan, onMore, onOpen }: DeliveriesProps) {
  if (!plan) return null
  const all = inOrder(plan)
  return (
    <>
      {all.slice(0, maxShown).map((one) => (
        <ShortDelivery key={`${one.analyzed.subscription.id} ${one.at}`} one={one} onOpen={onOpen} />
      ))}
      {all.length > maxShown && <TextButton onClick={onMore}>{counted(all.length - maxShown, 'more', 'more')}</TextButton>}
    </>
  )
}

function ShortDelivery({ one, onOpen }: { one: Planned | Sent; onOpen: (id: string) => void }) {
  const { subscription, name } = one.analyzed
  const sent = 'delivery' in one ? outcomes[one.outcome] : null
  const hasFailed = 'outcome' in one && (one.outcome === 'failed' || one.outcome === 'partial')
  return (
    <button
      type="button"
      className={classes['short']}
      data-outcome={'outcome' in one ? one.outcome : undefined}
      data-predicted={('isConfirmed' in one && !one.isConfirmed) || undefined}
      title={oneLine(name)}
      onClick={() => onOpen(subscription.id)}
    >
      <Text as="span" numeric tone={hasFailed ? 'danger' : 'dimmed'}>
        {hasFailed && <IconAlertTriangle size={12} aria-hidden />} {formatTime(one.wall, null)}
      </Text>
      <Text as="bdi" block cut>
        {cutText(oneLine(name), 100)}
      </Text>
      <VisuallyHidden>{sent?.label ?? ('isConfirmed' in one && one.isConfirmed ? 'Confirmed' : 'Predicted')}</VisuallyHidden>
    </button>
  )
}
