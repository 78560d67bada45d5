import type { Range } from '#storage/scan.ts'

const dayMs = 86_400_000

/** Values are days. The longest exceeds the maximum retention of five years (1,826 days). */
export const ranges = [
  { value: '1', label: 'Last 24 hours' },
  { value: '7', label: 'Last 7 days' },
  { value: '30', label: 'Last 30 days' },
  { value: '90', label: 'Last 90 days' },
  { value: '2000', label: 'All recordings' },
  { value: 'own', label: 'Custom…' },
] as const
export type RangeChoice = (typeof ranges)[number]['value']

/** Local midnight of a date (YYYY-MM-DD); null if invalid. */
function dayStart(day: string): Date | null {
  const date = new Date(`${day}T00:00:00`)
  return day === '' || Number.isNaN(date.getTime()) ? null : date
}

/** Returns a sentence if the dates are invalid. The last day is included. */
export function rangeOf(choice: RangeChoice, from: string, to: string, now: number): Range | string {
  if (choice !== 'own') return { from: new Date(now - Number(choice) * dayMs).toISOString(), to: null }
  const first = dayStart(from)
  const last = dayStart(to)
  if (first === null) return 'Choose the first day.'
  if (last === null) return { from: first.toISOString(), to: null }
  if (last < first) return 'The last day is before the first day.'
  last.setDate(last.getDate() + 1)
  return { from: first.toISOString(), to: last.toISOString() }
}
