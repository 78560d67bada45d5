import { IconCircleCheck } from '@tabler/icons-react'
import type { Connection } from '#api/connection.ts'
import type { Subscription } from '#api/subscriptions.ts'
import { shiftBetween } from '#features/schedule/clockShift.ts'
import type { Dialect } from '#features/schedule/dialect.ts'
import { forecastDeliveries, type Forecast } from '#features/schedule/forecastDeliveries.ts'
import { clockStepText } from '#features/schedule/words.ts'
import { exactTime, localZone, zoneName } from '#lib/instant.ts'
import classes from './SubscriptionDetails.module.css'

type Props = { at: Connection; subscription: Subscription; now: number; dialect: Dialect }

const shownCount = 10

function silenceWords({ silence, unreadable, coming }: Forecast): string | null {
  if (silence === 'paused') return 'None while it is paused.'
  if (silence === 'deleted') return 'None: it was ended.'
  if (coming.length > 0) return null
  return unreadable ? 'Not known: the schedule cannot be followed.' : 'None: the schedule is over or never delivers.'
}

/** Each zone once, the one that schedules run in first. */
function zonesOf(at: Connection): string[] {
  return [...new Set(['UTC', at.zone ?? 'UTC', localZone()])]
}

/** "Mon 30 Nov 2026, 09:00"; where it is the day of the first zone too, the time says it all. */
function whenIn(zone: string, moment: number, first: string): string {
  const text = (place: string) => exactTime(new Date(moment), place).replace(/:00$/, '')
  const [day, time] = text(zone).split(', ')
  return zone !== first && day === text(first).split(', ')[0] && time !== undefined ? time : text(zone)
}

type MarkProps = { zone: string; before: number | undefined; at: number; anchor: string | null }

/** Where clocks change between two deliveries: how much later or earlier this one comes by this clock. */
function ClockMark({ zone, before, at, anchor }: MarkProps) {
  const shift = before === undefined ? 0 : shiftBetween(before, at, zone === 'UTC' ? null : zone, anchor)
  if (shift === 0) return null
  return <span className={classes['shift']}>{`${clockStepText(shift)} ${shift > 0 ? 'later' : 'earlier'}: clocks change`}</span>
}

/** The next ten deliveries: the server's own date first, then what follows from the schedule, in every zone that matters. */
export function NextDeliveries({ at, subscription, now, dialect }: Props) {
  const forecast = forecastDeliveries(subscription, { now, most: shownCount, dialect })
  const words = silenceWords(forecast)
  const zones = zonesOf(at)
  return (
    <section aria-label="Next deliveries">
      <h3 className={classes['heading']}>Next deliveries</h3>
      {words === null ? (
        // A box that scrolls must be reachable by keyboard (axe: scrollable-region-focusable).
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={classes['scroll']} tabIndex={0} role="group" aria-label="Next deliveries, scrollable">
          <table className={classes['table']}>
            <caption className={classes['hidden']}>Next deliveries</caption>
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
              {forecast.coming.map(({ at: moment, isConfirmed }, index) => (
                <tr key={moment}>
                  {zones.map((zone) => (
                    <td key={zone}>
                      {whenIn(zone, moment, zones[0] ?? zone)}
                      <ClockMark zone={zone} before={forecast.coming[index - 1]?.at} at={moment} anchor={dialect.anchor} />
                    </td>
                  ))}
                  <td>
                    {isConfirmed ? (
                      <span className={classes['confirmed']} title="The server’s own next delivery date">
                        <IconCircleCheck size={14} aria-hidden /> Confirmed
                      </span>
                    ) : (
                      <span className={classes['quiet']} title="Follows from the schedule">
                        Predicted
                      </span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {forecast.isCut && <p className={classes['more']}>More follow.</p>}
        </div>
      ) : (
        <p className={classes['quiet']}>{words}</p>
      )}
    </section>
  )
}
