import classes from './CalendarTab.module.css'
import { hourSentences, hourText, weekdays } from './hourMessages.ts'
import type { Plan } from './planDeliveries.ts'
import { counted } from '#lib/format.ts'

export function HourStrip({ plan, label }: { plan: Plan; label: string }) {
  const max = Math.max(1, ...plan.hours)
  return (
    <section aria-label="Deliveries by hour">
      <h2 className={classes['heading']}>Deliveries by hour</h2>
      <p className={classes['quiet']}>{hourSentences(plan).join(' ')}</p>
      {/* A scrollable box must be reachable by keyboard (axe: scrollable-region-focusable). */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes['strip']} role="group" aria-label="Deliveries by hour, scrollable" tabIndex={0}>
        <table className={classes['hours']}>
          <caption className={classes['hidden']}>{label}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className={classes['hidden']}>Weekday</span>
              </th>
              {Array.from({ length: 24 }, (_, hour) => (
                <th key={hour} scope="col" abbr={hourText(hour)}>
                  {hourText(hour).replace(/[:.]00/, '')}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weekdays.map((name, weekday) => (
              <tr key={name}>
                <th scope="row">{name.slice(0, 3)}</th>
                {plan.hours.slice(weekday * 24, weekday * 24 + 24).map((count, hour) => {
                  const peak = plan.peaks[weekday * 24 + hour] ?? 0
                  const cellLabel = `${name} ${hourText(hour)}: ${counted(count, 'delivery', 'deliveries')}, up to ${peak} in one minute`
                  return (
                    // An hour has no other key than its number.
                    // oxlint-disable-next-line react/no-array-index-key
                    <td key={hour} data-level={Math.ceil(4 * Math.sqrt(count / max))} title={count > 0 ? cellLabel : undefined}>
                      {count > 0 ? count : ''}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
