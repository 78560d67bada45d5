import { expect, test } from 'vitest'
import { fillDays } from './fillDays.ts'

const empty = (day: string) => ({ day, count: 0 })
const now = Date.parse('2026-11-30T23:30:00Z')

test('days without data are there, up to today in the project’s time zone', () => {
  const known = [{ day: '2026-11-29', count: 4 }]
  expect(fillDays(known, { count: 3, zone: null, now }, empty)).toEqual([
    { day: '2026-11-28', count: 0 },
    { day: '2026-11-29', count: 4 },
    { day: '2026-11-30', count: 0 },
  ])
  expect(fillDays(known, { count: 2, zone: 'Europe/Berlin', now }, empty).at(-1)?.day).toBe('2026-12-01')
})

test('days across a change of clocks are days', () => {
  const days = fillDays([], { count: 30, zone: 'Europe/Berlin', now: Date.parse('2026-11-05T12:00:00Z') }, empty)
  expect(new Set(days.map(({ day }) => day)).size).toBe(30)
  expect(days[0]?.day).toBe('2026-10-07')
})

test('of a list that is cut, days before its oldest row are unknown', () => {
  const known = [
    { day: '2026-11-29', count: 4 },
    { day: '2026-11-30', count: 9 },
  ]
  expect(fillDays(known, { count: 30, zone: null, now, isCut: true }, empty)).toEqual(known)
})
