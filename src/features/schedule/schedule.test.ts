import * as v from 'valibot'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { Subscription } from '#api/subscriptions/subscriptions.ts'
import { describeSchedule } from './describeSchedule.ts'
import type { ScheduleRules } from './scheduleRules.ts'
import { detectScheduleRules } from './detectScheduleRules.ts'
import { createDuplicateFinder } from './duplicates.ts'
import { expandSchedule } from './expandSchedule.ts'
import { forecastDeliveries } from './forecastDeliveries.ts'
import { lintSubscription } from './lintSubscription.ts'
import { nextDeliveries } from './nextDeliveries.ts'
import { recipientsOf } from './recipientsOf.ts'
import { stateOf } from './stateOf.ts'
import { weekdayNames } from './weekdays.ts'

/** Calls of the calendar, weekday and zone functions, which every loop of the engine makes. */
const calls = vi.hoisted(() => ({ count: 0, limit: Infinity }))

/** Counts calls and throws above the limit, which ends an endless loop. */
const countCalls = vi.hoisted(() => (exports: Record<string, unknown>) => {
  const wrap = (one: unknown) => {
    if (typeof one !== 'function') return one
    return (...args: unknown[]): unknown => {
      calls.count += 1
      if (calls.count > calls.limit) throw new Error(`More than ${calls.limit} calendar calls`)
      return one(...args)
    }
  }
  return Object.fromEntries(Object.entries(exports).map(([name, one]) => [name, wrap(one)]))
})

vi.mock('./calendar.ts', async (original) => countCalls(await original<Record<string, unknown>>()))
vi.mock('./weekdays.ts', async (original) => countCalls(await original<Record<string, unknown>>()))
vi.mock('./zoneTime.ts', async (original) => countCalls(await original<Record<string, unknown>>()))

function limitCalls(work: () => void, limit: number) {
  Object.assign(calls, { count: 0, limit })
  try {
    work()
  } finally {
    calls.limit = Infinity
  }
}

const dayMs = 86_400_000
const now = Date.UTC(2026, 0, 15, 12)

const scheduleRulesList: fc.Arbitrary<ScheduleRules> = fc.record({
  positions: fc.constantFrom('any', 'monthly'),
  anchor: fc.constantFrom(null, null, 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'),
})

const instants = fc.integer({ min: Date.UTC(1995, 0, 1), max: Date.UTC(2045, 0, 1) })
const isoDates = instants.map((at) => new Date(at).toISOString())

const fields = fc.record({
  id: fc.constant(1),
  frequency: fc.constantFrom('daily', 'weekly', 'monthly', 'yearly'),
  interval: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 60 })),
  byweekday: fc.option(fc.uniqueArray(fc.constantFrom(...weekdayNames), { maxLength: 7 })),
  bysetpos: fc.option(fc.integer({ min: -60, max: 60 }).filter((position) => position !== 0)),
  start_date: isoDates,
  until_date: fc.option(isoDates),
})
const schedules = fields.map((one) => v.parse(Subscription, one))

test('deliveries are in order, unique, within the range and within the limit', () => {
  fc.assert(
    fc.property(
      schedules,
      scheduleRulesList,
      instants,
      fc.integer({ min: 0, max: 900 }),
      fc.nat(40),
      (schedule, scheduleRules, from, days, limit) => {
        const to = from + days * dayMs
        const { times, hasMore } = expandSchedule(schedule, from, to, { scheduleRules, limit })
        expect(times.every((time, index) => time >= from && time < to && time > (times[index - 1] ?? -Infinity))).toBe(true)
        const all = expandSchedule(schedule, from, to, { scheduleRules }).times
        expect(times).toEqual(all.slice(0, limit))
        expect(hasMore).toBe(all.length > limit)
      },
    ),
  )
})

test('two adjacent ranges have the deliveries of one range over both', () => {
  fc.assert(
    fc.property(
      schedules,
      scheduleRulesList,
      instants,
      fc.nat(400),
      fc.nat(400),
      (schedule, scheduleRules, from, first, second) => {
        const [middle, to] = [from + first * dayMs + 1234, from + (first + second) * dayMs + 2345]
        const expand = (begin: number, end: number) => expandSchedule(schedule, begin, end, { scheduleRules }).times
        expect([...expand(from, middle), ...expand(middle, to)]).toEqual(expand(from, to))
      },
    ),
  )
})

test('a count applies from the start date, wherever the range begins', () => {
  fc.assert(
    fc.property(fields, scheduleRulesList, fc.nat(300), fc.nat(300), (one, scheduleRules, count, from) => {
      const free = expandSchedule(v.parse(Subscription, one), -Infinity, Infinity, { scheduleRules, limit: 400 }).times.slice(
        0,
        count,
      )
      const limited = v.parse(Subscription, { ...one, count })
      expect(expandSchedule(limited, -Infinity, Infinity, { scheduleRules }).times).toEqual(free)
      const begin = free[from % Math.max(1, count)] ?? 0
      const rest = free.filter((time) => time >= begin)
      expect(expandSchedule(limited, begin, Infinity, { scheduleRules }).times).toEqual(rest)
    }),
  )
})

test('the next deliveries are the first ones more than fifteen minutes ahead', () => {
  fc.assert(
    fc.property(
      schedules,
      scheduleRulesList,
      instants,
      fc.integer({ min: 1, max: 12 }),
      (schedule, scheduleRules, from, count) => {
        const { times } = nextDeliveries(schedule, count, from, scheduleRules)
        const after = from + 15 * 60_000
        expect(times).toEqual(expandSchedule(schedule, after + 1, Infinity, { scheduleRules, limit: count }).times)
        const [first] = times
        if (first !== undefined) expect(nextDeliveries(schedule, 1, first - 15 * 60_000, scheduleRules).times[0]).not.toBe(first)
      },
    ),
  )
})

test('a schedule that follows a zone keeps its local time on days without a clock change', () => {
  fc.assert(
    fc.property(schedules, instants, (schedule, from) => {
      const zone = 'America/New_York'
      const clock = new Intl.DateTimeFormat('en', { timeZone: zone, hour: '2-digit', minute: '2-digit', second: '2-digit' })
      const { times } = nextDeliveries(schedule, 6, from, { positions: 'any', anchor: zone })
      const shown = new Set(times.filter((time) => new Date(time).getUTCHours() !== 7).map((time) => clock.format(time)))
      expect(shown.size).toBeLessThan(2) // at 7:00 UTC the hour skipped in spring has passed
    }),
  )
})

const oddDates = fc.constantFrom(
  '9999-12-31T23:59:59Z',
  '0001-01-01T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  '-271821-04-20T00:00:00Z',
  '1970-01-01T00:00:00Z',
)
const oddNumbers = fc.constantFrom(0, -1, 1, 2_147_483_647, -2_147_483_648, 1e300, 1.5, 7, 4800, 100_000)

/** Any JSON value, and values close to valid ones. */
const oddFields = fc.dictionary(
  fc.constantFrom(
    'interval',
    'count',
    'bysetpos',
    'start_date',
    'until_date',
    'next_delivery_date',
    'byweekday',
    'frequency',
    'target_value',
    'enabled',
  ),
  fc.oneof(fc.jsonValue(), oddDates, oddNumbers, fc.array(fc.constantFrom(...weekdayNames, 'someday'))),
)

test('nothing throws and nothing hangs, whatever the server sends', () => {
  fc.assert(
    fc.property(
      fields,
      oddFields,
      scheduleRulesList,
      fc.constantFrom(now, 0, -8.64e15, 8.64e15, Number.NaN),
      (one, odd, scheduleRules, at) => {
        const subscription = v.parse(Subscription, { ...one, ...odd })
        limitCalls(() => {
          expandSchedule(subscription, -Infinity, Infinity, { scheduleRules, limit: 1000 })
          nextDeliveries(subscription, 10, at, scheduleRules)
          forecastDeliveries(subscription, { now: at, scheduleRules })
          describeSchedule(subscription, 'Europe/Berlin', { now, scheduleRules })
          stateOf(subscription, at, scheduleRules)
          detectScheduleRules([subscription], 'Europe/Berlin', at)
          recipientsOf(subscription)
          const finder = createDuplicateFinder(scheduleRules)
          finder.add(subscription)
          const duplicates = finder.index()
          lintSubscription(subscription, {
            now,
            zone: 'Asia/Tokyo',
            scheduleRules,
            ownDomains: ['a.example'],
            duplicates,
          })
        }, 100_000)
      },
    ),
    { numRuns: 250 },
  )
})

test('a schedule that never delivers is detected quickly', () => {
  const never = [
    { frequency: 'daily', interval: 14, byweekday: ['monday'], start_date: '1970-01-01T00:00:00Z' },
    { frequency: 'monthly', interval: 1, byweekday: ['monday'], bysetpos: 6, start_date: '2024-01-01T00:00:00Z' },
    { frequency: 'monthly', interval: 12, byweekday: weekdayNames, bysetpos: 31, start_date: '2024-02-01T00:00:00Z' },
    { frequency: 'weekly', interval: 1, byweekday: ['monday'], bysetpos: -2, start_date: '2024-01-01T00:00:00Z' },
    { frequency: 'daily', interval: 1, start_date: '2024-01-02T00:00:00Z', until_date: '2024-01-01T00:00:00Z' },
    { frequency: 'daily', interval: 1, start_date: '2024-01-02T00:00:00Z', count: 0 },
  ].map((one) => v.parse(Subscription, { id: 1, ...one }))
  for (const schedule of never) {
    limitCalls(() => expect(nextDeliveries(schedule, 1, now)).toEqual({ times: [], hasMore: false, unreadable: null }), 100_000)
  }
})

test.each([
  [{ frequency: 'fortnightly' }, 'frequency', 'fortnightly'],
  [{ frequency: null }, 'frequency', null],
  [{ interval: 0 }, 'interval', '0'],
  [{ interval: -2 }, 'interval', '-2'],
  [{ interval: 'often' }, 'interval', null],
  [{ byweekday: ['monday', 'someday'] }, 'byweekday', 'someday'],
  [{ byweekday: ['monday'], bysetpos: 0 }, 'bysetpos', '0'],
  [{ byweekday: ['monday'], bysetpos: 367 }, 'bysetpos', '367'],
  [{ start_date: null }, 'start_date', null],
  [{ start_date: 'soon' }, 'start_date', null],
  [{ until_date: 'later' }, 'until_date', null],
  [{ count: 'many' }, 'count', null],
])('%j is reported as unreadable', (odd, field, value) => {
  const schedule = v.parse(Subscription, { id: 1, frequency: 'monthly', interval: 1, start_date: '2024-01-01T00:00:00Z', ...odd })
  expect(expandSchedule(schedule, now, now + 31 * dayMs)).toEqual({ times: [], hasMore: false, unreadable: { field, value } })
})

test('a missing interval is 1, and a position without weekdays is ignored', () => {
  const plain = { id: 1, frequency: 'daily', start_date: '2024-01-01T09:00:00Z' }
  const expand = (more: object) => expandSchedule(v.parse(Subscription, { ...plain, ...more }), now, now + 3 * dayMs).times
  const three = [16, 17, 18].map((day) => Date.UTC(2026, 0, day, 9))
  expect(expand({})).toEqual(three)
  expect(expand({ interval: 1, byweekday: [], bysetpos: 0 })).toEqual(three)
})
