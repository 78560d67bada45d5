import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { dayName, dayParam } from './calendarDates.ts'
import { Text } from '#ui/layout.tsx'
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx'
import classes from './CalendarTab.module.css'
import { weekdays } from './hourMessages.ts'
import { dayByKey } from './monthGrid.ts'
import { dayMessage, type PastKnowledge } from './dayMessages.ts'
import type { DayPlan, Plan } from './planDeliveries.ts'
import { counted } from '#lib/format.ts'

type Props = {
  /** "December 2026". */
  name: string
  weeks: readonly (readonly number[])[]
  /** Whether a day is of the month that is shown, or of the weeks. */
  isShown: (day: number) => boolean
  day: number
  today: number
  plan: Plan | null
  past: PastKnowledge
  onDay: (day: number) => void
  /** Called when the keyboard leaves what is shown. */
  onLeave: (day: number) => void
}

function cellLabel(day: number, { plan, today, past }: Pick<Props, 'plan' | 'today' | 'past'>): string {
  const name = day === today ? `${dayName(day)}, today` : dayName(day)
  const message = dayMessage(plan?.days.get(day), day < today, past)
  return `${name}, ${message.charAt(0).toLowerCase()}${message.slice(1)}`
}

function countOf({ planned, sent }: DayPlan): number {
  return planned.length + sent.length
}

/** Keys as in the WAI-ARIA date grid pattern. */
export function MonthGrid({ name, weeks, isShown, day, today, plan, past, onDay, onLeave }: Props) {
  const [focused, setFocused] = useState(day)
  const table = useRef<HTMLTableElement>(null)
  // The day that keys have reached: they come faster than months are drawn.
  const keyboardTarget = useRef<number | null>(null)
  const reachable = isShown(focused) ? focused : day
  const max = Math.max(1, ...[...(plan?.days.values() ?? [])].map(countOf))

  // Moves focus to the day that the keyboard reached, once it is drawn.
  useEffect(() => {
    if (keyboardTarget.current === null || !isShown(focused)) return
    keyboardTarget.current = null
    table.current?.querySelector<HTMLElement>(`[data-day="${dayParam(focused)}"]`)?.focus()
  }, [focused, isShown])

  function move(event: KeyboardEvent) {
    const next = dayByKey(keyboardTarget.current ?? reachable, event.key, event.shiftKey)
    if (next === null) return
    event.preventDefault()
    if (next < 0) return
    keyboardTarget.current = next
    setFocused(next)
    if (!isShown(next)) onLeave(next)
  }

  return (
    // A table navigated by arrow keys is a grid (WAI-ARIA).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
    <table ref={table} role="grid" className={classes['grid']} aria-label={`Deliveries in ${name}`} onKeyDown={move}>
      <Weekdays />
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((one) => {
              const ofDay = plan?.days.get(one)
              return (
                <td key={one} aria-selected={one === day}>
                  <button
                    type="button"
                    className={classes['day']}
                    data-day={dayParam(one)}
                    data-other={!isShown(one) || undefined}
                    data-past={one < today || undefined}
                    data-today={one === today || undefined}
                    tabIndex={one === reachable ? 0 : -1}
                    aria-current={one === today ? 'date' : undefined}
                    onClick={() => {
                      setFocused(one)
                      onDay(one)
                    }}
                  >
                    <VisuallyHidden>{cellLabel(one, { plan, today, past })}</VisuallyHidden>
                    <Text as="span" size="xs" className={classes['date']} aria-hidden>
                      {Number(dayParam(one).slice(8))}
                    </Text>
                    {ofDay && <DayLoad ofDay={ofDay} max={max} />}
                  </button>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Weekdays() {
  return (
    <thead>
      <tr>
        {weekdays.map((weekday) => (
          <th key={weekday} scope="col" abbr={weekday}>
            {weekday.slice(0, 3)}
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** `max`: the most deliveries of a day, whose bar has the full length. */
function DayLoad({ ofDay, max }: { ofDay: DayPlan; max: number }) {
  const count = countOf(ofDay)
  return (
    <>
      <span className={classes['total']} aria-hidden>
        {count}
      </span>
      <Text as="span" size="xs" tone={ofDay.failed > 0 ? 'danger' : 'dimmed'} cut className={classes['messages']} aria-hidden>
        {ofDay.failed > 0 ? `${ofDay.failed} failed` : ofDay.planned.length > 0 ? counted(ofDay.messages, 'message') : 'sent'}
      </Text>
      <span className={classes['bar']} style={{ width: `${(100 * count) / max}%` }}>
        <span className={classes['confirmed']} style={{ width: `${(100 * (ofDay.confirmed + ofDay.sent.length)) / count}%` }} />
      </span>
    </>
  )
}
