import { Text } from '#ui/layout.tsx'
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx'
import { ScrollBox } from '#ui/ScrollBox.tsx'
import classes from './CalendarTab.module.css'
import { hourSentences, hourText, weekdays } from './hourMessages.ts'
import type { Plan } from './planDeliveries.ts'
import { counted } from '#lib/format.ts'

export function HourStrip({ plan, label }: { plan: Plan; label: string }) {
  const max = Math.max(1, ...plan.hours)
  return (
    <section aria-label="Deliveries by hour">
      <h2>Deliveries by hour</h2>
      <Text size="sm" tone="dimmed">
        {hourSentences(plan).join(' ')}
      </Text>
      <ScrollBox className={classes['strip']} label="Deliveries by hour, scrollable">
        <table className={classes['hours']}>
          <caption>{label}</caption>
          <thead>
            <tr>
              <th scope="col">
                <VisuallyHidden>Weekday</VisuallyHidden>
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
      </ScrollBox>
    </section>
  )
}
