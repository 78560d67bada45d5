import { IconCircleCheck } from '@tabler/icons-react'
import type { Connection } from '#storage/connections.ts'
import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import { shiftBetween } from '#features/schedule/clockShift.ts'
import type { ScheduleRules } from '#features/schedule/scheduleRules.ts'
import { forecastDeliveries, type Forecast } from '#features/schedule/forecastDeliveries.ts'
import { formatDate, formatDateTime, formatTime, localZone, zoneName } from '#lib/instant.ts'
import { InlineRow, Text } from '#ui/layout.tsx'
import { ScrollBox } from '#ui/ScrollBox.tsx'
import classes from './SubscriptionDetails.module.css'

type Props = { connection: Connection; subscription: Subscription; now: number; scheduleRules: ScheduleRules }

const maxShown = 10

function noDeliveriesMessage({ inactiveReason, unreadable, upcoming }: Forecast): string | null {
  if (inactiveReason === 'paused') return 'None while paused.'
  if (inactiveReason === 'deleted') return 'None, because this subscription was ended.'
  if (upcoming.length > 0) return null
  return unreadable ? 'Unknown, because the schedule can’t be read.' : 'None. The schedule has finished or never delivers.'
}

/** UTC first, because most schedules run in it. */
function zonesOf(connection: Connection): string[] {
  return [...new Set(['UTC', connection.zone ?? 'UTC', localZone()])]
}

/** "Nov 30, 2026, 9:00 AM"; in a later column only the time if the date is that of the first. */
function timeIn(zone: string, instant: number, first: string): string {
  const isSameDate = formatDate(instant, zone) === formatDate(instant, first)
  return zone !== first && isSameDate ? formatTime(instant, zone) : formatDateTime(instant, zone)
}

/** "+1 hr": how much a clock change moves the delivery in local time; empty without a change. */
function shiftText(shift: number): string {
  if (shift === 0) return ''
  const minutes = Math.abs(shift) / 60_000
  return `${shift > 0 ? '+' : '−'}${minutes % 60 === 0 ? `${minutes / 60} hr` : `${minutes} min`}`
}

export function NextDeliveries({ connection, subscription, now, scheduleRules }: Props) {
  const forecast = forecastDeliveries(subscription, { now, limit: maxShown, scheduleRules })
  const emptyMessage = noDeliveriesMessage(forecast)
  return (
    <section aria-label="Next deliveries">
      <h3 className={classes['heading']}>Next deliveries</h3>
      {emptyMessage === null ? (
        <ScrollBox label="Next deliveries, scrollable">
          <DeliveriesTable upcoming={forecast.upcoming} zones={zonesOf(connection)} anchor={scheduleRules.anchor} />
          {forecast.hasMore && <p className={classes['more']}>and more</p>}
        </ScrollBox>
      ) : (
        <p className={classes['quiet']}>{emptyMessage}</p>
      )}
    </section>
  )
}

type TableProps = { upcoming: Forecast['upcoming']; zones: readonly string[]; anchor: ScheduleRules['anchor'] }

function DeliveriesTable({ upcoming, zones, anchor }: TableProps) {
  const rows = upcoming.map((delivery, index) => {
    const before = upcoming[index - 1]?.at ?? delivery.at
    const shiftIn = (zone: string) => shiftBetween(before, delivery.at, zone === 'UTC' ? null : zone, anchor)
    return { ...delivery, shifts: zones.map((zone) => shiftText(shiftIn(zone))) }
  })
  return (
    <table className={classes['table']}>
      <caption>Next deliveries</caption>
      <thead>
        <tr>
          {zones.map((zone) => (
            <th key={zone} scope="col">
              {zoneName(zone)}
            </th>
          ))}
          <th scope="col">Source</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ at: instant, isConfirmed, shifts }) => (
          <tr key={instant}>
            {zones.map((zone, column) => (
              <td key={zone}>
                {timeIn(zone, instant, zones[0] ?? zone)}
                {shifts.some((shift) => shift !== '') && (
                  <Text as="span" block size="xs" tone="warning" className={classes['shift']}>
                    {column === 0 ? `Clocks change ${shifts[column] ?? ''}`.trim() : shifts[column]}
                  </Text>
                )}
              </td>
            ))}
            <td>
              {isConfirmed ? (
                <InlineRow title="Date from PostHog">
                  <IconCircleCheck size={14} aria-hidden /> Confirmed
                </InlineRow>
              ) : (
                <span className={classes['quiet']} title="Calculated from the schedule">
                  Predicted
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
