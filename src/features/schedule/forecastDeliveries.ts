import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import { type ScheduleRules, defaultScheduleRules } from './scheduleRules.ts'
import { expandRule } from './expandSchedule.ts'
import { leadMs } from './nextDeliveries.ts'
import { isUnreadable, readRule, type Rule, type Unreadable } from './readRule.ts'

/** What the server says differs from what it should say, by its own rules: milliseconds since 1970, null for no delivery at all. */
export type Disagreement = { server: number | null; expected: number | null }

/** A delivery to come, in milliseconds since 1970. Confirmed ones are the server's own word, others follow from the schedule. */
export type UpcomingDelivery = { at: number; isConfirmed: boolean }

/**
 * What is to come of a subscription. `silence`: nothing, because it is paused or was ended by hand. `overdueSince`: the delivery
 * that should have been made by now, in milliseconds since 1970. `isCut` where more follow than were wanted. `unreadable` where
 * the schedule cannot be followed: only the server's own date is known then.
 */
export type Forecast = {
  upcoming: UpcomingDelivery[]
  inactiveReason: 'paused' | 'deleted' | null
  overdueSince: number | null
  disagreement: Disagreement | null
  hasMore: boolean
  unreadable: Unreadable | null
}

/** All in milliseconds since 1970. Deliveries from `from` (else `now`) on and before `to` are listed, at most `most` of them. */
export type ForecastOptions = { now: number; from?: number; to?: number; limit?: number; scheduleRules?: ScheduleRules }

/** The server's date and ours may differ by this before anyone is told. In milliseconds. */
export const toleranceMs = 60_000

/** Servers look for what is due once an hour (docs/decisions/008-schedule-engine.md): nothing is late before. In milliseconds. */
const overdueAfterMs = 60 * 60_000

/** When the server should have delivered long since; null where it is not late, or is not meant to deliver. */
export function overdueSince({ deleted, enabled, nextDeliveryDate }: Subscription, now: number): number | null {
  if (deleted || enabled === false || !nextDeliveryDate) return null
  const at = nextDeliveryDate.getTime()
  return at < now - overdueAfterMs ? at : null
}

function firstDeliveryFrom(rule: Rule, from: number, anchor: string | null): number | null {
  return expandRule(rule, from, Infinity, anchor, 1).times[0] ?? null
}

/**
 * Whether the server's next date is one that the schedule has, and none is due before it; null where all is well, or nothing can
 * be said: paused, ended by hand, no date told. `rule` is what `readRule` made of the subscription.
 */
export function findDisagreement(
  subscription: Subscription,
  rule: Rule,
  now: number,
  anchor: string | null,
): Disagreement | null {
  const { deleted, enabled, nextDeliveryDate } = subscription
  if (deleted || enabled === false || nextDeliveryDate === undefined) return null
  const expected = firstDeliveryFrom(rule, now + leadMs + 1, anchor)
  if (nextDeliveryDate === null) return expected === null ? null : { server: null, expected }
  const server = nextDeliveryDate.getTime()
  const nearest = firstDeliveryFrom(rule, server - toleranceMs, anchor)
  const isInSchedule = nearest !== null && nearest <= server + toleranceMs
  const isLeftOut = expected !== null && expected < server - toleranceMs
  return isInSchedule && !isLeftOut ? null : { server, expected }
}

/**
 * What is to come: the server's `next_delivery_date` first, as confirmed, then what follows from the schedule after it, as
 * predicted. Where the server says that nothing comes, nothing is predicted. A date in the past is told as overdue; the next one
 * is then planned from now on. Takes about as long as the list is long. Throws nothing, and ends for every input.
 */
export function forecastDeliveries(subscription: Subscription, options: ForecastOptions): Forecast {
  const { now, from = now, to = Infinity, limit = 1000, scheduleRules = defaultScheduleRules } = options
  const { deleted, enabled, nextDeliveryDate } = subscription
  const forecast: Forecast = {
    upcoming: [],
    inactiveReason: deleted ? 'deleted' : enabled === false ? 'paused' : null,
    overdueSince: overdueSince(subscription, now),
    disagreement: null,
    hasMore: false,
    unreadable: null,
  }
  const rule = readRule(subscription, scheduleRules)
  if (isUnreadable(rule)) forecast.unreadable = rule
  else forecast.disagreement = findDisagreement(subscription, rule, now, scheduleRules.anchor)
  if (forecast.inactiveReason || nextDeliveryDate === null) return forecast

  const server = nextDeliveryDate?.getTime() ?? now - leadMs
  if (server >= Math.max(now, from) && server < to) forecast.upcoming.push({ at: server, isConfirmed: true })
  if (isUnreadable(rule)) return forecast
  const after = Math.max(server + toleranceMs, now + (nextDeliveryDate && server < now ? leadMs : 0))
  const { times, hasMore } = expandRule(
    rule,
    Math.max(from, after + 1),
    to,
    scheduleRules.anchor,
    Math.max(0, limit - forecast.upcoming.length),
  )
  for (const at of times) forecast.upcoming.push({ at, isConfirmed: false })
  forecast.hasMore = hasMore
  return forecast
}
