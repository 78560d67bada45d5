import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { ScheduleRules } from './scheduleRules.ts'
import { expandSchedule } from './expandSchedule.ts'
import { nextDeliveries } from './nextDeliveries.ts'
import type { Schedule } from './readRule.ts'

/** A line of schedules.jsonl: a schedule and its deliveries by python-dateutil. Times are ISO in UTC. */
type Row = Pick<Schedule, 'interval' | 'bysetpos' | 'count'> &
  ScheduleRules & {
    frequency: string
    byweekday: string[] | null
    start: string
    until: string | null
    first: string[]
    now: string
    next: string[]
    window: [string, string]
    within: string[]
    /** All deliveries; null if not counted. */
    total: number | null
  }

const file = process.env['SCHEDULES'] ?? new URL('schedules.jsonl', import.meta.url)
const rows: Row[] = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

function read(row: Row): Schedule {
  const { frequency, interval, bysetpos, count } = row
  const untilDate = row.until === null ? null : new Date(row.until)
  return {
    frequency,
    interval,
    bysetpos,
    count,
    byweekday: row.byweekday ?? [],
    startDate: new Date(row.start),
    untilDate,
    unreadable: [],
  }
}

const isoOf = (times: number[]) => times.map((time) => new Date(time).toISOString().replace('.000Z', 'Z'))

/** The engine’s results in the same shape as dateutil’s. */
function resultsOf(row: Row) {
  const schedule = read(row)
  const scheduleRules = { positions: row.positions, anchor: row.anchor }
  const [from, to] = row.window.map((iso) => Date.parse(iso)) as [number, number]
  const all = row.total === null ? null : expandSchedule(schedule, -Infinity, Infinity, { scheduleRules })
  return {
    first: isoOf(expandSchedule(schedule, -Infinity, Infinity, { scheduleRules, limit: 8 }).times),
    next: isoOf(nextDeliveries(schedule, 3, Date.parse(row.now), scheduleRules).times),
    within: isoOf(expandSchedule(schedule, from, to, { scheduleRules }).times),
    total: all && all.times.length,
    hasMore: all?.hasMore ?? false,
  }
}

test('the table is complete', () => {
  expect(rows.length).toBeGreaterThan(300)
  expect(rows.filter(({ anchor }) => anchor !== null).length).toBeGreaterThan(30)
  expect(rows.filter(({ next }) => next.length === 0).length).toBeGreaterThan(50)
  for (const frequency of ['daily', 'weekly', 'monthly', 'yearly']) {
    expect(rows.filter((row) => row.frequency === frequency && row.within.length > 0).length).toBeGreaterThan(20)
  }
})

test.each(rows.map((row, index) => [index + 1, row] as const))('line %i matches python-dateutil', (_, row) => {
  const { first, next, within, total } = row
  expect(resultsOf(row)).toEqual({ first, next, within, total, hasMore: false })
})
