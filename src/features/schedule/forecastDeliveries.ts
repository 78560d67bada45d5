import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import { type ScheduleRules, defaultScheduleRules } from './scheduleRules.ts'
import { expandRule } from './expandSchedule.ts'
import { leadMs } from './nextDeliveries.ts'
import { isUnreadable, readRule, type Rule, type Unreadable } from './readRule.ts'

/** The next date that the server reports and the one that its schedule gives: milliseconds since 1970, null for no delivery. */
export type Disagreement = { server: number | null; expected: number | null }

/** `at` in milliseconds since 1970. Confirmed dates come from the server, the others are computed from the schedule. */
export type UpcomingDelivery = { at: number; isConfirmed: boolean }

/**
 * `overdueSince`: when the missing delivery was due, in milliseconds since 1970. `unreadable`: the schedule can’t be followed,
 * so only the server’s date is known.
 */
export type Forecast = {
  upcoming: UpcomingDelivery[]
  inactiveReason: 'paused' | 'deleted' | null
  overdueSince: number | null
  disagreement: Disagreement | null
  hasMore: boolean
  unreadable: Unreadable | null
}

/** Times in milliseconds since 1970. Covers deliveries from `from` (default `now`) and before `to`. */
export type ForecastOptions = { now: number; from?: number; to?: number; limit?: number; scheduleRules?: ScheduleRules }

/** Differences up to this many milliseconds are ignored. */
export const toleranceMs = 60_000

/** Servers check once an hour for due deliveries (docs/decisions/008-schedule-engine.md). In milliseconds. */
const overdueAfterMs = 60 * 60_000

export function overdueSince({ deleted, enabled, nextDeliveryDate }: Subscription, now: number): number | null {
  if (deleted || enabled === false || !nextDeliveryDate) return null
  const at = nextDeliveryDate.getTime()
  return at < now - overdueAfterMs ? at : null
}

function firstDeliveryFrom(rule: Rule, from: number, anchor: string | null): number | null {
  return expandRule(rule, from, Infinity, anchor, 1).times[0] ?? null
}

/**
 * Compares the server’s next date with the schedule. Null if they agree, or if the subscription is paused or ended or the
 * server reports no date. `rule` comes from `readRule`.
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
 * The server’s `next_delivery_date` as confirmed, then later dates from the schedule as predicted. Predicts nothing if the
 * server plans no delivery. An overdue date is reported apart, and the forecast starts from `now`. Never throws, and ends for
 * every input.
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
