import { choose } from '../mix.ts'
import type { Schedule } from './schedule.ts'

type Cadence = {
  /** As it begins a title. */
  name: string
  rule: Partial<Schedule>
  /** The hour of the day in UTC, drawn by a share from 0 to 1. */
  hour(share: number): number
}

const workdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']

/** The default is 09:00, mostly on Mondays. */
const nine = () => 9

function someHour(share: number): number {
  return choose([6, 6.5, 7, 7.25, 8, 8, 9, 9, 9, 12, 15.5, 17], share)
}

/** Frequencies of ordinary subscriptions, in order. */
export const cadences: readonly Cadence[] = [
  { name: 'Weekly', rule: { byweekday: ['monday'] }, hour: nine },
  { name: 'Daily', rule: { frequency: 'daily', byweekday: workdays }, hour: someHour },
  { name: 'Monthly', rule: { frequency: 'monthly', byweekday: ['monday'], bysetpos: 1 }, hour: nine },
  { name: 'Fortnightly', rule: { interval: 2, byweekday: ['tuesday', 'thursday'] }, hour: someHour },
  { name: 'Quarterly', rule: { frequency: 'monthly', interval: 3 }, hour: someHour },
  {
    name: 'Month-end',
    rule: { frequency: 'monthly', byweekday: workdays, bysetpos: -1 },
    hour: (share) => 15 + Math.floor(share * 4),
  },
]
