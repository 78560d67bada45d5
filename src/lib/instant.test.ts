import { expect, test } from 'vitest'
import { exactTime, relativeTime, zoneName } from './instant.ts'

const now = Date.UTC(2026, 10, 23, 12)
const ago = (seconds: number) => relativeTime(new Date(now - seconds * 1000), now)

test('a moment ago and a moment ahead are just now', () => {
  expect(ago(10)).toBe('just now')
  expect(ago(-10)).toBe('just now')
})

test('the unit is the largest that fits', () => {
  expect(ago(50)).toBe('1 min ago')
  expect(ago(25 * 60)).toBe('25 min ago')
  expect(ago(3 * 3600)).toBe('3 hr ago')
  expect(ago(26 * 3600)).toBe('1 day ago')
  expect(ago(-2 * 86_400)).toBe('in 2 days')
  expect(ago(800 * 86_400)).toBe('2 yr ago')
})

test('relative times read as Intl has them in short English', () => {
  const intl = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'short' })
  const sizes = { minute: 60, hour: 3600, day: 86_400, week: 7 * 86_400, month: 30 * 86_400, year: 365 * 86_400 } as const
  for (const [unit, seconds] of Object.entries(sizes) as [keyof typeof sizes, number][]) {
    for (const count of [-2, -1, 1, 2]) expect(ago(-count * seconds)).toBe(intl.format(count, unit).replace('.', ''))
  }
})

test('the exact time is that of the zone, with daylight saving', () => {
  expect(exactTime(new Date('2026-07-01T22:30:05Z'), 'Europe/Berlin')).toBe('Thu 2 Jul 2026, 00:30:05')
  expect(exactTime(new Date('2026-01-01T22:30:05Z'), 'Europe/Berlin')).toBe('Thu 1 Jan 2026, 23:30:05')
})

test('a zone that the browser does not know is told in UTC', () => {
  expect(exactTime(new Date('2026-07-01T22:30:05Z'), 'Mars/Olympus')).toBe('Wed 1 Jul 2026, 22:30:05')
})

test('a zone is called by its city', () => {
  expect(zoneName('America/New_York')).toBe('New York')
  expect(zoneName('UTC')).toBe('UTC')
})
