import type { Edition } from '../host/options.ts'
import type { Schedule } from '../data/subscriptions/schedule.ts'

const units = new Map([
  ['daily', 'day'],
  ['weekly', 'week'],
  ['monthly', 'month'],
  ['yearly', 'year'],
])
const positions = new Map([
  [1, 'first'],
  [2, 'second'],
  [3, 'third'],
  [4, 'fourth'],
  [-1, 'last'],
])
const workdays = 'friday monday thursday tuesday wednesday'

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase()
}

function isWorkdays(days: readonly string[]): boolean {
  return [...new Set(days)].toSorted().join(' ') === workdays
}

/** " on the first Monday"; null where the server has no word for the position. */
function offsetOf(days: readonly string[], position: number, edition: Edition): string | null {
  const word = positions.get(position)
  if (word === undefined) return null
  const [only] = days
  if (days.length === 1 && only !== undefined) return ` on the ${word} ${capitalized(only)}`
  return ` on the ${word} ${edition === 'newest' && isWorkdays(days) ? 'weekday' : 'day'}`
}

function daysOf(days: readonly string[], frequency: string): string {
  if (frequency === 'daily' && new Set(days).size === 7) return ''
  if (isWorkdays(days)) return ' on weekdays'
  const names = days.map(capitalized)
  return names.length === 1 ? ` on ${names[0]}` : ` on ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** The server's own sentence for a schedule (posthog-api.md#i8-summary-text), with what each age leaves out. */
export function summaryOf({ frequency, interval, byweekday, bysetpos }: Schedule, edition: Edition): string {
  const unit = units.get(frequency)
  if (unit === undefined) return 'sent on a schedule'
  const every = interval > 1 ? `sent every ${interval} ${unit}s` : `sent every ${unit}`
  if (byweekday === null || byweekday.length === 0) return every
  const hasPosition = bysetpos !== null && bysetpos !== 0 && (edition !== 'newest' || frequency === 'monthly')
  const place = hasPosition ? offsetOf(byweekday, bysetpos, edition) : ''
  if (place === null) return 'sent on a schedule'
  return every + place + (edition === 'newest' && !hasPosition ? daysOf(byweekday, frequency) : '')
}
