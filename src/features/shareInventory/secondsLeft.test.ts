import { expect, test } from 'vitest'
import { secondsLeft } from './secondsLeft.ts'

const hour = { window: 'hour', used: 0, max: 4800, reserve: 960 } as const

test('work within the limits takes as long as its pace says', () => {
  expect(secondsLeft(1000, 10, [])).toBe(100)
  expect(secondsLeft(1000, 10, [hour])).toBe(100)
})

test('work beyond the limits takes as long as the limits say, however fast it began', () => {
  expect(secondsLeft(50_000, 8, [hour])).toBe(((50_000 - 3840) / 3840) * 3600)
  expect(secondsLeft(3840, 8, [{ ...hour, used: 3840 }])).toBe(3600)
  expect(secondsLeft(3840, Infinity, [{ ...hour, used: 3840 }]), 'whatever the pace').toBe(3600)
})
