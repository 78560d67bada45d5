import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import { type ScheduleRules, usualScheduleRules } from './scheduleRules.ts'
import { expandRule } from './expandSchedule.ts'
import { lead } from './nextDeliveries.ts'
import { isUnreadable, readRule, type Rule, type Unreadable } from './readRule.ts'

/** What the server says differs from what it should say, by its own rules: milliseconds since 1970, null for no delivery at all. */
export type Disagreement = { server: number | null; engine: number | null }

/** A delivery to come, in milliseconds since 1970. Confirmed ones are the server's own word, others follow from the schedule. */
export type ComingDelivery = { at: number; isConfirmed: boolean }

/**
 * What is to come of a subscription. `silence`: nothing, because it is paused or was ended by hand. `overdueSince`: the delivery
 * that should have been made by now, in milliseconds since 1970. `isCut` where more follow than were wanted. `unreadable` where
 * the schedule cannot be followed: only the server's own date is known then.
 */
export type Forecast = {
  coming: ComingDelivery[]
  silence: 'paused' | 'deleted' | null
  overdueSince: number | null
  disagreement: Disagreement | null
  isCut: boolean
  unreadable: Unreadable | null
}

/** All in milliseconds since 1970. Deliveries from `from` (else `now`) on and before `to` are listed, at most `most` of them. */
export type ForecastOptions = { now: number; from?: number; to?: number; most?: number; scheduleRules?: ScheduleRules }

/** The server's date and ours may differ by this before anyone is told. In milliseconds. */
export const tolerance = 60_000

/** Servers look for what is due once an hour (docs/decisions/008-schedule-engine.md): nothing is late before. In milliseconds. */
const grace = 60 * 60_000

/** When the server should have delivered long since; null where it is not late, or is not meant to deliver. */
export function overdueSince({ deleted, enabled, nextDeliveryDate }: Subscription, now: number): number | null {
  if (deleted || enabled === false || !nextDeliveryDate) return null
  const at = nextDeliveryDate.getTime()
  return at < now - grace ? at : null
}

function firstFrom(rule: Rule, from: number, anchor: string | null): number | null {
  return expandRule(rule, from, Infinity, anchor, 1).times[0] ?? null
}

/**
 * Whether the server's next date is one that the schedule has, and none is due before it; null where all is well, or nothing can
 * be said: paused, ended by hand, no date told. `rule` is what `readRule` made of the subscription.
 */
export function disagreementOf(subscription: Subscription, rule: Rule, now: number, anchor: string | null): Disagreement | null {
  const { deleted, enabled, nextDeliveryDate } = subscription
  if (deleted || enabled === false || nextDeliveryDate === undefined) return null
  const engine = firstFrom(rule, now + lead + 1, anchor)
  if (nextDeliveryDate === null) return engine === null ? null : { server: null, engine }
  const server = nextDeliveryDate.getTime()
  const nearest = firstFrom(rule, server - tolerance, anchor)
  const isInSchedule = nearest !== null && nearest <= server + tolerance
  const isLeftOut = engine !== null && engine < server - tolerance
  return isInSchedule && !isLeftOut ? null : { server, engine }
}

/**
 * What is to come: the server's `next_delivery_date` first, as confirmed, then what follows from the schedule after it, as
 * predicted. Where the server says that nothing comes, nothing is predicted. A date in the past is told as overdue; the next one
 * is then planned from now on. Takes about as long as the list is long. Throws nothing, and ends for every input.
 */
export function forecastDeliveries(subscription: Subscription, options: ForecastOptions): Forecast {
  const { now, from = now, to = Infinity, most = 1000, scheduleRules = usualScheduleRules } = options
  const { deleted, enabled, nextDeliveryDate } = subscription
  const forecast: Forecast = {
    coming: [],
    silence: deleted ? 'deleted' : enabled === false ? 'paused' : null,
    overdueSince: overdueSince(subscription, now),
    disagreement: null,
    isCut: false,
    unreadable: null,
  }
  const rule = readRule(subscription, scheduleRules)
  if (isUnreadable(rule)) forecast.unreadable = rule
  else forecast.disagreement = disagreementOf(subscription, rule, now, scheduleRules.anchor)
  if (forecast.silence || nextDeliveryDate === null) return forecast

  const server = nextDeliveryDate?.getTime() ?? now - lead
  if (server >= Math.max(now, from) && server < to) forecast.coming.push({ at: server, isConfirmed: true })
  if (isUnreadable(rule)) return forecast
  const after = Math.max(server + tolerance, now + (nextDeliveryDate && server < now ? lead : 0))
  const { times, isCut } = expandRule(
    rule,
    Math.max(from, after + 1),
    to,
    scheduleRules.anchor,
    Math.max(0, most - forecast.coming.length),
  )
  for (const at of times) forecast.coming.push({ at, isConfirmed: false })
  forecast.isCut = isCut
  return forecast
}
