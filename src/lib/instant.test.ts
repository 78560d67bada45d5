import { expect, test } from 'vitest'
import {
  ageInDays,
  exactTime,
  exactTimes,
  exactTimesBelowHead,
  exactTimeWithZone,
  formatDate,
  formatDateTime,
  formatLongDate,
  formatMonth,
  formatTime,
  relativeTime,
  zoneLabel,
  zoneName,
} from './instant.ts'

const now = Date.UTC(2026, 10, 23, 12)
const ago = (seconds: number) => relativeTime(new Date(now - seconds * 1000), now)

test('a few seconds either way are just now', () => {
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

test('relative times read like Intl in short English', () => {
  const intl = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'short' })
  const sizes = { minute: 60, hour: 3600, day: 86_400, week: 7 * 86_400, month: 30 * 86_400, year: 365 * 86_400 } as const
  for (const [unit, seconds] of Object.entries(sizes) as [keyof typeof sizes, number][]) {
    for (const count of [-2, -1, 1, 2]) expect(ago(-count * seconds)).toBe(intl.format(count, unit).replace('.', ''))
  }
})

test('an age in days agrees with the relative time', () => {
  const at = new Date(now - 1.9 * 86_400_000)
  expect(relativeTime(at, now)).toBe('1 day ago')
  expect(ageInDays(at, now)).toBe(1)
  expect(ageInDays(now + 1000, now)).toBe(0)
})

test('a date is in the given zone, with daylight saving time', () => {
  expect(formatDateTime('2026-07-01T22:30:05Z', 'Europe/Berlin')).toBe('Jul 2, 2026, 12:30 AM')
  expect(formatDateTime('2026-01-01T22:30:05Z', 'Europe/Berlin')).toBe('Jan 1, 2026, 11:30 PM')
  expect(formatDate(Date.UTC(2026, 10, 29, 15, 51), null)).toBe('Nov 29, 2026')
  expect(formatLongDate('2026-11-29', null)).toBe('Sunday, November 29, 2026')
  expect(formatMonth('2026-11-29', null)).toBe('November 2026')
  expect(formatTime('2026-11-29T15:51:59Z', null)).toBe('3:51 PM')
})

test('a zone that the browser does not know is shown in UTC', () => {
  expect(formatDateTime('2026-07-01T22:30:05Z', 'Mars/Olympus')).toBe('Jul 1, 2026, 10:30 PM')
})

test('the exact time names each zone once', () => {
  const at = new Date('2026-11-29T15:51:07Z')
  const mine = Intl.DateTimeFormat().resolvedOptions().timeZone
  expect(exactTimes(at, mine)).toEqual([expect.stringContaining('(you and the project)')])
  expect(exactTimes(at, 'Asia/Tokyo').at(-1)).toBe('Nov 30, 2026, 12:51:07 AM · Tokyo (project)')
})

test('below the head of a screen, the zone is named only if there are two', () => {
  const at = new Date('2026-11-29T15:51:07Z')
  const mine = Intl.DateTimeFormat().resolvedOptions().timeZone
  expect(exactTimesBelowHead(at, mine)).toEqual([exactTime(at)])
  expect(exactTimesBelowHead(at, 'Asia/Tokyo')).toEqual(exactTimes(at, 'Asia/Tokyo'))
  expect(exactTimeWithZone(at)).toBe(`${exactTime(at)} ${zoneLabel(mine)}`)
})

test('a zone is called by its city', () => {
  expect(zoneName('America/New_York')).toBe('New York')
  expect(zoneName('UTC')).toBe('UTC')
})

test('times are labeled by their zone', () => {
  expect([null, 'UTC', 'Europe/Berlin'].map(zoneLabel)).toEqual(['UTC', 'UTC', 'Berlin time'])
})
