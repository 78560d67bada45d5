import { type ScheduleRules, defaultScheduleRules } from './scheduleRules.ts'
import { expandRule, type Expansion } from './expandSchedule.ts'
import { isUnreadable, readRule, type Schedule } from './readRule.ts'

/** The server plans no delivery closer than this, because it may begin a little early. In milliseconds. */
export const leadMs = 15 * 60_000

/**
 * The next `n` deliveries that the server would plan at `from` (milliseconds since 1970): more than 15 minutes later
 * (posthog-api.md#i7-schedule-algorithm). Fewer if the schedule ends. Never throws, and ends for every input.
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
