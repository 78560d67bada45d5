import { expect, test } from 'vitest'
import { byteText } from './byteText.ts'

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [410, '410 bytes'],
  [999, '999 bytes'],
  [1_000, '1 kB'],
  [3_449, '3.4 kB'],
  [120_000, '120 kB'],
  [999_700, '1 MB'],
  [5_300_000_000, '5.3 GB'],
  [9e18, '9,000,000 TB'],
])('%d is %s', (bytes, text) => {
  expect(byteText(bytes)).toBe(text)
})
