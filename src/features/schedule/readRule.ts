import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import { dayMs, dayOfMonth, lastDay, mondayOf, monthOf, weekdayOf } from './calendar.ts'
import type { ScheduleRules } from './scheduleRules.ts'
import { allWeekdays, includesDay, sizeOf, weekdayNames } from './weekdays.ts'
import { wallTime } from './zoneTime.ts'

/** The part of a subscription that says when it is sent. */
export type Schedule = Pick<
  Subscription,
  'frequency' | 'interval' | 'byweekday' | 'bysetpos' | 'count' | 'startDate' | 'untilDate' | 'unreadable'
>

/** The field that keeps a schedule from being followed, by the server's name, and what is in it; null where that is nothing. */
export type Unreadable = {
  field: 'frequency' | 'interval' | 'byweekday' | 'bysetpos' | 'count' | 'start_date' | 'until_date'
  value: string | null
}

/**
 * A schedule ready to be followed: periods of equal distance, each with the days that are picked in it. Days and times are those
 * of the clock that the schedule runs by.
 */
export type Rule = {
  unit: 'day' | 'week' | 'month'
  /** The first day, the Monday of the first week, or the first month of the first period. */
  origin: number
  /** From one period to the next, and how long one is: in months for `month`, else in days. */
  step: number
  length: number
  /** A set of weekdays; 0 where the day of the month decides. */
  weekdays: number
  /** Only the so-manieth of these weekdays in a period, from its end where negative; null for all of them. */
  position: number | null
  /** 1 to 31, where it decides; months that have no such day are left out. Else 0. */
  dayOfMonth: number
  startDay: number
  /** The last day on which it may be sent. */
  endDay: number
  /** At most so many times since the start; null for no limit. */
  count: number | null
  /** Milliseconds of the day at which it is sent. */
  time: number
}

/** So many days, weeks, months or years lead past year 9999 from anywhere. */
const maxInterval = 10_000_000

/** dateutil refuses positions beyond this, on either side. */
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

/** The most days of these weekdays that a period can have. */
function maxDays(weekdays: number, unit: Rule['unit'], length: number): number {
  const size = sizeOf(weekdays)
  if (unit !== 'month') return Math.min(size, length)
  return length === 1 ? 4 * size + Math.min(size, 3) : 52 * size + Math.min(size, 2)
}

/** Whether no day can ever be picked. The rest finds out by itself, but this is quicker. */
function neverDelivers({ unit, step, length, weekdays, position, startDay }: Rule): boolean {
  if (weekdays === 0) return false
  if (position !== null && Math.abs(position) > maxDays(weekdays, unit, length)) return true
  return unit === 'day' && step % 7 === 0 && !includesDay(weekdays, startDay)
}

type Frequency = 'daily' | 'weekly' | 'monthly' | 'yearly'

function isFrequency(text: string | null): text is Frequency {
  return text === 'daily' || text === 'weekly' || text === 'monthly' || text === 'yearly'
}

/** What keeps a schedule from being followed; null where nothing does. */
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

/** The first month of the first period: by day of the month every year has one month of interest, else all of them. */
function firstMonth(frequency: Frequency, startDay: number, weekdays: number): number {
  const month = monthOf(startDay)
  return frequency === 'yearly' && weekdays !== 0 ? month - (((month % 12) + 12) % 12) : month
}

/**
 * Reads a schedule as the server does (posthog-api.md#i7-schedule-algorithm): dateutil's rrule from `start_date`, week starting
 * on Monday, `bysetpos` only with `byweekday`. A schedule with something in it that no server would follow is Unreadable.
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
