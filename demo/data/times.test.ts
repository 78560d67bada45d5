import { expect, test } from 'vitest'
import { parseInstant } from './times.ts'
import { day, hour } from './timeline.ts'

const now = Date.UTC(2026, 8, 17, 12)

test.each([
  ['-3d', now - 3 * day],
  ['-24h', now - day],
  ['-2w', now - 14 * day],
  ['-1m', Date.UTC(2026, 7, 17, 12)],
  ['-1y', Date.UTC(2025, 8, 17, 12)],
  ['2026-09-01T10:00:00Z', Date.UTC(2026, 8, 1, 10)],
  ['2026-09-01T10:00:00.250+02:00', Date.UTC(2026, 8, 1, 8, 0, 0, 250)],
  ['all', 0],
])('reads %s', (text, instant) => {
  expect(parseInstant(text, 'from', now, 'UTC')).toBe(instant)
})

test('a day is meant in the zone of the project, in summer and in winter, and ends with its last moment', () => {
  expect(parseInstant('2026-07-01', 'from', now, 'Europe/Berlin')).toBe(Date.UTC(2026, 5, 30, 22))
  expect(parseInstant('2026-01-15', 'from', now, 'Europe/Berlin')).toBe(Date.UTC(2026, 0, 14, 23))
  expect(parseInstant('2026-01-15T08:30:00', 'from', now, 'America/New_York')).toBe(Date.UTC(2026, 0, 15, 13, 30))
  expect(parseInstant('2026-07-01', 'to', now, 'Europe/Berlin')).toBe(Date.UTC(2026, 6, 1, 22) - 1)
  expect(parseInstant('2026-07-01', 'to', now, 'UTC')).toBeLessThan(Date.UTC(2026, 6, 1) + 24 * hour)
})

test.each(['yesterday', '-3x', '2026-13-01', '', '2026-02-30T99:00', '{}'])('does not make anything up from "%s"', (text) => {
  expect(parseInstant(text, 'from', now, 'UTC')).toBeNull()
})
