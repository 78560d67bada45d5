import { expect, test } from 'vitest'
import { createRereadSchedule } from './rereadSchedule.ts'

test('few rows are read as they arrive, many by tenths, and none is left out in the end', () => {
  const schedule = createRereadSchedule()
  let rows = 0
  let cost = 0
  for (let flush = 0; flush < 5000; flush += 1) {
    rows += 10
    if (schedule.isDue(10)) cost += rows
    else expect(rows).toBeGreaterThan(100)
  }
  expect(cost).toBeLessThan(15 * rows)
  schedule.isDue(1)
  expect(schedule.takePending()).toBe(true)
  expect(schedule.takePending()).toBe(false)
  expect(schedule.isDue(0)).toBe(false)
})
