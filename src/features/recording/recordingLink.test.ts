import { expect, test } from 'vitest'
import { readTime, withTime } from './recordingLink.ts'

test.each([
  ['33', 33],
  ['16.314', 16.314],
  ['', 0],
  ['-4', 0],
  ['soon', 0],
  ['Infinity', 0],
])('the time %j in a link is %d s', (text, seconds) => {
  expect(readTime(new URLSearchParams({ t: text }))).toBe(seconds)
})

test('a time survives its link to the millisecond, and the start needs none', () => {
  expect(readTime(withTime(new URLSearchParams('order=duration'), 16.314))).toBe(16.314)
  expect(withTime(new URLSearchParams('t=5&order=duration'), 0).toString()).toBe('order=duration')
})
