import { expect, test } from 'vitest'
import { occurrencesAfter } from './occurrences.ts'
import type { PositionRule, Schedule } from './schedule.ts'

type Rule = Partial<Omit<Schedule, 'start' | 'until'>> & { frequency: string; start: string; until?: string; after: string }

const workdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']

function firstThree(rule: Rule, position: PositionRule): string[] {
  const { start, until, after, ...rest } = rule
  const given = { interval: 1, byweekday: null, bysetpos: null, count: null, ...rest }
  const schedule = { ...given, start: Date.parse(`${start}Z`), until: until === undefined ? null : Date.parse(`${until}Z`) }
  const found: string[] = []
  for (const time of occurrencesAfter(schedule, Date.parse(`${after}Z`), position)) {
    found.push(new Date(time).toISOString().slice(0, 16))
    if (found.length === 3) break
  }
  return found
}

/** What python-dateutil 2.9 says; the first three are PostHog's own examples, a quarter of an hour after their noon. */
const table: [string, Rule, string[]][] = [
  [
    'every day',
    { frequency: 'daily', start: '2024-01-01T09:00', after: '2024-01-15T12:15' },
    ['2024-01-16T09:00', '2024-01-17T09:00', '2024-01-18T09:00'],
  ],
  [
    'every Wednesday',
    { frequency: 'weekly', byweekday: ['wednesday'], start: '2024-01-01T09:00', after: '2024-01-15T12:15' },
    ['2024-01-17T09:00', '2024-01-24T09:00', '2024-01-31T09:00'],
  ],
  [
    'the first working day of a month',
    { frequency: 'monthly', byweekday: workdays, bysetpos: 1, start: '2024-01-01T09:00', after: '2024-01-15T12:15' },
    ['2024-02-01T09:00', '2024-03-01T09:00', '2024-04-01T09:00'],
  ],
  [
    'on the 31st, where there is one',
    { frequency: 'monthly', start: '2024-01-31T09:00', after: '2024-01-31T09:00' },
    ['2024-03-31T09:00', '2024-05-31T09:00', '2024-07-31T09:00'],
  ],
  [
    'the last Friday of every third month',
    {
      frequency: 'monthly',
      interval: 3,
      byweekday: ['friday'],
      bysetpos: -1,
      start: '2024-01-10T09:00',
      after: '2024-01-31T00:00',
    },
    ['2024-04-26T09:00', '2024-07-26T09:00', '2024-10-25T09:00'],
  ],
  [
    'on 29 February',
    { frequency: 'yearly', start: '2024-02-29T08:00', after: '2024-03-01T00:00' },
    ['2028-02-29T08:00', '2032-02-29T08:00', '2036-02-29T08:00'],
  ],
  [
    'yearly on Mondays, which is every Monday',
    { frequency: 'yearly', byweekday: ['monday'], start: '2024-06-05T08:00', after: '2024-12-28T00:00' },
    ['2024-12-30T08:00', '2025-01-06T08:00', '2025-01-13T08:00'],
  ],
  [
    'every third day, if that is a Monday or Friday',
    { frequency: 'daily', interval: 3, byweekday: ['monday', 'friday'], start: '2024-01-01T09:00', after: '2024-01-01T09:00' },
    ['2024-01-19T09:00', '2024-01-22T09:00', '2024-02-09T09:00'],
  ],
  [
    'five times, counted from the start',
    { frequency: 'daily', count: 5, start: '2024-01-01T09:00', after: '2024-01-03T09:00' },
    ['2024-01-04T09:00', '2024-01-05T09:00'],
  ],
  [
    'three times, from the middle of a week',
    { frequency: 'weekly', byweekday: ['monday', 'wednesday'], count: 3, start: '2024-01-03T09:00', after: '2023-01-01T00:00' },
    ['2024-01-03T09:00', '2024-01-08T09:00', '2024-01-10T09:00'],
  ],
  [
    'until a moment, that moment included',
    { frequency: 'monthly', start: '2024-01-15T09:00', until: '2024-03-15T09:00', after: '2024-01-15T09:00' },
    ['2024-02-15T09:00', '2024-03-15T09:00'],
  ],
  [
    'ended before its start',
    { frequency: 'weekly', start: '2024-01-15T09:00', until: '2024-01-14T09:00', after: '2023-01-15T09:00' },
    [],
  ],
  ['no time at all', { frequency: 'daily', count: 0, start: '2024-01-15T09:00', after: '2023-01-15T09:00' }, []],
]

test.each(table)('%s', (_, rule, expected) => {
  expect(firstThree(rule, 'monthly only')).toEqual(expected)
  expect(firstThree(rule, 'every frequency')).toEqual(expected)
})

test('a position counts in a week or a year on older servers only', () => {
  const week = { frequency: 'weekly', byweekday: ['tuesday', 'thursday'], bysetpos: -1 }
  const inWeek = { ...week, start: '2024-02-28T09:00', after: '2024-02-28T09:15' }
  expect(firstThree(inWeek, 'monthly only')).toEqual(['2024-02-29T09:00', '2024-03-05T09:00', '2024-03-07T09:00'])
  expect(firstThree(inWeek, 'every frequency')).toEqual(['2024-02-29T09:00', '2024-03-07T09:00', '2024-03-14T09:00'])
  const inYear = { ...week, frequency: 'yearly', byweekday: ['monday'], start: '2024-06-05T08:00', after: '2024-06-05T08:00' }
  expect(firstThree(inYear, 'every frequency')).toEqual(['2024-12-30T08:00', '2025-12-29T08:00', '2026-12-28T08:00'])
})

test('the week of the start counts its position from the start', () => {
  const rule = { frequency: 'weekly', interval: 2, byweekday: ['monday', 'thursday'], bysetpos: 1 }
  const found = firstThree({ ...rule, start: '2024-02-29T09:00', after: '2024-02-28T00:00' }, 'every frequency')
  expect(found).toEqual(['2024-02-29T09:00', '2024-03-11T09:00', '2024-03-25T09:00'])
})

test.each([
  ['every seventh day, never the right one', { frequency: 'daily', interval: 7, byweekday: ['tuesday'] }],
  ['the sixth Friday of a month', { frequency: 'monthly', byweekday: ['friday'], bysetpos: 6 }],
  ['an unknown frequency', { frequency: 'fortnightly' }],
  ['an unknown weekday', { frequency: 'weekly', byweekday: ['funday'] }],
  ['an interval of 0', { frequency: 'weekly', interval: 0 }],
  ['an interval below 0', { frequency: 'monthly', interval: -2 }],
  ['an interval beyond all years', { frequency: 'weekly', interval: 2_147_483_647 }],
])('%s asks for nothing, and says so soon', (_, rule) => {
  const started = performance.now()
  expect(firstThree({ ...rule, start: '2024-01-01T09:00', after: '2024-01-02T00:00' }, 'monthly only')).toEqual([])
  expect(performance.now() - started).toBeLessThan(200)
})

test('time ends with the year 9999', () => {
  const rule = { frequency: 'daily', start: '9999-12-30T09:00', after: '2024-01-01T00:00' }
  expect(firstThree(rule, 'monthly only')).toEqual(['9999-12-30T09:00', '9999-12-31T09:00'])
})

test('fractions of a second do not count', () => {
  const rule = { frequency: 'daily', start: '2024-01-01T09:00:00.750', after: '2024-01-01T08:59' }
  expect(firstThree(rule, 'monthly only')[0]).toBe('2024-01-01T09:00')
})
