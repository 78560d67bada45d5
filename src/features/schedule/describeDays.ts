import { joinList, monthAndDay, ordinal } from './scheduleMessages.ts'
import type { Rule } from './readRule.ts'
import { allWeekdays, mondayToFriday, sizeOf, weekdayNames } from './weekdays.ts'
import { formatNumber } from '#lib/format.ts'

const weekend = allWeekdays - mondayToFriday
const positions = ['first', 'second', 'third', 'fourth', 'fifth']

function weekdayLabels(set: number): string[] {
  return weekdayNames
    .filter((_, weekday) => (set >> weekday) & 1)
    .map((name) => name.replace(/^./, (letter) => letter.toUpperCase()))
}

/** Null if only a list of the weekdays can name the set. */
function dayLabel(set: number): string | null {
  if (set === allWeekdays) return 'day'
  if (set === mondayToFriday) return 'weekday'
  if (set === weekend) return 'weekend day'
  return sizeOf(set) === 1 ? joinList(weekdayLabels(set)) : null
}

function every(number: number, unit: string): string {
  return number === 1 ? `Every ${unit}` : `Every ${formatNumber(number)} ${unit}s`
}

function positionLabel(position: number): string {
  const ordinalWord = positions[Math.abs(position) - 1]
  if (position > 0) return ordinalWord ?? ordinal(position)
  return position === -1 ? 'last' : `${ordinalWord ?? ordinal(-position)} to last`
}

function pickedDay(set: number, position: number): string {
  const one = dayLabel(set)
  return `the ${positionLabel(position)} ${one ?? `of ${joinList(weekdayLabels(set))}`}`
}

function daily({ weekdays, step }: Rule): string {
  const days = every(step, 'day')
  if (weekdays === allWeekdays) return days
  const list = weekdayLabels(weekdays)
  if (step === 1) return `Every ${weekdays === mondayToFriday ? 'weekday' : joinList(list)}`
  return `${days} (${weekdays === mondayToFriday ? 'weekdays' : joinList(list, 'or')} only)`
}

function weekly({ weekdays, step, position }: Rule): string {
  const weeks = every(step / 7, 'week')
  if (position !== null && sizeOf(weekdays) > 1) return `${weeks} on ${pickedDay(weekdays, position)}`
  if (weekdays === allWeekdays) return step === 7 ? 'Every day' : `${weeks} on every day`
  if (weekdays === mondayToFriday) return step === 7 ? 'Every weekday' : `${weeks} on weekdays`
  const list = joinList(weekdayLabels(weekdays))
  return step === 7 ? `Every ${list}` : `${weeks} on ${list}`
}

function inMonthOrYear(rule: Rule, period: string, isYear: boolean, month: number): string {
  const { weekdays, position, dayOfMonth } = rule
  if (weekdays === 0 && isYear) {
    return `${period} on ${monthAndDay(dayOfMonth, month)}${dayOfMonth === 29 && month === 1 ? ' (leap years only)' : ''}`
  }
  if (weekdays === 0) return `${period} on the ${ordinal(dayOfMonth)}${dayOfMonth > 28 ? ' (skips shorter months)' : ''}`
  if (position !== null) return `${period} on ${pickedDay(weekdays, position)}${isYear ? ' of the year' : ''}`
  return `${period} on every ${dayLabel(weekdays) ?? joinList(weekdayLabels(weekdays))}`
}

/**
 * The days of a rule, in the zone that it follows: "Every 2 weeks on Monday and Wednesday", "Every month on the last weekday".
 * `isYearly` separates "every year" from "every 12 months", which are the same rule.
 */
export function describeDays(rule: Rule, isYearly: boolean): string {
  if (rule.unit === 'day') return daily(rule)
  if (rule.unit === 'week') return weekly(rule)
  const period = isYearly ? every(rule.step / 12, 'year') : every(rule.step, 'month')
  return inMonthOrYear(rule, period, isYearly, ((rule.origin % 12) + 12) % 12)
}
