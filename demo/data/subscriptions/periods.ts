import { day } from '../timeline.ts'
import type { PositionRule, Schedule } from './schedule.ts'

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** Days are counted from 1 January 1970, a Thursday. */
const lastDay = Math.floor(Date.UTC(9999, 11, 31) / day)

function weekdayOf(dayNumber: number): number {
  return (((dayNumber + 3) % 7) + 7) % 7
}

/** Months are counted from January of year 0. */
function monthOf(dayNumber: number): number {
  const date = new Date(dayNumber * day)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

function firstOfMonth(month: number): number {
  return Math.floor(Date.UTC(Math.floor(month / 12), month % 12, 1) / day)
}

function range(from: number, end: number): number[] {
  return Array.from({ length: end - from }, (_, step) => from + step)
}

/** Weekdays of the schedule, Monday is 0; null if there are none. Unknown names are -1. */
function wantedWeekdays({ byweekday }: Schedule): Set<number> | null {
  return byweekday === null || byweekday.length === 0 ? null : new Set(byweekday.map((name) => weekdays.indexOf(name)))
}

/** The day of the start in another month; none where the month is too short for it. */
function sameDayIn(month: number, startDay: number): number[] {
  const found = firstOfMonth(month) + new Date(startDay * day).getUTCDate() - 1
  return found < firstOfMonth(month + 1) ? [found] : []
}

type Span = { first: number; days: number[] }

/** The start of a period, and its days before the weekday filter. */
function spanOf({ frequency, interval }: Schedule, startDay: number, period: number, isByWeekday: boolean): Span | null {
  const step = period * interval
  if (frequency === 'daily') return { first: startDay + step, days: [startDay + step] }
  if (frequency === 'weekly') {
    const first = startDay - (isByWeekday ? weekdayOf(startDay) : 0) + 7 * step
    return { first, days: isByWeekday ? range(Math.max(first, startDay), first + 7) : [first] }
  }
  const isYearly = frequency === 'yearly'
  if (!isYearly && frequency !== 'monthly') return null
  const month = monthOf(startDay) + (isYearly ? 12 * step : step)
  if (month >= 120_000) return null
  const opening = isByWeekday && isYearly ? month - (month % 12) : month
  const first = firstOfMonth(opening)
  return { first, days: isByWeekday ? range(first, firstOfMonth(opening + (isYearly ? 12 : 1))) : sameDayIn(month, startDay) }
}

/** One of the days, counted from 1 at the front or from -1 at the back. */
function atPosition(days: readonly number[], position: number): number[] {
  const found = days.at(position > 0 ? position - 1 : position)
  return found === undefined || position === 0 ? [] : [found]
}

/**
 * The days on which a schedule delivers in its nth period (day, week, month or year, every `interval` of them), counted from
 * 1970 in UTC. Null where time ends, in year 9999, or where there are no periods. The week of the start counts from the start.
 */
export function daysOfPeriod(schedule: Schedule, startDay: number, period: number, rule: PositionRule): number[] | null {
  const wanted = wantedWeekdays(schedule)
  const span = schedule.interval < 1 ? null : spanOf(schedule, startDay, period, wanted !== null)
  if (span === null || span.first > lastDay) return null
  if (wanted === null) return span.days
  const matching = span.days.filter((one) => wanted.has(weekdayOf(one)))
  const { bysetpos, frequency } = schedule
  const hasPosition = bysetpos !== null && (rule === 'every frequency' || frequency === 'monthly')
  return (hasPosition ? atPosition(matching, bysetpos) : matching).filter((one) => one >= startDay && one <= lastDay)
}

/** A period that starts shortly before a day, so that counting need not start at the first one. */
export function periodAt({ frequency, interval }: Schedule, startDay: number, dayNumber: number): number {
  const lengths: Record<string, number> = { daily: 1, weekly: 7, monthly: 31, yearly: 366 }
  const length = (Object.hasOwn(lengths, frequency) ? lengths[frequency] : undefined) ?? 1
  return Math.max(0, Math.floor((dayNumber - startDay) / (length * interval)) - 1)
}
