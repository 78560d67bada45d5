import type { Subscription } from '#api/subscriptions.ts'
import { dayMs } from './calendar.ts'
import { type Dialect, usualDialect } from './dialect.ts'
import { disagreementOf } from './forecastDeliveries.ts'
import { isUnreadable, readRule } from './readRule.ts'
import { offsetAt, wallTime } from './zoneTime.ts'

function agrees(subscription: Subscription, dialect: Dialect, now: number): boolean {
  const rule = readRule(subscription, dialect)
  return !isUnreadable(rule) && disagreementOf(subscription, rule, now, dialect.anchor) === null
}

/** Of those that one dialect explains and the other does not: whether more speak for the other one. */
function prefersOther(subscriptions: readonly Subscription[], one: Dialect, other: Dialect, now: number): boolean {
  let votes = 0
  for (const subscription of subscriptions) {
    votes += Number(agrees(subscription, other, now)) - Number(agrees(subscription, one, now))
  }
  return votes > 0
}

/** Newest servers drop a position that is not monthly, where older ones follow it. */
function tellsPositions({ bysetpos, byweekday, frequency }: Subscription): boolean {
  return bysetpos !== null && byweekday.length > 0 && frequency !== 'monthly'
}

/** Whether the zone's clock puts the next delivery elsewhere than UTC does: another hour, or another day of the week or month. */
function tellsAnchor({ startDate, nextDeliveryDate }: Subscription, zone: string): boolean {
  if (!startDate || !nextDeliveryDate) return false
  const start = startDate.getTime()
  const isOtherHour = offsetAt(start, zone) !== offsetAt(nextDeliveryDate.getTime(), zone)
  return isOtherHour || Math.floor(wallTime(start, zone) / dayMs) !== Math.floor(start / dayMs)
}

/**
 * How this server reads schedules, told by the next dates that it gives itself: where two ways lead to different dates, the one
 * that explains more of them wins, and the usual one where none does. `zone` is the project's, null where it is not known; `now`
 * is in milliseconds since 1970. Ten thousand subscriptions take some milliseconds: most tell nothing and are passed over.
 */
export function detectDialect(subscriptions: readonly Subscription[], zone: string | null, now: number): Dialect {
  const live = subscriptions.filter(({ deleted, enabled, nextDeliveryDate }) => !deleted && enabled !== false && nextDeliveryDate)
  const monthly: Dialect = { ...usualDialect, positions: 'monthly' }
  const utc = prefersOther(live.filter(tellsPositions), usualDialect, monthly, now) ? monthly : usualDialect
  if (zone === null) return utc
  const anchored: Dialect = { ...utc, anchor: zone }
  const telling = live.filter((one) => tellsAnchor(one, zone))
  return prefersOther(telling, utc, anchored, now) ? anchored : utc
}
