import { monthOf, monthStart } from './calendar.ts'
import type { Rule } from './readRule.ts'
import { allWeekdays, countDays, includesDay, pickDay, sizeOf } from './weekdays.ts'

/** After so many periods without a day there is none ever: the calendar repeats itself every 4800 months and every 7 days. */
const maxEmptyPeriods = { day: 7, week: 2, month: 4800 }

/** The last period that begins on a day or before it; the first one for days before the start. */
function periodOf({ unit, origin, step }: Rule, day: number): number {
  return Math.max(0, Math.floor(((unit === 'month' ? monthOf(day) : day) - origin) / step))
}

/** dateutil looks at all of the first month and year, but at the first week only from the start on: positions count from there. */
function firstOf({ unit, origin, step, startDay }: Rule, period: number): number {
  const first = origin + period * step
  if (unit === 'month') return monthStart(first)
  return first < startDay ? startDay : first
}

function lastOf({ unit, origin, step, length }: Rule, period: number): number {
  const next = origin + period * step + length
  return (unit === 'month' ? monthStart(next) : next) - 1
}

/** Adds the days of a period that are picked and lie between two days, in order. */
function addDays(rule: Rule, period: number, from: number, to: number, days: number[]) {
  const first = firstOf(rule, period)
  if (rule.weekdays === 0) {
    const day = first + rule.dayOfMonth - 1
    if (day >= from && day <= to && (rule.dayOfMonth <= 28 || day <= lastOf(rule, period))) days.push(day)
  } else if (rule.position !== null) {
    const day = pickDay(rule.weekdays, first, lastOf(rule, period), rule.position)
    if (day !== null && day >= from && day <= to) days.push(day)
  } else {
    const last = Math.min(to, lastOf(rule, period))
    for (let day = Math.max(from, first); day <= last; day += 1) if (includesDay(rule.weekdays, day)) days.push(day)
  }
}

/** How many days of a period are picked, from the start on and before `before`. */
function countInPeriod(rule: Rule, period: number, before: number): number {
  const from = Math.max(rule.startDay, firstOf(rule, period))
  if (rule.weekdays !== 0 && rule.position === null) {
    return countDays(rule.weekdays, from, Math.min(before - 1, lastOf(rule, period)))
  }
  const days: number[] = []
  addDays(rule, period, from, before - 1, days)
  return days.length
}

/** How many days each period after the first has; null where they differ. */
function daysPerPeriod({ unit, step, length, weekdays, position, dayOfMonth }: Rule): number | null {
  if (unit === 'day') return weekdays === allWeekdays || step % 7 === 0 ? 1 : null
  if (unit === 'week') return position === null ? sizeOf(weekdays) : 1
  if (weekdays === 0) return dayOfMonth <= 28 || (step % 12 === 0 && dayOfMonth > 29) ? 1 : null
  return position !== null && Math.abs(position) <= (length === 1 ? 4 : 52) * sizeOf(weekdays) ? 1 : null
}

/** How many days the first `periods` periods have, or any number from `enough` on. */
function countInPeriods(rule: Rule, periods: number, stopAt: number): number {
  if (periods === 0) return 0
  const equal = daysPerPeriod(rule)
  if (equal !== null) return countInPeriod(rule, 0, Infinity) + (periods - 1) * equal
  // Daily on some weekdays: seven steps meet each weekday once.
  const fullCycles = rule.unit === 'day' ? Math.floor(periods / 7) : 0
  let size = fullCycles * sizeOf(rule.weekdays)
  for (let period = fullCycles * 7; period < periods && size < stopAt; period += 1) size += countInPeriod(rule, period, Infinity)
  return size
}

/**
 * How many deliveries there are on days before `day`, whatever `count` and `until` say: the number by which `count` is used up.
 * Stops counting at `enough`.
 */
export function countBefore(rule: Rule, day: number, stopAt = Infinity): number {
  if (day <= rule.startDay) return 0
  const period = periodOf(rule, day)
  const size = countInPeriods(rule, period, stopAt)
  return size < stopAt ? size + countInPeriod(rule, period, day) : size
}

/** How many more times `count` allows from `day` on; infinite without one. */
export function remainingFrom(rule: Rule, day: number): number {
  return rule.count === null ? Infinity : Math.max(0, rule.count - countBefore(rule, day, rule.count))
}

/**
 * The days from `from` to `to` on which a rule delivers, in order, at most `most` of them; `isCut` where there are more. Goes
 * straight to `from`, however long ago the start is, and ends whatever the rule is.
 */
export function listDays(rule: Rule, from: number, to: number, limit: number): { days: number[]; hasMore: boolean } {
  const days: number[] = []
  if (rule.count !== null && rule.count < 1) return { days, hasMore: false }
  const first = Math.max(from, rule.startDay)
  const last = Math.min(to, rule.endDay)
  if (!(first <= last)) return { days, hasMore: false }
  const remaining = remainingFrom(rule, first)
  if (remaining === 0) return { days, hasMore: false }
  const stopAt = Math.min(limit, remaining)
  let emptyPeriods = 0
  for (let period = periodOf(rule, first); days.length <= stopAt && emptyPeriods <= maxEmptyPeriods[rule.unit]; period += 1) {
    if (firstOf(rule, period) > last) break
    const before = days.length
    addDays(rule, period, first, last, days)
    emptyPeriods = days.length > before ? 0 : emptyPeriods + 1
  }
  const hasMore = days.length > limit && remaining > limit
  if (days.length > stopAt) days.length = stopAt
  return { days, hasMore }
}
