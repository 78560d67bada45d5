import { type ScheduleRules, defaultScheduleRules } from './scheduleRules.ts'
import { expandRule, type Expansion } from './expandSchedule.ts'
import { isUnreadable, readRule, type Schedule } from './readRule.ts'

/** The server never plans a delivery closer than this, since it may begin a little early. In milliseconds. */
export const leadMs = 15 * 60_000

/**
 * The next `n` deliveries that the server would plan at `from` (milliseconds since 1970): the first one is strictly after `from`
 * and 15 minutes (posthog-api.md#i7-schedule-algorithm). Fewer than `n` times where the schedule ends before; none where it is
 * over or never delivers. `isCut` where more follow. Throws nothing, and ends for every input.
 */
export function nextDeliveries(
  schedule: Schedule,
  n: number,
  from: number,
  scheduleRules: ScheduleRules = defaultScheduleRules,
): Expansion {
  const rule = readRule(schedule, scheduleRules)
  if (isUnreadable(rule)) return { times: [], hasMore: false, unreadable: rule }
  return expandRule(rule, from + leadMs + 1, Infinity, scheduleRules.anchor, n)
}
