import { expect, test } from 'vitest'
import { createPace } from './pace.ts'

test('a pace is known after a second, and forgotten by a restart', () => {
  const clock = { now: 0 }
  const pace = createPace(() => clock.now)
  expect(pace.mark(0)).toBeNull()
  clock.now = 500
  expect(pace.mark(5)).toBeNull()
  clock.now = 2000
  expect(pace.mark(20)).toBe(10)
  pace.restart()
  clock.now = 100_000
  expect(pace.mark(20)).toBeNull()
  clock.now = 104_000
  expect(pace.mark(22)).toBe(0.5)
})

test('only the last marks count, so that a new pace is seen soon', () => {
  const clock = { now: 0 }
  const pace = createPace(() => clock.now)
  for (let second = 0; second < 100; second += 1) {
    clock.now = second * 1000
    pace.mark(second * 100)
  }
  let last: number | null = null
  for (let second = 100; second < 160; second += 1) {
    clock.now = second * 1000
    last = pace.mark(9900 + (second - 99))
  }
  expect(last).toBe(1)
})
