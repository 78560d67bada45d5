import { nextShift, shiftHorizon } from './clockShift.ts'
import { dayMs } from './calendar.ts'
import { describeDays } from './describeDays.ts'
import { type ScheduleRules, defaultScheduleRules } from './scheduleRules.ts'
import { expandRule } from './expandSchedule.ts'
import { countBefore, remainingFrom } from './followRule.ts'
import { isUnreadable, readRule, type Rule, type Schedule } from './readRule.ts'
import { unreadableText } from './scheduleMessages.ts'
import { wallTime } from './zoneTime.ts'
import { formatNumber } from '#lib/format.ts'
import { formatDate, formatTime, zoneLabel } from '#lib/instant.ts'

/** `now` in milliseconds since 1970; defaults to the current time. */
export type DescribeOptions = {
  now?: number
  scheduleRules?: ScheduleRules
  /** Leaves out when clocks change and shortens long lists of weekdays, for a cell of a table. */
  brief?: boolean
}

/** "Mon, Tue, Wed and Fri" from three weekdays on. */
function shortWeekdays(days: string): string {
  const names = /(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*day\b/g
  return (days.match(names)?.length ?? 0) > 2 ? days.replaceAll(names, '$1') : days
}

/** Says so if a delivery falls on another day in `zone`. */
function dayDifference(at: number, anchor: string | null, zone: string | null): string {
  const days = Math.floor(wallTime(at, zone) / dayMs) - Math.floor(wallTime(at, anchor) / dayMs)
  return ['', ' the next day', ' the day before'].at(days) ?? ''
}

/** " (10:00 AM Berlin time, 11:00 AM after Mar 29, 2026)". Empty if both clocks show the same time. */
function otherZoneText(rule: Rule, anchor: string | null, zone: string | null, delivery: number, brief: boolean): string {
  const changing = anchor ?? zone
  if (changing === null || changing === 'UTC') return ''
  const other = anchor === null ? zone : null // schedules that follow a zone are also shown in UTC
  const shift = nextShift(rule, anchor, changing, delivery, delivery + shiftHorizon)
  if (!shift && wallTime(delivery, changing) === delivery) return ''
  const time = (at: number) => formatTime(wallTime(at, other), null)
  const first = `${time(delivery)} ${zoneLabel(other)}${dayDifference(delivery, anchor, other)}`
  if (!shift || brief) return ` (${first})`
  const changed = wallTime(shift.at, changing)
  const isThatDay = Math.floor(changed / dayMs) === Math.floor(wallTime(shift.first, changing) / dayMs)
  const date = `${isThatDay ? 'from' : 'after'} ${formatDate(changed, null)}`
  const day = dayDifference(shift.first, anchor, other)
  return ` (${first}, ${day ? `${date}: ${time(shift.first)}${day}` : `${time(shift.first)} ${date}`})`
}

function endText(rule: Rule, schedule: Schedule, anchor: string | null, next: number): string {
  const until = schedule.untilDate ? `, until ${formatDate(rule.endDay * dayMs, null)}` : ''
  const { count } = schedule
  if (count === null || (until && countBefore(rule, rule.endDay + 1, count) < count)) return until
  const remaining = remainingFrom(rule, Math.floor(wallTime(next, anchor) / dayMs))
  return `${until}; ${formatNumber(remaining)} of ${formatNumber(count)} left`
}

/**
 * A schedule as a sentence without a period: "Every Monday at 9:00 AM UTC (10:00 AM Berlin time, 11:00 AM after Mar 29, 2026),
 * until Jun 30, 2026; 7 of 10 left". The local time in `zone` (IANA name, null for UTC only) is that of the next delivery.
 * Never throws.
 */
export function describeSchedule(schedule: Schedule, zone: string | null, options: DescribeOptions = {}): string {
  const { now = Date.now(), scheduleRules = defaultScheduleRules, brief = false } = options
  const { anchor } = scheduleRules
  const rule = readRule(schedule, scheduleRules)
  if (isUnreadable(rule)) return `This schedule can’t be read: ${unreadableText(rule)}`
  const next = expandRule(rule, now + 1, Infinity, anchor, 1).times[0] ?? null
  const first = expandRule(rule, -Infinity, Infinity, anchor, 1).times[0] ?? null
  const allDays = describeDays(rule, schedule.frequency === 'yearly')
  const days = brief ? shortWeekdays(allDays) : allDays
  const time = ` at ${formatTime(rule.time, null)} ${zoneLabel(anchor)}`
  if (first === null) return `${days}${time}; never delivers`
  if (next === null) return `${days}${time}; finished`
  const other = otherZoneText(rule, anchor, zone, next, brief)
  const start = first > now ? `, starting ${formatDate(wallTime(first, anchor), null)}` : ''
  return `${days}${time}${other}${start}${endText(rule, schedule, anchor, next)}`
}
