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

/** `alternative` wins if it matches the server’s dates of more subscriptions than `base`. Only relevant subscriptions vote. */
type Vote = { base: ScheduleRules; alternative: ScheduleRules; isRelevant: (subscription: Subscription) => boolean }

/** The newest servers ignore a position unless the schedule is monthly (posthog-api.md#i7-schedule-algorithm). */
function revealsPositions({ bysetpos, byweekday, frequency }: Subscription): boolean {
  return bysetpos !== null && byweekday.length > 0 && frequency !== 'monthly'
}

/** Whether following the zone gives another date than UTC does: another hour, or another weekday or day of the month. */
function revealsAnchor({ startDate, nextDeliveryDate }: Subscription, zone: string): boolean {
  if (!startDate || !nextDeliveryDate) return false
  const start = startDate.getTime()
  const isOtherHour = offsetAt(start, zone) !== offsetAt(nextDeliveryDate.getTime(), zone)
  return isOtherHour || Math.floor(wallTime(start, zone) / dayMs) !== Math.floor(start / dayMs)
}

type MajorityVote = { add: (subscription: Subscription) => void; winner: () => ScheduleRules }

function createVote({ base, alternative, isRelevant }: Vote, now: number): MajorityVote {
  let votes = 0
  return {
    add(subscription) {
      const { deleted, enabled, nextDeliveryDate } = subscription
      if (deleted || enabled === false || !nextDeliveryDate || !isRelevant(subscription)) return
      votes += Number(agrees(subscription, alternative, now)) - Number(agrees(subscription, base, now))
    },
    winner: () => (votes > 0 ? alternative : base),
  }
}

function votePositions(now: number): MajorityVote {
  return createVote(
    { base: defaultScheduleRules, alternative: { ...defaultScheduleRules, positions: 'monthly' }, isRelevant: revealsPositions },
    now,
  )
}

function voteAnchor(utc: ScheduleRules, zone: string, now: number): MajorityVote {
  return createVote({ base: utc, alternative: { ...utc, anchor: zone }, isRelevant: (one) => revealsAnchor(one, zone) }, now)
}

/**
 * The schedule rules of this server, by majority vote over the next delivery dates it reports; the default rules if they match
 * as well. `zone` is the project’s, null if unknown; `now` in milliseconds since 1970. Takes up to 100 ms for 10,000
 * subscriptions.
 */
export function detectScheduleRules(subscriptions: readonly Subscription[], zone: string | null, now: number): ScheduleRules {
  const positions = votePositions(now)
  for (const one of subscriptions) positions.add(one)
  if (zone === null) return positions.winner()
  const anchor = voteAnchor(positions.winner(), zone, now)
  for (const one of subscriptions) anchor.add(one)
  return anchor.winner()
}

/** As `detectScheduleRules`, in slices that keep input responsive. Rejects with the reason of an aborted `signal`. */
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
