import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTimeline, day, hour, youngest } from './timeline.ts'

const anchor = Date.UTC(2026, 8, 17, 12)
const options = fc.record({
  seed: fc.integer(),
  count: fc.integer({ min: 1, max: 3000 }),
  anchor: fc.integer({ min: anchor, max: anchor + 3 * day }),
  zoneHours: fc.integer({ min: -12, max: 14 }),
})

test('no later row starts earlier, and all start within 90 days and in the past', () => {
  fc.assert(
    fc.property(options, (timeline) => {
      const { startOf } = createTimeline(timeline)
      const starts = Array.from({ length: timeline.count }, (_, index) => startOf(index))
      expect(starts).toEqual(starts.toSorted((one, other) => other - one))
      expect(Math.max(...starts)).toBeLessThanOrEqual(timeline.anchor - youngest)
      expect(Math.min(...starts)).toBeGreaterThan(timeline.anchor - 90 * day)
    }),
    { numRuns: 30 },
  )
})

test('the number of rows after a moment is what counting them gives', () => {
  fc.assert(
    fc.property(options, fc.integer({ min: 0, max: 91 * day }), ({ anchor: end, ...rest }, age) => {
      const { startOf, startedAfter } = createTimeline({ anchor: end, ...rest })
      const starts = Array.from({ length: rest.count }, (_, index) => startOf(index))
      for (const instant of [end - age, starts[age % rest.count] ?? 0]) {
        expect(startedAfter(instant)).toBe(starts.filter((start) => start > instant).length)
      }
    }),
    { numRuns: 50 },
  )
})

test('recent days hold more than early ones, and afternoons more than nights', () => {
  const { startOf, startedAfter } = createTimeline({ seed: 1, count: 2400, anchor, zoneHours: 2 })
  expect(startedAfter(anchor - 3 * day)).toBeGreaterThan(150)
  expect(startedAfter(anchor - 3 * day)).toBeLessThan(260)
  const hours = Array.from({ length: 2400 }, (_, index) => new Date(startOf(index) + 2 * hour).getUTCHours())
  const afternoon = hours.filter((one) => one >= 13 && one < 17).length
  const night = hours.filter((one) => one >= 1 && one < 5).length
  expect(afternoon).toBeGreaterThan(2 * night)
})
