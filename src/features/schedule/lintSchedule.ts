import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import { counted } from '#lib/format.ts'
import { zoneName } from '#lib/instant.ts'
import { dayMs } from './calendar.ts'
import { nextShift } from './clockShift.ts'
import { expandRule } from './expandSchedule.ts'
import { type Disagreement, findDisagreement, overdueSince, toleranceMs } from './forecastDeliveries.ts'
import type { LintContext } from './lintContext.ts'
import { type Problem, problem } from './problems.ts'
import { isUnreadable, readRule, type Rule } from './readRule.ts'
import { dateText, dateTimeText, timeText, unreadableText } from './scheduleMessages.ts'
import { changeAfter, offsetAt, wallTime } from './zoneTime.ts'

/** How long before a clock change it is reported. */
const shiftNoticeMs = 60 * dayMs

/** Deliveries that are checked for another local hour even if they come later than `shiftNoticeMs`. */
const checkedUpcoming = 3

/** Schedules with at most this many deliveries left are reported as ending. */
const endingThreshold = 2

const changeOrEnd = 'Change its schedule in PostHog, or end it.'

function lintOverdue(subscription: Subscription, { now, zone }: LintContext): Problem[] {
  const since = overdueSince(subscription, now)
  if (since === null) return []
  const why = `It should have been delivered on ${dateTimeText(since, zone, now)}, and the server has not planned another time since.`
  return [
    problem(
      'overdue',
      why,
      'Look for failed deliveries or a stopped worker on the host. Changing its schedule in PostHog plans it anew.',
    ),
  ]
}

function lintDisagreement({ server, expected }: Disagreement, { now, zone }: LintContext): Problem {
  const planned =
    server === null ? 'The server plans no delivery' : `The server plans the next delivery on ${dateTimeText(server, zone, now)}`
  const scheduled = expected === null ? 'has none' : `has one on ${dateTimeText(expected, zone, now)}`
  const next = 'The server’s word counts. If it is wrong, change the schedule in PostHog, which plans it anew.'
  return problem('disagreement', `${planned}; its schedule ${scheduled}.`, next)
}

function neverReason({ count, startDate, untilDate }: Subscription): string {
  if (count !== null && count < 1) return `its number of deliveries is ${count}`
  if (untilDate && startDate && untilDate < startDate) return 'its end is before its start'
  return 'no day fits its weekdays and the rest of its schedule'
}

function lintEnd(rule: Rule, subscription: Subscription, context: LintContext): Problem[] {
  const { nextDeliveryDate } = subscription
  const { now, zone, scheduleRules } = context
  const from = Math.max(now + 1, (nextDeliveryDate?.getTime() ?? now) - toleranceMs)
  const { times, hasMore } = expandRule(rule, from, Infinity, scheduleRules.anchor, endingThreshold)
  const [first] = times
  if (hasMore || (first === undefined && nextDeliveryDate)) return []
  if (first !== undefined) {
    const last = dateTimeText(times.at(-1) ?? first, zone, now)
    const why = `${counted(times.length, 'delivery is', 'deliveries are')} left, ${times.length === 1 ? '' : 'the last one '}on ${last}.`
    return [problem('ending', why, 'Extend it in PostHog if it should go on.')]
  }
  const [ever] = expandRule(rule, -Infinity, Infinity, scheduleRules.anchor, 1).times
  if (ever === undefined)
    return [problem('never', `Nothing was ever sent or will be: ${neverReason(subscription)}.`, changeOrEnd)]
  const why = 'Its end date or its number of deliveries is reached: nothing comes any more.'
  return [problem('ended', why, 'Extend it in PostHog if it should go on, or end it.')]
}

function lintPosition({ bysetpos, byweekday, frequency }: Subscription, { scheduleRules }: LintContext): Problem[] {
  if (bysetpos === null) return []
  const next = 'Choose weekdays for it in PostHog, or take the position out.'
  if (byweekday.length === 0) {
    const why = `It should pick number ${bysetpos} of some weekdays, but names no weekdays: the server takes no notice of it.`
    return [problem('position-ignored', why, next)]
  }
  if (scheduleRules.positions === 'any' || frequency === 'monthly') return []
  const why = `It should pick number ${bysetpos} of its weekdays, which this server does for monthly schedules only.`
  return [problem('position-ignored', why, 'Make it monthly in PostHog, or take the position out.')]
}

/** The latest past delivery within the notice period. */
function lastBefore(rule: Rule, now: number): number | undefined {
  return expandRule(rule, now - shiftNoticeMs, now, null, shiftNoticeMs / dayMs).times.at(-1)
}

/**
 * Reports another local hour within the notice period or at one of the next few deliveries, so that monthly schedules are
 * reported in time.
 */
function lintShift(rule: Rule, { zone, scheduleRules, now }: LintContext): Problem[] {
  if (zone === null || scheduleRules.anchor !== null) return []
  const { times } = expandRule(rule, now, Infinity, null, checkedUpcoming)
  const [first] = times
  const to = Math.max(now + shiftNoticeMs, (times.at(-1) ?? now) + 1)
  if (first === undefined || changeAfter(now, to, zone) === null) return []
  const last = lastBefore(rule, now)
  const isLastAsNow = last !== undefined && offsetAt(last, zone) === offsetAt(now, zone)
  const before = isLastAsNow ? last : first
  const shift = nextShift(rule, null, zone, before, to)
  if (shift === null) return []
  const date = dateText(wallTime(shift.at, zone), wallTime(now, zone))
  const hours = [shift.first, before].map((at) => timeText(wallTime(at, zone))).join(' instead of ')
  const why = `Clocks in ${zoneName(zone)} change on ${date}; it stays at ${timeText(rule.time)} UTC and then comes at ${hours} there.`
  return [problem('clock-shift', why, 'If the hour matters, change its time in PostHog then.')]
}

/** Problems of the schedule. The dates of a paused subscription don’t move, so they are not checked. */
export function lintSchedule(subscription: Subscription, context: LintContext): Problem[] {
  const { now, scheduleRules } = context
  const rule = readRule(subscription, scheduleRules)
  if (isUnreadable(rule)) {
    const why = `Its schedule cannot be followed here: ${unreadableText(rule)}.`
    return [
      ...lintOverdue(subscription, context),
      problem('unknown-values', why, 'Look at it in PostHog. Only the server’s own next date is shown here.'),
    ]
  }
  const position = lintPosition(subscription, context)
  if (subscription.enabled === false) return position
  const disagreement = findDisagreement(subscription, rule, now, scheduleRules.anchor)
  const end = disagreement ? [lintDisagreement(disagreement, context)] : lintEnd(rule, subscription, context)
  return [...lintOverdue(subscription, context), ...end, ...position, ...lintShift(rule, context)]
}
