import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import { counted } from '#lib/format.ts'
import { formatDate, formatTime, zoneLabel, zoneName } from '#lib/instant.ts'
import { dayMs } from './calendar.ts'
import { nextShift } from './clockShift.ts'
import { expandRule } from './expandSchedule.ts'
import { type Disagreement, findDisagreement, overdueSince, toleranceMs } from './forecastDeliveries.ts'
import type { LintContext } from './lintContext.ts'
import { type Problem, problem } from './problems.ts'
import { isUnreadable, readRule, type Rule } from './readRule.ts'
import { dateTimeText, unreadableText } from './scheduleMessages.ts'
import { changeAfter, offsetAt, wallTime } from './zoneTime.ts'

const shiftNoticeMs = 60 * dayMs

/** Deliveries that are checked for another local hour even if they come later than `shiftNoticeMs`. */
const checkedUpcoming = 3

/** Schedules with at most this many deliveries left are reported as ending. */
const endingThreshold = 2

const changeOrEnd = 'Change the schedule in PostHog, or end the subscription.'

function lintOverdue(subscription: Subscription, { now, zone }: LintContext): Problem[] {
  const since = overdueSince(subscription, now)
  if (since === null) return []
  const why = `This was due on ${dateTimeText(since, zone)}, and the server hasn’t planned another date since.`
  return [
    problem(
      'overdue',
      why,
      'Check for failed deliveries or a stopped worker on the host. To reschedule it, change the schedule in PostHog.',
    ),
  ]
}

function lintDisagreement({ server, expected }: Disagreement, { zone }: LintContext): Problem {
  const planned =
    server === null ? 'The server plans no delivery' : `The server plans the next delivery on ${dateTimeText(server, zone)}`
  const scheduled = expected === null ? 'has none left' : `has one on ${dateTimeText(expected, zone)}`
  const next = 'The server’s date applies. If it’s wrong, change the schedule in PostHog to recalculate it.'
  return problem('disagreement', `${planned}, but the schedule ${scheduled}.`, next)
}

function neverReason({ count, startDate, untilDate }: Subscription): string {
  if (count !== null && count < 1) return `the number of deliveries is ${count}`
  if (untilDate && startDate && untilDate < startDate) return 'the end date is before the start date'
  return 'no day matches its weekdays and the rest of the schedule'
}

function lintEnd(rule: Rule, subscription: Subscription, context: LintContext): Problem[] {
  const { nextDeliveryDate } = subscription
  const { now, zone, scheduleRules } = context
  const from = Math.max(now + 1, (nextDeliveryDate?.getTime() ?? now) - toleranceMs)
  const { times, hasMore } = expandRule(rule, from, Infinity, scheduleRules.anchor, endingThreshold)
  const [first] = times
  if (hasMore || (first === undefined && nextDeliveryDate)) return []
  if (first !== undefined) {
    const last = dateTimeText(times.at(-1) ?? first, zone)
    const why = `${counted(times.length, 'delivery', 'deliveries')} left, ${times.length === 1 ? '' : 'the last '}on ${last}.`
    return [problem('ending', why, 'Extend it in PostHog to continue.')]
  }
  const [ever] = expandRule(rule, -Infinity, Infinity, scheduleRules.anchor, 1).times
  if (ever === undefined) return [problem('never', `This schedule never delivers: ${neverReason(subscription)}.`, changeOrEnd)]
  const why = 'The schedule reached its end date or number of deliveries. No more deliveries follow.'
  return [problem('ended', why, 'Extend it in PostHog to continue, or end it.')]
}

function lintPosition({ bysetpos, byweekday, frequency }: Subscription, { scheduleRules }: LintContext): Problem[] {
  if (bysetpos === null) return []
  const next = 'Choose weekdays in PostHog, or remove the position.'
  if (byweekday.length === 0) {
    const why = `The schedule picks weekday number ${bysetpos} but names no weekdays, so the server ignores the position.`
    return [problem('position-ignored', why, next)]
  }
  if (scheduleRules.positions === 'any' || frequency === 'monthly') return []
  const why = `The schedule picks weekday number ${bysetpos}, which this server supports for monthly schedules only.`
  return [problem('position-ignored', why, 'Make it monthly in PostHog, or remove the position.')]
}

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
  const date = formatDate(wallTime(shift.at, zone), null)
  const hours = [shift.first, before].map((at) => formatTime(wallTime(at, zone), null)).join(' instead of ')
  const why = `Clocks in ${zoneName(zone)} change on ${date}. It stays at ${formatTime(rule.time, null)} UTC, so it arrives at ${hours} ${zoneLabel(zone)}.`
  return [problem('clock-shift', why, 'If the local time matters, change it in PostHog then.')]
}

/** The dates of a paused subscription don’t move, so they are not checked. */
export function lintSchedule(subscription: Subscription, context: LintContext): Problem[] {
  const { now, scheduleRules } = context
  const rule = readRule(subscription, scheduleRules)
  if (isUnreadable(rule)) {
    const why = `The schedule can’t be read here: ${unreadableText(rule)}.`
    return [
      ...lintOverdue(subscription, context),
      problem('unknown-values', why, 'Check it in PostHog. Only the server’s own next date is shown here.'),
    ]
  }
  const position = lintPosition(subscription, context)
  if (subscription.enabled === false) return position
  const disagreement = findDisagreement(subscription, rule, now, scheduleRules.anchor)
  const end = disagreement ? [lintDisagreement(disagreement, context)] : lintEnd(rule, subscription, context)
  return [...lintOverdue(subscription, context), ...end, ...position, ...lintShift(rule, context)]
}
