import { expect, test } from 'vitest'
import { clockDuration, elapsedText, preciseClock, waitText } from './duration.ts'

test('a duration reads like a clock', () => {
  expect([0, 7, 65, 3729.4, -3].map(clockDuration)).toEqual(['0:00', '0:07', '1:05', '1:02:09', '0:00'])
})

test('a moment is cut off at the tenth of a second', () => {
  expect([0, 16_314, 59_999, 3_729_400].map(preciseClock)).toEqual(['0:00.0', '0:16.3', '0:59.9', '1:02:09.4'])
})

test('a wait is rounded up', () => {
  expect([0.2, 41, 90, 3600, 5401].map(waitText)).toEqual(['1 s', '41 s', '2 min', '60 min', '1 hr 31 min'])
})

test('elapsed time is not rounded up', () => {
  expect([0, 449, 12_340, 59_999, 125_999].map(elapsedText)).toEqual(['0.0 s', '0.4 s', '12.3 s', '59.9 s', '2 min 5 s'])
})
