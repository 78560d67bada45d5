import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Subscription } from '#api/subscriptions/subscriptions.ts'
import { describeSchedule } from './describeSchedule.ts'
import type { ScheduleRules } from './scheduleRules.ts'

const now = Date.parse('2026-02-02T12:00:00Z')
const week = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']

function describe(fields: object, zone: string | null = null, scheduleRules?: ScheduleRules): string {
  const plain = { id: 1, frequency: 'weekly', interval: 1, start_date: '2025-12-03T09:00:00Z' }
  return describeSchedule(v.parse(Subscription, { ...plain, ...fields }), zone, { now, ...(scheduleRules && { scheduleRules }) })
}

test.each([
  [{ frequency: 'daily' }, 'Every day at 09:00 UTC'],
  [{ frequency: 'daily', interval: 2 }, 'Every 2 days at 09:00 UTC'],
  [{ frequency: 'daily', byweekday: week }, 'Every weekday at 09:00 UTC'],
  [{ frequency: 'daily', byweekday: ['sunday', 'monday'] }, 'Every Monday and Sunday at 09:00 UTC'],
  [
    { frequency: 'daily', interval: 3, byweekday: ['monday', 'friday'] },
    'Every 3 days, where that is a Monday or Friday at 09:00 UTC',
  ],
  [{}, 'Every week on Wednesday at 09:00 UTC'],
  [{ interval: 2, byweekday: ['wednesday', 'monday'] }, 'Every 2 weeks on Monday and Wednesday at 09:00 UTC'],
  [{ byweekday: ['monday', 'tuesday', 'friday'] }, 'Every week on Monday, Tuesday and Friday at 09:00 UTC'],
  [{ byweekday: week }, 'Every weekday at 09:00 UTC'],
  [{ byweekday: [...week, 'saturday', 'sunday'] }, 'Every day at 09:00 UTC'],
  [{ byweekday: ['monday', 'friday'], bysetpos: -1 }, 'Every week on the last of Monday and Friday at 09:00 UTC'],
  [{ frequency: 'monthly' }, 'Every month on the 3rd at 09:00 UTC'],
  [
    { frequency: 'monthly', interval: 3, start_date: '2025-12-31T09:00:00Z' },
    'Every 3 months on the 31st (not in shorter months) at 09:00 UTC',
  ],
  [{ frequency: 'monthly', byweekday: week, bysetpos: -1 }, 'Every month on the last weekday at 09:00 UTC'],
  [{ frequency: 'monthly', byweekday: ['friday'], bysetpos: 1 }, 'Every month on the first Friday at 09:00 UTC'],
  [{ frequency: 'monthly', byweekday: ['friday'], bysetpos: -2 }, 'Every month on the second to last Friday at 09:00 UTC'],
  [{ frequency: 'monthly', byweekday: week, bysetpos: 12 }, 'Every month on the 12th weekday at 09:00 UTC'],
  [{ frequency: 'monthly', byweekday: ['friday'] }, 'Every month on every Friday at 09:00 UTC'],
  [{ frequency: 'yearly' }, 'Every year on 3 December at 09:00 UTC'],
  [
    { frequency: 'yearly', interval: 4, start_date: '2024-02-29T09:00:00Z' },
    'Every 4 years on 29 February (leap years only) at 09:00 UTC',
  ],
  [{ frequency: 'yearly', byweekday: ['monday'], bysetpos: 1 }, 'Every year on the first Monday of the year at 09:00 UTC'],
  [{ start_date: '2025-12-03T09:00:30Z' }, 'Every week on Wednesday at 09:00:30 UTC'],
])('%j is “%s”', (fields, text) => {
  expect(describe(fields)).toBe(text)
})

test.each([
  [{ until_date: '2026-06-30T12:00:00Z' }, 'Every week on Wednesday at 09:00 UTC, until 30 June'],
  [{ until_date: '2026-06-30T08:00:00Z' }, 'Every week on Wednesday at 09:00 UTC, until 29 June'],
  [{ until_date: '2027-06-30T12:00:00Z' }, 'Every week on Wednesday at 09:00 UTC, until 30 June 2027'],
  [{ count: 16 }, 'Every week on Wednesday at 09:00 UTC; 7 of 16 left'],
  [{ count: 16, until_date: '2026-06-30T12:00:00Z' }, 'Every week on Wednesday at 09:00 UTC, until 30 June; 7 of 16 left'],
  [{ count: 99, until_date: '2026-06-30T12:00:00Z' }, 'Every week on Wednesday at 09:00 UTC, until 30 June'],
  [{ start_date: '2027-01-01T08:00:00Z' }, 'Every week on Friday at 08:00 UTC, from 1 January 2027'],
  [{ count: 3 }, 'Every week on Wednesday at 09:00 UTC; over'],
  [{ count: 0 }, 'Every week on Wednesday at 09:00 UTC; never delivers'],
])('the end of %j is said: “%s”', (fields, text) => {
  expect(describe(fields)).toBe(text)
})

test('the hour elsewhere is said, and when it changes for a delivery to come', () => {
  const at = (fields: object, zone: string) => describe(fields, zone).replace(/^.* at 0?/, '')
  const twice = { interval: 2, byweekday: ['monday', 'wednesday'], until_date: '2026-06-30T12:00:00Z', count: 100 }
  expect(at(twice, 'Europe/Berlin')).toBe('9:00 UTC (10:00 in Berlin, 11:00 after 29 March), until 30 June')
  expect(at({ frequency: 'daily' }, 'Europe/Berlin')).toBe('9:00 UTC (10:00 in Berlin, 11:00 from 29 March)')
  expect(at({ frequency: 'daily' }, 'Europe/London')).toBe('9:00 UTC (09:00 in London, 10:00 from 29 March)')
  expect(at({ frequency: 'daily' }, 'Asia/Tokyo')).toBe('9:00 UTC (18:00 in Tokyo)')
  expect(at({ frequency: 'daily' }, 'Etc/UTC')).toBe('9:00 UTC')
  expect(at({ frequency: 'daily' }, 'Mars/Olympus')).toBe('9:00 UTC')
  expect(at({ until_date: '2026-03-20T12:00:00Z' }, 'Europe/Berlin')).toBe('9:00 UTC (10:00 in Berlin), until 20 March')
  expect(at({ frequency: 'yearly' }, 'Europe/Berlin')).toBe('9:00 UTC (10:00 in Berlin)')
  const halfYearly = { frequency: 'monthly', interval: 6, start_date: '2025-12-15T09:00:00Z' }
  expect(at(halfYearly, 'Europe/Berlin')).toBe('9:00 UTC (11:00 in Berlin, 10:00 after 25 October)')
})

test('another day elsewhere is said too', () => {
  const late = { frequency: 'daily', start_date: '2025-12-03T22:30:00Z' }
  expect(describe(late, 'Europe/Berlin')).toBe('Every day at 22:30 UTC (23:30 in Berlin, after 29 March 00:30 the next day)')
  expect(describe({ frequency: 'daily', start_date: '2025-12-03T02:00:00Z' }, 'America/New_York')).toBe(
    'Every day at 02:00 UTC (21:00 the day before in New York, from 8 March 22:00 the day before)',
  )
})

test('a schedule that follows a zone’s clock is told by that clock', () => {
  const berlin: ScheduleRules = { positions: 'any', anchor: 'Europe/Berlin' }
  expect(describe({ byweekday: ['monday'] }, 'Europe/Berlin', berlin)).toBe(
    'Every week on Monday at 10:00 in Berlin (09:00 UTC, 08:00 after 29 March)',
  )
  const tokyo: ScheduleRules = { positions: 'any', anchor: 'Asia/Tokyo' }
  expect(describe({ start_date: '2025-12-03T23:30:00Z' }, 'Asia/Tokyo', tokyo)).toBe(
    'Every week on Thursday at 08:30 in Tokyo (23:30 the day before UTC)',
  )
})

test('a position that newest servers drop is not told', () => {
  const monthly: ScheduleRules = { positions: 'monthly', anchor: null }
  expect(describe({ byweekday: ['monday', 'friday'], bysetpos: -1 }, null, monthly)).toBe(
    'Every week on Monday and Friday at 09:00 UTC',
  )
})

test('what cannot be followed says why, in one short line', () => {
  expect(describe({ frequency: 'fortnightly' })).toBe('Not a schedule that can be followed: the frequency is “fortnightly”')
  expect(describe({ start_date: null })).toBe('Not a schedule that can be followed: the start date is missing or cannot be read')
  expect(describe({ byweekday: [`${'x'.repeat(500)}\n`] })).toBe(
    `Not a schedule that can be followed: the weekday is “${'x'.repeat(40)}…”`,
  )
})
