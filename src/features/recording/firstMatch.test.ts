import { expect, test } from 'vitest'
import { secondsBefore } from './firstMatch.ts'

const start = new Date('2026-11-29T12:00:00Z')

test.each([
  [34_900, 31],
  [3000, 0],
  [-500, 0],
])('a match after %d ms is watched from second %d', (ms, seconds) => {
  expect(secondsBefore(start.getTime() + ms, start)).toBe(seconds)
})

test('without a match or a start, watching begins at the start', () => {
  expect(secondsBefore(undefined, start)).toBe(0)
  expect(secondsBefore(5, null)).toBe(0)
})
