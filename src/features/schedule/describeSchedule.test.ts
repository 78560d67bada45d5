import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Subscription } from '#api/subscriptions/subscriptions.ts'
import { describeSchedule } from './describeSchedule.ts'
import type { ScheduleRules } from './scheduleRules.ts'

const now = Date.parse('2026-02-02T12:00:00Z')
const week = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']

const plain = { id: 1, frequency: 'weekly', interval: 1, start_date: '2025-12-03T09:00:00Z' }

function describe(fields: object, zone: string | null = null, scheduleRules?: ScheduleRules): string {
  return describeSchedule(v.parse(Subscription, { ...plain, ...fields }), zone, { now, ...(scheduleRules && { scheduleRules }) })
}

test.each([
  [{ frequency: 'daily' }, 'Every day at 9:00 AM UTC'],
  [{ frequency: 'daily', interval: 2 }, 'Every 2 days at 9:00 AM UTC'],
  [{ frequency: 'daily', byweekday: week }, 'Every weekday at 9:00 AM UTC'],
  [{ frequency: 'daily', byweekday: ['sunday', 'monday'] }, 'Every Monday and Sunday at 9:00 AM UTC'],
  [{ frequency: 'daily', interval: 3, byweekday: ['monday', 'friday'] }, 'Every 3 days (Monday or Friday only) at 9:00 AM UTC'],
  [{}, 'Every Wednesday at 9:00 AM UTC'],
  [{ interval: 2, byweekday: ['wednesday', 'monday'] }, 'Every 2 weeks on Monday and Wednesday at 9:00 AM UTC'],
  [{ byweekday: ['monday', 'tuesday', 'friday'] }, 'Every Monday, Tuesday and Friday at 9:00 AM UTC'],
  [{ byweekday: week }, 'Every weekday at 9:00 AM UTC'],
  [{ byweekday: [...week, 'saturday', 'sunday'] }, 'Every day at 9:00 AM UTC'],
  [{ byweekday: ['monday', 'friday'], bysetpos: -1 }, 'Every week on the last of Monday and Friday at 9:00 AM UTC'],
  [{ frequency: 'monthly' }, 'Every month on the 3rd at 9:00 AM UTC'],
  [
    { frequency: 'monthly', interval: 3, start_date: '2025-12-31T09:00:00Z' },
    'Every 3 months on the 31st (skips shorter months) at 9:00 AM UTC',
  ],
  [{ frequency: 'monthly', byweekday: week, bysetpos: -1 }, 'Every month on the last weekday at 9:00 AM UTC'],
  [{ frequency: 'monthly', byweekday: ['friday'], bysetpos: 1 }, 'Every month on the first Friday at 9:00 AM UTC'],
  [{ frequency: 'monthly', byweekday: ['friday'], bysetpos: -2 }, 'Every month on the second to last Friday at 9:00 AM UTC'],
  [{ frequency: 'monthly', byweekday: week, bysetpos: 12 }, 'Every month on the 12th weekday at 9:00 AM UTC'],
  [{ frequency: 'monthly', byweekday: ['friday'] }, 'Every month on every Friday at 9:00 AM UTC'],
  [{ frequency: 'yearly' }, 'Every year on December 3 at 9:00 AM UTC'],
  [
    { frequency: 'yearly', interval: 4, start_date: '2024-02-29T09:00:00Z' },
    'Every 4 years on February 29 (leap years only) at 9:00 AM UTC',
  ],
  [{ frequency: 'yearly', byweekday: ['monday'], bysetpos: 1 }, 'Every year on the first Monday of the year at 9:00 AM UTC'],
  [{ start_date: '2025-12-03T09:00:30Z' }, 'Every Wednesday at 9:00 AM UTC'],
])('%j is “%s”', (fields, text) => {
  expect(describe(fields)).toBe(text)
})

test.each([
  [{ until_date: '2026-06-30T12:00:00Z' }, 'Every Wednesday at 9:00 AM UTC, until Jun 30, 2026'],
  [{ until_date: '2026-06-30T08:00:00Z' }, 'Every Wednesday at 9:00 AM UTC, until Jun 29, 2026'],
  [{ until_date: '2027-06-30T12:00:00Z' }, 'Every Wednesday at 9:00 AM UTC, until Jun 30, 2027'],
  [{ count: 16 }, 'Every Wednesday at 9:00 AM UTC; 7 of 16 left'],
  [{ count: 16, until_date: '2026-06-30T12:00:00Z' }, 'Every Wednesday at 9:00 AM UTC, until Jun 30, 2026; 7 of 16 left'],
  [{ count: 99, until_date: '2026-06-30T12:00:00Z' }, 'Every Wednesday at 9:00 AM UTC, until Jun 30, 2026'],
  [{ start_date: '2027-01-01T08:00:00Z' }, 'Every Friday at 8:00 AM UTC, starting Jan 1, 2027'],
  [{ count: 3 }, 'Every Wednesday at 9:00 AM UTC; finished'],
  [{ count: 0 }, 'Every Wednesday at 9:00 AM UTC; never delivers'],
])('the end of %j is “%s”', (fields, text) => {
  expect(describe(fields)).toBe(text)
})

test('the local time is included, and when a clock change moves it', () => {
  const at = (fields: object, zone: string) => describe(fields, zone).replace(/^.* at /, '')
  const twice = { interval: 2, byweekday: ['monday', 'wednesday'], until_date: '2026-06-30T12:00:00Z', count: 100 }
  expect(at(twice, 'Europe/Berlin')).toBe('9:00 AM UTC (10:00 AM Berlin time, 11:00 AM after Mar 29, 2026), until Jun 30, 2026')
  expect(at({ frequency: 'daily' }, 'Europe/Berlin')).toBe('9:00 AM UTC (10:00 AM Berlin time, 11:00 AM from Mar 29, 2026)')
  expect(at({ frequency: 'daily' }, 'Europe/London')).toBe('9:00 AM UTC (9:00 AM London time, 10:00 AM from Mar 29, 2026)')
  expect(at({ frequency: 'daily' }, 'Asia/Tokyo')).toBe('9:00 AM UTC (6:00 PM Tokyo time)')
  expect(at({ frequency: 'daily' }, 'Etc/UTC')).toBe('9:00 AM UTC')
  expect(at({ frequency: 'daily' }, 'Mars/Olympus')).toBe('9:00 AM UTC')
  expect(at({ until_date: '2026-03-20T12:00:00Z' }, 'Europe/Berlin')).toBe(
    '9:00 AM UTC (10:00 AM Berlin time), until Mar 20, 2026',
  )
  expect(at({ frequency: 'yearly' }, 'Europe/Berlin')).toBe('9:00 AM UTC (10:00 AM Berlin time)')
  const halfYearly = { frequency: 'monthly', interval: 6, start_date: '2025-12-15T09:00:00Z' }
  expect(at(halfYearly, 'Europe/Berlin')).toBe('9:00 AM UTC (11:00 AM Berlin time, 10:00 AM after Oct 25, 2026)')
})

test('another local day is included too', () => {
  const late = { frequency: 'daily', start_date: '2025-12-03T22:30:00Z' }
  expect(describe(late, 'Europe/Berlin')).toBe(
    'Every day at 10:30 PM UTC (11:30 PM Berlin time, after Mar 29, 2026: 12:30 AM the next day)',
  )
  expect(describe({ frequency: 'daily', start_date: '2025-12-03T02:00:00Z' }, 'America/New_York')).toBe(
    'Every day at 2:00 AM UTC (9:00 PM New York time the day before, from Mar 8, 2026: 10:00 PM the day before)',
  )
})

test('a schedule that follows a zone is described in that zone', () => {
  const berlin: ScheduleRules = { positions: 'any', anchor: 'Europe/Berlin' }
  expect(describe({ byweekday: ['monday'] }, 'Europe/Berlin', berlin)).toBe(
    'Every Monday at 10:00 AM Berlin time (9:00 AM UTC, 8:00 AM after Mar 29, 2026)',
  )
  const tokyo: ScheduleRules = { positions: 'any', anchor: 'Asia/Tokyo' }
  expect(describe({ start_date: '2025-12-03T23:30:00Z' }, 'Asia/Tokyo', tokyo)).toBe(
    'Every Thursday at 8:30 AM Tokyo time (11:30 PM UTC the day before)',
  )
})

test('a position that the newest servers ignore is left out', () => {
  const monthly: ScheduleRules = { positions: 'monthly', anchor: null }
  expect(describe({ byweekday: ['monday', 'friday'], bysetpos: -1 }, null, monthly)).toBe(
    'Every Monday and Friday at 9:00 AM UTC',
  )
})

test('an unreadable schedule says why, in one short line', () => {
  expect(describe({ frequency: 'fortnightly' })).toBe('This schedule can’t be read: the frequency is “fortnightly”')
  expect(describe({ start_date: null })).toBe('This schedule can’t be read: the start date is missing or invalid')
  expect(describe({ byweekday: [`${'x'.repeat(500)}\n`] })).toBe(
    `This schedule can’t be read: the weekday is “${'x'.repeat(40)}…”`,
  )
})

test('a cell of a table gets a brief sentence', () => {
  const brief = (fields: object) =>
    describeSchedule(v.parse(Subscription, { ...plain, ...fields }), 'Europe/Berlin', { now, brief: true })
  expect(brief({ byweekday: ['monday', 'tuesday', 'friday'] })).toBe(
    'Every Mon, Tue and Fri at 9:00 AM UTC (10:00 AM Berlin time)',
  )
  expect(brief({ byweekday: ['monday', 'friday'] })).toBe('Every Monday and Friday at 9:00 AM UTC (10:00 AM Berlin time)')
})
