import { expect, test } from 'vitest'
import { rangeOf } from './ranges.ts'

const now = Date.UTC(2026, 8, 17, 12)

test('a relative range has no end', () => {
  expect(rangeOf('7', '', '', now)).toEqual({ from: '2026-09-10T12:00:00.000Z', to: null })
})

test('“All recordings” reaches back further than five years with leap days', () => {
  const range = rangeOf('2000', '', '', now)
  if (typeof range === 'string') throw new Error('That is a range.')
  expect(Date.parse(range.from)).toBeLessThan(Date.UTC(2021, 8, 16))
})

test('the last day of a custom range is included', () => {
  const range = rangeOf('own', '2026-09-01', '2026-09-01', now)
  if (typeof range === 'string' || range.to === null) throw new Error('That is a range.')
  expect(Date.parse(range.to) - Date.parse(range.from)).toBe(86_400_000)
})

test('invalid dates return a message', () => {
  expect(rangeOf('own', '', '2026-09-01', now)).toBe('Choose the first day.')
  expect(rangeOf('own', '2026-09-02', '2026-09-01', now)).toBe('The last day is before the first day.')
  expect(rangeOf('own', '2026-09-02', '', now)).toMatchObject({ to: null })
})
