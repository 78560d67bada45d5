import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Subscription } from '#api/subscriptions/subscriptions.ts'
import { expandSchedule, type ExpandOptions } from './expandSchedule.ts'

const at = (iso: string) => Date.parse(iso)

function expand(fields: object, from: string, to: string, options: ExpandOptions = {}) {
  const schedule = v.parse(Subscription, {
    id: 1,
    frequency: 'daily',
    interval: 1,
    start_date: '2024-01-01T09:00:00Z',
    ...fields,
  })
  const { times, hasMore } = expandSchedule(schedule, at(from), at(to), options)
  return { dates: times.map((time) => new Date(time).toISOString().slice(0, 10)), hasMore }
}

test('a count of February 29ths is used up by leap years only', () => {
  const leap = { frequency: 'yearly', start_date: '2024-02-29T09:00:00Z', count: 3 }
  expect(expand(leap, '2029-01-01T00:00:00Z', '2060-01-01T00:00:00Z').dates).toEqual(['2032-02-29'])
  expect(expand(leap, '2033-01-01T00:00:00Z', '2060-01-01T00:00:00Z').dates).toEqual([])
})

test('a count of 30ths and 31sts is used up only by months that have them', () => {
  const day31 = { frequency: 'monthly', start_date: '2024-01-31T09:00:00Z', count: 5 }
  expect(expand(day31, '2024-06-01T00:00:00Z', '2026-01-01T00:00:00Z').dates).toEqual(['2024-07-31', '2024-08-31'])
  const june30 = { frequency: 'yearly', start_date: '2024-06-30T09:00:00Z', count: 4 }
  expect(expand(june30, '2026-01-01T00:00:00Z', '2060-01-01T00:00:00Z').dates).toEqual(['2026-06-30', '2027-06-30'])
})

test('hasMore is true only if more deliveries follow', () => {
  const hasMore = (fields: object, limit: number) =>
    expand(fields, '2024-01-01T00:00:00Z', '2024-02-01T00:00:00Z', { limit }).hasMore
  expect(hasMore({ count: 3 }, 3)).toBe(false)
  expect(hasMore({ count: 4 }, 3)).toBe(true)
  expect(hasMore({ until_date: '2024-01-03T09:00:00Z' }, 3)).toBe(false)
  expect(hasMore({ until_date: '2024-01-04T09:00:00Z' }, 3)).toBe(true)
  expect(hasMore({}, 31)).toBe(false)
  expect(hasMore({}, 30)).toBe(true)
})

test('hasMore is exact for schedules that follow a zone too', () => {
  const scheduleRules = { positions: 'any', anchor: 'Europe/Berlin' } as const
  const expandDaily = (limit: number) => expand({}, '2024-01-01T00:00:00Z', '2024-02-01T00:00:00Z', { limit, scheduleRules })
  expect(expandDaily(31).hasMore).toBe(false)
  expect(expandDaily(30).hasMore).toBe(true)
  expect(expandDaily(30).dates).toHaveLength(30)
})
