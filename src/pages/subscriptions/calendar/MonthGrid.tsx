import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { monthOf } from '#features/schedule/calendar.ts'
import { dayName, dayParam, monthName } from './calendarDates.ts'
import { Text } from '#ui/layout.tsx'
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx'
import classes from './CalendarTab.module.css'
import { weekdays } from './hourMessages.ts'
import { dayByKey, monthGrid } from './monthGrid.ts'
import type { DayPlan, Plan } from './planDeliveries.ts'
import { counted } from '#lib/format.ts'

type Props = {
  month: number
  day: number
  today: number
  plan: Plan | null
  onDay: (day: number) => void
  /** Called when the keyboard leaves the month. */
  onMonth: (month: number) => void
}

function cellLabel(day: number, plan: DayPlan | undefined, today: number): string {
  const name = day === today ? `${dayName(day)}, today` : dayName(day)
  if (!plan) return `${name}, no deliveries`
  const { planned, confirmed, messages } = plan
  return `${name}, ${counted(planned.length, 'delivery', 'deliveries')}, ${confirmed} confirmed, ${counted(messages, 'message')}`
}

/** Keys as in the WAI-ARIA date grid pattern. */
export function MonthGrid({ month, day, today, plan, onDay, onMonth }: Props) {
  const [focused, setFocused] = useState(day)
  const table = useRef<HTMLTableElement>(null)
  // The day that keys have reached: they come faster than months are drawn.
  const keyboardTarget = useRef<number | null>(null)
  const reachable = monthOf(focused) === month ? focused : day
  const max = Math.max(1, ...[...(plan?.days.values() ?? [])].map(({ planned }) => planned.length))

  // Moves focus to the day that the keyboard reached, once its month is drawn.
  useEffect(() => {
    if (keyboardTarget.current === null || monthOf(focused) !== month) return
    keyboardTarget.current = null
    table.current?.querySelector<HTMLElement>(`[data-day="${dayParam(focused)}"]`)?.focus()
  }, [focused, month])

  function move(event: KeyboardEvent) {
    const next = dayByKey(keyboardTarget.current ?? reachable, event.key, event.shiftKey)
    if (next === null) return
    event.preventDefault()
    if (next < 0) return
    keyboardTarget.current = next
    setFocused(next)
    if (monthOf(next) !== month) onMonth(monthOf(next))
  }

  return (
    // A table navigated by arrow keys is a grid (WAI-ARIA).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
    <table ref={table} role="grid" className={classes['grid']} aria-label={`Deliveries in ${monthName(month)}`} onKeyDown={move}>
      <thead>
        <tr>
          {weekdays.map((name) => (
            <th key={name} scope="col" abbr={name}>
              {name.slice(0, 3)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {monthGrid(month).map((week) => (
          <tr key={week[0]}>
            {week.map((one) => {
              const ofDay = plan?.days.get(one)
              const count = ofDay?.planned.length ?? 0
              return (
                <td key={one} aria-selected={one === day}>
                  <button
                    type="button"
                    className={classes['day']}
                    data-day={dayParam(one)}
                    data-other={monthOf(one) !== month || undefined}
                    data-past={one < today || undefined}
                    data-today={one === today || undefined}
                    tabIndex={one === reachable ? 0 : -1}
                    aria-current={one === today ? 'date' : undefined}
                    onClick={() => {
                      setFocused(one)
                      onDay(one)
                    }}
                  >
                    <VisuallyHidden>{cellLabel(one, ofDay, today)}</VisuallyHidden>
                    <Text as="span" size="xs" className={classes['date']} aria-hidden>
                      {Number(dayParam(one).slice(8))}
                    </Text>
                    {ofDay && (
                      <>
                        <span className={classes['total']} aria-hidden>
                          {count}
                        </span>
                        <Text as="span" size="xs" tone="dimmed" cut className={classes['messages']} aria-hidden>
                          {counted(ofDay.messages, 'message')}
                        </Text>
                        <span className={classes['bar']} style={{ width: `${(100 * count) / max}%` }}>
                          <span className={classes['confirmed']} style={{ width: `${(100 * ofDay.confirmed) / count}%` }} />
                        </span>
                      </>
                    )}
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
