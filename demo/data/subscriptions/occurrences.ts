import { day } from '../timeline.ts'
import { daysOfPeriod, periodAt } from './periods.ts'
import type { PositionRule, Schedule } from './schedule.ts'

/** So many periods in a row without a day mean that none will come. */
const longestGap = 1000

/** The server counts whole seconds. */
function wholeSecond(time: number): number {
  return Math.floor(time / 1000) * 1000
}

/**
 * All deliveries that a schedule asks for after a moment, first one first, in UTC (posthog-api.md#i7-schedule-algorithm): `count`
 * counts from the start, months without the day are left out, an interval below 1 or an unknown frequency asks for none. May
 * never end.
 */
export function* occurrencesAfter(schedule: Schedule, after: number, rule: PositionRule): Generator<number> {
  const start = wholeSecond(schedule.start)
  const startDay = Math.floor(start / day)
  const timeOfDay = start - startDay * day
  let left = schedule.count ?? Number.POSITIVE_INFINITY
  let period = schedule.count === null ? periodAt(schedule, startDay, Math.floor(after / day)) : 0
  for (let gap = 0; gap < longestGap; period += 1) {
    const days = daysOfPeriod(schedule, startDay, period, rule)
    if (days === null) return
    gap = days.length === 0 ? gap + 1 : 0
    for (const one of days) {
      const time = one * day + timeOfDay
      left -= 1
      if (left < 0 || (schedule.until !== null && time > schedule.until)) return
      if (time > after) yield time
    }
  }
}
