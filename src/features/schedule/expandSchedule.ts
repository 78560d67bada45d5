import { dayMs } from './calendar.ts'
import { type ScheduleRules, defaultScheduleRules } from './scheduleRules.ts'
import { listDays } from './followRule.ts'
import { isUnreadable, readRule, type Rule, type Schedule, type Unreadable } from './readRule.ts'
import { instantOf, wallTime } from './zoneTime.ts'

export type ExpandOptions = { scheduleRules?: ScheduleRules; limit?: number }

/**
 * `times` in milliseconds since 1970, in order. `hasMore` if the limit cut them off. `unreadable` if the schedule can’t be
 * followed; there are no times then.
 */
export type Expansion = { times: number[]; hasMore: boolean; unreadable: Unreadable | null }

const defaultLimit = 10_000

export function expandRule(rule: Rule, from: number, to: number, anchor: string | null, limit: number): Expansion {
  const firstDay = Math.ceil((wallTime(from, anchor) - rule.time) / dayMs)
  const lastDay = Math.ceil((wallTime(to, anchor) - rule.time) / dayMs) - 1
  if (anchor === null) {
    const { days, hasMore } = listDays(rule, firstDay, lastDay, limit)
    for (let index = 0; index < days.length; index += 1) days[index] = (days[index] ?? 0) * dayMs + rule.time
    return { times: days, hasMore, unreadable: null }
  }
  // A clock change can move a delivery across the edge of the range, so include one more day on both sides.
  const { days, hasMore } = listDays(rule, firstDay - 1, lastDay + 1, limit + 2)
  const times = days.map((day) => instantOf(day * dayMs + rule.time, anchor)).filter((time) => time >= from && time < to)
  return { times: times.slice(0, limit), hasMore: hasMore || times.length > limit, unreadable: null }
}

/**
 * Deliveries of a schedule from `from` and before `to` (milliseconds since 1970), as the server computes them: dateutil’s
 * rrule from `start_date` (posthog-api.md#i7-schedule-algorithm). Ignores whether the subscription is paused or ended. The
 * default limit is 10,000. Never throws, and ends for every input.
 */
export function expandSchedule(schedule: Schedule, from: number, to: number, options: ExpandOptions = {}): Expansion {
  const { scheduleRules = defaultScheduleRules, limit = defaultLimit } = options
  const rule = readRule(schedule, scheduleRules)
  if (isUnreadable(rule)) return { times: [], hasMore: false, unreadable: rule }
  return expandRule(rule, from, to, scheduleRules.anchor, limit)
}
