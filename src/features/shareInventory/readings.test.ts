import { expect, test } from 'vitest'
import { createReadings } from './readings.ts'

test('few rows are read as they come, many a tenth at a time, and none is left out in the end', () => {
  const readings = createReadings()
  let rows = 0
  let cost = 0
  for (let flush = 0; flush < 5000; flush += 1) {
    rows += 10
    if (readings.isDue(10)) cost += rows
    else expect(rows).toBeGreaterThan(100)
  }
  expect(cost).toBeLessThan(15 * rows)
  readings.isDue(1)
  expect(readings.areLeft()).toBe(true)
  expect(readings.areLeft()).toBe(false)
  expect(readings.isDue(0)).toBe(false)
})
