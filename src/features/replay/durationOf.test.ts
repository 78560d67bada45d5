import { expect, test } from 'vitest'
import { isListedLength, lengthText } from './durationOf.ts'

const state = { duration: 56_400, ranges: [] }

test.each([
  ['the list’s length, whose server counts seconds that began', 57, '0:57', true],
  ['its own where the list doesn’t say', null, '0:56', true],
  ['its own where they really differ', 59, '0:56', false],
])('the player shows %s', (_, listed, text, isListed) => {
  expect(lengthText(state, listed)).toBe(text)
  expect(isListedLength(state, listed)).toBe(isListed)
})
