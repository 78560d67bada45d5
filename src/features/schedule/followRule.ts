import { monthOf, monthStart } from './calendar.ts'
import type { Rule } from './readRule.ts'
import { allWeekdays, countDays, includesDay, pickDay, sizeOf } from './weekdays.ts'

/** After this many periods without a delivery there is never one: the calendar repeats every 4800 months and every 7 days. */
const maxEmptyPeriods = { day: 7, week: 2, month: 4800 }

function periodOf({ unit, origin, step }: Rule, day: number): number {
  return Math.max(0, Math.floor(((unit === 'month' ? monthOf(day) : day) - origin) / step))
}

/** dateutil counts positions from the start of the first month or year, but from the start date in the first week. */
function firstOf({ unit, origin, step, startDay }: Rule, period: number): number {
  const first = origin + period * step
  if (unit === 'month') return monthStart(first)
  return first < startDay ? startDay : first
}

function lastOf({ unit, origin, step, length }: Rule, period: number): number {
  const next = origin + period * step + length
  return (unit === 'month' ? monthStart(next) : next) - 1
}

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

function countInPeriod(rule: Rule, period: number, before: number): number {
  const from = Math.max(rule.startDay, firstOf(rule, period))
  if (rule.weekdays !== 0 && rule.position === null) {
    return countDays(rule.weekdays, from, Math.min(before - 1, lastOf(rule, period)))
  }
  const days: number[] = []
  addDays(rule, period, from, before - 1, days)
  return days.length
}

/** Null if periods vary in size. */
function daysPerPeriod({ unit, step, length, weekdays, position, dayOfMonth }: Rule): number | null {
  if (unit === 'day') return weekdays === allWeekdays || step % 7 === 0 ? 1 : null
  if (unit === 'week') return position === null ? sizeOf(weekdays) : 1
  if (weekdays === 0) return dayOfMonth <= 28 || (step % 12 === 0 && dayOfMonth > 29) ? 1 : null
  return position !== null && Math.abs(position) <= (length === 1 ? 4 : 52) * sizeOf(weekdays) ? 1 : null
}

/** Delivery days in the first `periods` periods. Stops counting at `stopAt`. */
function countInPeriods(rule: Rule, periods: number, stopAt: number): number {
  if (periods === 0) return 0
  const equal = daysPerPeriod(rule)
  if (equal !== null) return countInPeriod(rule, 0, Infinity) + (periods - 1) * equal
  // Daily on some weekdays: seven steps reach each weekday once.
  const fullCycles = rule.unit === 'day' ? Math.floor(periods / 7) : 0
  let size = fullCycles * sizeOf(rule.weekdays)
  for (let period = fullCycles * 7; period < periods && size < stopAt; period += 1) size += countInPeriod(rule, period, Infinity)
  return size
}

/** How many deliveries come before `day`, which is how much of `count` is used. Stops counting at `stopAt`. */
export function countBefore(rule: Rule, day: number, stopAt = Infinity): number {
  if (day <= rule.startDay) return 0
  const period = periodOf(rule, day)
  const size = countInPeriods(rule, period, stopAt)
  return size < stopAt ? size + countInPeriod(rule, period, day) : size
}

/** How many deliveries `count` allows from `day` on; Infinity without a count. */
export function remainingFrom(rule: Rule, day: number): number {
  return rule.count === null ? Infinity : Math.max(0, rule.count - countBefore(rule, day, rule.count))
}

/** Delivery days from `from` to `to`, in order, at most `limit`. Takes no longer for a start date far in the past. */
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
