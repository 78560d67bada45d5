import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import { inSlices } from '#lib/inSlices.ts'
import { dayMs } from './calendar.ts'
import { type ScheduleRules, defaultScheduleRules } from './scheduleRules.ts'
import { findDisagreement } from './forecastDeliveries.ts'
import { isUnreadable, readRule } from './readRule.ts'
import { offsetAt, wallTime } from './zoneTime.ts'

function agrees(subscription: Subscription, scheduleRules: ScheduleRules, now: number): boolean {
  const rule = readRule(subscription, scheduleRules)
  return !isUnreadable(rule) && findDisagreement(subscription, rule, now, scheduleRules.anchor) === null
}

/** Two dialects, and who can tell them apart: the one that explains more of their dates wins, `one` where neither does. */
type Vote = { one: ScheduleRules; other: ScheduleRules; isRelevant: (subscription: Subscription) => boolean }

/** Newest servers drop a position that is not monthly, where older ones follow it. */
function revealsPositions({ bysetpos, byweekday, frequency }: Subscription): boolean {
  return bysetpos !== null && byweekday.length > 0 && frequency !== 'monthly'
}

/** Whether the zone's clock puts the next delivery elsewhere than UTC does: another hour, or another day of the week or month. */
function revealsAnchor({ startDate, nextDeliveryDate }: Subscription, zone: string): boolean {
  if (!startDate || !nextDeliveryDate) return false
  const start = startDate.getTime()
  const isOtherHour = offsetAt(start, zone) !== offsetAt(nextDeliveryDate.getTime(), zone)
  return isOtherHour || Math.floor(wallTime(start, zone) / dayMs) !== Math.floor(start / dayMs)
}

/** Leaves the winner of a vote, which takes everyone's word, one after another. */
type MajorityVote = { add: (subscription: Subscription) => void; winner: () => ScheduleRules }

function createVote({ one, other, isRelevant }: Vote, now: number): MajorityVote {
  let votes = 0
  return {
    add(subscription) {
      const { deleted, enabled, nextDeliveryDate } = subscription
      if (deleted || enabled === false || !nextDeliveryDate || !isRelevant(subscription)) return
      votes += Number(agrees(subscription, other, now)) - Number(agrees(subscription, one, now))
    },
    winner: () => (votes > 0 ? other : one),
  }
}

function votePositions(now: number): MajorityVote {
  return createVote(
    { one: defaultScheduleRules, other: { ...defaultScheduleRules, positions: 'monthly' }, isRelevant: revealsPositions },
    now,
  )
}

function voteAnchor(utc: ScheduleRules, zone: string, now: number): MajorityVote {
  return createVote({ one: utc, other: { ...utc, anchor: zone }, isRelevant: (one) => revealsAnchor(one, zone) }, now)
}

/**
 * How this server reads schedules, told by the next dates that it gives itself: where two ways lead to different dates, the one
 * that explains more of them wins, and the usual one where none does. `zone` is the project's, null where it is not known; `now`
 * is in milliseconds since 1970. Where clocks have changed since most schedules began, ten thousand take a tenth of a second:
 * see `detectDialectInSlices`.
 */
export function detectScheduleRules(subscriptions: readonly Subscription[], zone: string | null, now: number): ScheduleRules {
  const positions = votePositions(now)
  for (const one of subscriptions) positions.add(one)
  if (zone === null) return positions.winner()
  const anchor = voteAnchor(positions.winner(), zone, now)
  for (const one of subscriptions) anchor.add(one)
  return anchor.winner()
}

/** The same in slices, so that the page stays at hand. Rejects with the reason of a stopped `signal`. */
export async function detectScheduleRulesInSlices(
  subscriptions: readonly Subscription[],
  zone: string | null,
  now: number,
  signal?: AbortSignal,
): Promise<ScheduleRules> {
  const positions = votePositions(now)
  await inSlices(subscriptions, positions.add, signal)
  if (zone === null) return positions.winner()
  const anchor = voteAnchor(positions.winner(), zone, now)
  await inSlices(subscriptions, anchor.add, signal)
  return anchor.winner()
}
