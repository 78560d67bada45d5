import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import { dayMs, dayOfMonth, lastDay, mondayOf, monthOf, weekdayOf } from './calendar.ts'
import type { ScheduleRules } from './scheduleRules.ts'
import { allWeekdays, includesDay, sizeOf, weekdayNames } from './weekdays.ts'
import { wallTime } from './zoneTime.ts'

export type Schedule = Pick<
  Subscription,
  'frequency' | 'interval' | 'byweekday' | 'bysetpos' | 'count' | 'startDate' | 'untilDate' | 'unreadable'
>

/** The field that makes a schedule unreadable, by the server’s name, and its value; null if it has none. */
export type Unreadable = {
  field: 'frequency' | 'interval' | 'byweekday' | 'bysetpos' | 'count' | 'start_date' | 'until_date'
  value: string | null
}

/** A schedule as periods of equal length, each with its delivery days. Days and times are local to the zone that it follows. */
export type Rule = {
  unit: 'day' | 'week' | 'month'
  /** First day, Monday of the first week, or first month. */
  origin: number
  /** Distance between periods, and the length of one: in months for `month`, otherwise in days. */
  step: number
  length: number
  /** A set of weekdays; 0 if the day of the month decides. */
  weekdays: number
  /** Which of these weekdays in a period, from its end if negative; null for all. */
  position: number | null
  /** 1 to 31, skipping months without it; 0 if weekdays decide. */
  dayOfMonth: number
  startDay: number
  endDay: number
  /** Deliveries since the start; null without a limit. */
  count: number | null
  /** Milliseconds since midnight. */
  time: number
}

/** Leads past year 9999 from any start. */
const maxInterval = 10_000_000

/** dateutil rejects positions beyond this, in either direction. */
const maxPosition = 366

function readWeekdays(names: readonly string[]): number | Unreadable {
  let set = 0
  for (const name of names) {
    const weekday = weekdayNames.indexOf(name)
    if (weekday < 0) return { field: 'byweekday', value: name }
    set |= 1 << weekday
  }
  return set
}

function maxDays(weekdays: number, unit: Rule['unit'], length: number): number {
  const size = sizeOf(weekdays)
  if (unit !== 'month') return Math.min(size, length)
  return length === 1 ? 4 * size + Math.min(size, 3) : 52 * size + Math.min(size, 2)
}

/** A shortcut: without it, the search would find out more slowly. */
function neverDelivers({ unit, step, length, weekdays, position, startDay }: Rule): boolean {
  if (weekdays === 0) return false
  if (position !== null && Math.abs(position) > maxDays(weekdays, unit, length)) return true
  return unit === 'day' && step % 7 === 0 && !includesDay(weekdays, startDay)
}

type Frequency = 'daily' | 'weekly' | 'monthly' | 'yearly'

function isFrequency(text: string | null): text is Frequency {
  return text === 'daily' || text === 'weekly' || text === 'monthly' || text === 'yearly'
}

function findUnreadable(schedule: Schedule, hasPosition: boolean): Unreadable | null {
  const { frequency, interval, bysetpos, startDate, unreadable } = schedule
  if (!isFrequency(frequency)) return { field: 'frequency', value: frequency }
  if (interval !== null && interval < 1) return { field: 'interval', value: String(interval) }
  if (hasPosition && bysetpos !== null && (bysetpos === 0 || Math.abs(bysetpos) > maxPosition)) {
    return { field: 'bysetpos', value: String(bysetpos) }
  }
  if (unreadable.length > 0) {
    if (unreadable.includes('interval')) return { field: 'interval', value: null }
    if (hasPosition && unreadable.includes('bysetpos')) return { field: 'bysetpos', value: null }
    if (unreadable.includes('count')) return { field: 'count', value: null }
    if (unreadable.includes('untilDate')) return { field: 'until_date', value: null }
  }
  return startDate ? null : { field: 'start_date', value: null }
}

/** First month of the first period. A yearly rule by day of the month needs one month per year, others need all twelve. */
function firstMonth(frequency: Frequency, startDay: number, weekdays: number): number {
  const month = monthOf(startDay)
  return frequency === 'yearly' && weekdays !== 0 ? month - (((month % 12) + 12) % 12) : month
}

/**
 * Reads a schedule as the server does (posthog-api.md#i7-schedule-algorithm): dateutil’s rrule from `start_date`, weeks
 * starting on Monday, `bysetpos` only with `byweekday`. Unreadable if no server could follow it.
 */
export function readRule(schedule: Schedule, scheduleRules: ScheduleRules): Rule | Unreadable {
  const { frequency, bysetpos, startDate, untilDate, count } = schedule
  const { anchor, positions } = scheduleRules
  const chosenWeekdays = readWeekdays(schedule.byweekday)
  if (typeof chosenWeekdays !== 'number') return chosenWeekdays
  const hasPosition = chosenWeekdays !== 0 && (positions === 'any' || frequency === 'monthly')
  const fault = findUnreadable(schedule, hasPosition)
  if (fault || !startDate || !isFrequency(frequency)) return fault ?? { field: 'start_date', value: null }

  const start = Math.floor(wallTime(startDate.getTime(), anchor) / 1000) * 1000
  const startDay = Math.floor(start / dayMs)
  const time = start - startDay * dayMs
  const interval = Math.min(schedule.interval ?? 1, maxInterval)
  const isMonthly = frequency === 'monthly' || frequency === 'yearly'
  const defaultWeekdays = frequency === 'daily' ? allWeekdays : frequency === 'weekly' ? 1 << weekdayOf(startDay) : 0
  const weekdays = chosenWeekdays || defaultWeekdays
  const origin =
    frequency === 'daily' ? startDay : frequency === 'weekly' ? mondayOf(startDay) : firstMonth(frequency, startDay, weekdays)
  const rule: Rule = {
    unit: isMonthly ? 'month' : frequency === 'weekly' ? 'week' : 'day',
    origin,
    step: interval * (frequency === 'weekly' ? 7 : frequency === 'yearly' ? 12 : 1),
    length: frequency === 'weekly' ? 7 : frequency === 'yearly' && weekdays !== 0 ? 12 : 1,
    weekdays,
    position: hasPosition ? bysetpos : null,
    dayOfMonth: weekdays === 0 ? dayOfMonth(startDay) : 0,
    startDay,
    endDay: untilDate ? Math.min(Math.floor((wallTime(untilDate.getTime(), anchor) - time) / dayMs), lastDay) : lastDay,
    count,
    time,
  }
  if (neverDelivers(rule)) rule.count = 0
  return rule
}

export function isUnreadable(read: Rule | Unreadable): read is Unreadable {
  return 'field' in read
}
