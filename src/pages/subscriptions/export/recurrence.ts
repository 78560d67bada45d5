import type { IcsRecurrenceRule } from 'ts-ics'
import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import type { ScheduleRules } from '#features/schedule/scheduleRules.ts'
import { dayMs } from '#features/schedule/calendar.ts'
import { remainingFrom } from '#features/schedule/followRule.ts'
import { findDisagreement } from '#features/schedule/forecastDeliveries.ts'
import { isUnreadable, readRule } from '#features/schedule/readRule.ts'
import { allWeekdays } from '#features/schedule/weekdays.ts'

const dayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
const frequencies = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY' } as const

/**
 * The RFC 5545 rule that, starting with the delivery at `first` (milliseconds since 1970), gives exactly the server’s dates.
 * Null if none surely does: schedules that follow a zone, disagree with the server’s date, can’t be read, use positions in
 * weeks or years, or use days that calendar apps treat differently.
 */
export function recurrenceOf(
  subscription: Subscription,
  first: number,
  now: number,
  scheduleRules: ScheduleRules,
): IcsRecurrenceRule | null {
  const rule = readRule(subscription, scheduleRules)
  if (isUnreadable(rule) || scheduleRules.anchor !== null || findDisagreement(subscription, rule, now, null) !== null) return null
  const { unit, step, length, weekdays, position, dayOfMonth, count } = rule
  if (length === 12 || (position !== null && unit !== 'month')) return null
  const picksDays = unit !== 'day' || weekdays !== allWeekdays
  const left = count === null ? null : remainingFrom(rule, Math.floor(first / dayMs))
  return {
    frequency: frequencies[unit],
    interval: unit === 'week' ? step / 7 : step,
    workweekStart: 'MO',
    ...(picksDays && weekdays > 0 && { byDay: dayCodes.filter((_, day) => (weekdays >> day) & 1).map((day) => ({ day })) }),
    ...(dayOfMonth > 0 && { byMonthday: [dayOfMonth] }),
    ...(position !== null && { bySetPos: [position] }),
    ...(left === null ? subscription.untilDate && { until: { date: subscription.untilDate } } : { count: left }),
  }
}

/** RFC 5545 allows no rule with both a count and an end date. */
export function hasTwoEnds({ count, untilDate }: Subscription): boolean {
  return count !== null && untilDate !== null
}
