import { day, hour, minute } from '../timeline.ts'
import type { Clock, SpecialSubscription } from './specialSubscription.ts'
import { clockChangeAfter, lastTimeOfOtherOffset } from './zones.ts'

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const
const workdays = weekdays.slice(1, 6)

/** A weekday other than the instant's. */
function otherWeekday(time: number): string {
  return weekdays[(new Date(time).getUTCDay() + 3) % 7] ?? 'monday'
}

/** Schedules that are late, over, nearly over, or never come. */
function latePastAndNever({ anchor, instant }: Clock): SpecialSubscription[] {
  const everyDay = { frequency: 'daily', start: instant(-200, '09:00') }
  const late = Math.floor(anchor / minute) * minute - 63 * minute
  const never = instant(-50, '08:00')
  return [
    { id: 3101, title: 'Overdue for three days', schedule: everyDay, next: instant(-3, '09:00'), lastOutcome: 'last hangs' },
    { id: 3102, title: 'Overdue for an hour', schedule: { frequency: 'daily', start: late - 45 * day }, next: late },
    { id: 3103, title: 'Overdue for a year', schedule: { start: instant(-600, '07:00') }, next: instant(-376, '07:00') },
    {
      id: 3104,
      title: 'Never fires: every seventh day, and never the right weekday',
      schedule: { frequency: 'daily', interval: 7, byweekday: [otherWeekday(never)], start: never },
      lastOutcome: 'never sent',
    },
    {
      id: 3105,
      title: 'Never fires: the sixth Friday of a month',
      schedule: { frequency: 'monthly', byweekday: ['friday'], bysetpos: 6 },
    },
    {
      id: 3106,
      title: 'Ended last month by its date',
      schedule: { until: instant(-30, '23:00'), start: instant(-200, '08:00') },
    },
    { id: 3107, title: 'Ended after ten deliveries', schedule: { count: 10, start: instant(-120, '08:00') } },
    { id: 3108, title: 'Ends after the next delivery', schedule: { until: instant(5, '12:00'), start: instant(-86, '10:00') } },
    { id: 3109, title: 'Two deliveries left', schedule: { count: 12, start: instant(-67, '11:00') } },
    {
      id: 3110,
      title: 'Starts next month',
      schedule: { frequency: 'daily', start: instant(31, '09:00') },
      createdAt: instant(-2, '10:00'),
    },
  ]
}

/** Schedules whose summary differs from what the server does. */
function misread({ instant }: Clock): SpecialSubscription[] {
  return [
    {
      id: 3121,
      title: 'Position without a weekday',
      schedule: { frequency: 'monthly', bysetpos: 1, start: instant(-75, '09:00') },
    },
    {
      id: 3122,
      title: 'Weekly with a position',
      schedule: { byweekday: ['tuesday', 'thursday'], bysetpos: -1, start: instant(-75, '13:00') },
    },
    {
      id: 3123,
      title: 'On the 31st, so not every month',
      schedule: { frequency: 'monthly', start: Date.UTC(new Date(instant(-400, '00:00')).getUTCFullYear(), 0, 31, 6) },
    },
    { id: 3124, title: 'On 29 February', schedule: { frequency: 'yearly', start: Date.UTC(2024, 1, 29, 8) } },
    {
      id: 3125,
      title: 'Yearly with a weekday, so every Monday',
      schedule: { frequency: 'yearly', byweekday: ['monday'], start: instant(-300, '09:00') },
    },
    {
      id: 3126,
      title: 'Third Thursday of the month',
      schedule: { frequency: 'monthly', byweekday: ['thursday'], bysetpos: 3, start: instant(-100, '14:00') },
    },
    {
      id: 3127,
      title: 'Last working day of the quarter',
      schedule: { frequency: 'monthly', interval: 3, byweekday: workdays, bysetpos: -1, start: instant(-250, '16:30') },
    },
    { id: 3128, title: 'Every six weeks', schedule: { interval: 6, byweekday: ['wednesday'], start: instant(-140, '07:45') } },
    { id: 3129, title: 'Starts within a second', schedule: { frequency: 'daily', start: instant(-40, '08:30') + 123 } },
  ]
}

/** Schedules affected by daylight saving time in Berlin. */
function shifted({ anchor, instant }: Clock): SpecialSubscription[] {
  const berlin = 'Europe/Berlin'
  const change = clockChangeAfter(anchor, berlin)
  return [
    {
      id: 3141,
      title: 'Monthly opening hours, across the clock change',
      schedule: { frequency: 'monthly', start: instant(-40, '07:00') },
    },
    {
      id: 3142,
      title: 'Daily check around the next clock change',
      schedule: { frequency: 'daily', start: change - 3 * day + 6 * hour, until: change + 4 * day },
      createdAt: instant(-4, '12:00'),
    },
    {
      id: 3143,
      title: 'Keeps to the clocks of the project',
      schedule: { frequency: 'daily', start: lastTimeOfOtherOffset(instant(-30, '08:00'), anchor, berlin) },
      zone: berlin,
    },
  ]
}

export function brokenSchedules(clock: Clock): SpecialSubscription[] {
  return [...latePastAndNever(clock), ...misread(clock), ...shifted(clock)]
}
