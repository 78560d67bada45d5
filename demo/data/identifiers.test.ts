import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numberInOldId, numberInUuid, oldIdOf, uuidOf } from './identifiers.ts'
import { scramble, unscramble } from './scramble.ts'

const word = fc.integer({ min: 0, max: 0xff_ff_ff_ff })
const time = fc.integer({ min: 0, max: 2 ** 43 })

test('scrambling can be undone, so no two numbers share a place', () => {
  fc.assert(
    fc.property(word, word, (value, key) => {
      const scrambled = scramble(value, key)
      expect(scrambled).toBeGreaterThanOrEqual(0)
      expect(scrambled).toBeLessThanOrEqual(0xff_ff_ff_ff)
      expect(unscramble(scrambled, key)).toBe(value)
      expect(scramble(unscramble(value, key), key)).toBe(value)
    }),
  )
})

test('neighbours do not stay neighbours', () => {
  const near = Array.from({ length: 1000 }, (_, value) => Math.abs(scramble(value, 7) - scramble(value + 1, 7)) < 1000)
  expect(near.filter(Boolean).length).toBeLessThan(10)
})

test('an id gives back its number, in both forms', () => {
  fc.assert(
    fc.property(word, time, word, (number, instant, key) => {
      const uuid = uuidOf(number, instant, key)
      const old = oldIdOf(number, instant, key)
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(Number.parseInt(uuid.replace('-', '').slice(0, 12), 16)).toBe(instant)
      expect(numberInUuid(uuid, key)).toBe(number)
      expect(numberInOldId(old, key)).toBe(number)
      expect(numberInUuid(old, key)).toBeNull()
      expect(numberInOldId(uuid, key)).toBeNull()
    }),
  )
})

test('any text can be asked for its number', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(numberInUuid(text, 1)).toBeNull()
      expect(numberInOldId(text, 1)).toBeNull()
    }),
  )
})
