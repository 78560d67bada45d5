import fc from 'fast-check'
import { expect, test } from 'vitest'
import { counted, formatNumber, formatPercent } from './format.ts'

test('numbers are formatted like Intl', () => {
  const intl = new Intl.NumberFormat('en')
  fc.assert(
    fc.property(fc.maxSafeInteger(), (number) => {
      expect(formatNumber(number)).toBe(intl.format(number || 0))
    }),
  )
  expect(formatNumber(0.25)).toBe('0.25')
})

test('one has the singular', () => {
  expect([counted(1, 'recording'), counted(0, 'recording'), counted(2400, 'copy', 'copies')]).toEqual([
    '1 recording',
    '0 recordings',
    '2,400 copies',
  ])
})

test('a ratio is a whole percent', () => {
  expect([0, 0.426, 1, 24].map(formatPercent)).toEqual(['0%', '43%', '100%', '2,400%'])
})
