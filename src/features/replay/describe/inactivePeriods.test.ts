import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { activityBars, inactivePeriods, type Period } from './inactivePeriods.ts'

const ascending = (one: number, other: number) => one - other
const activity = fc.array(fc.nat(100_000), { maxLength: 60 }).map((times) => times.toSorted(ascending))
/** Separate ranges, in order. */
const loaded = fc.uniqueArray(fc.nat(100_000), { maxLength: 8 }).map((times): Period[] => {
  const sorted = times.toSorted(ascending)
  return Array.from({ length: sorted.length >> 1 }, (_, index) => ({
    from: sorted[2 * index] ?? 0,
    to: sorted[2 * index + 1] ?? 0,
  }))
})
const pause = fc.integer({ min: 1, max: 20_000 })

describe('inactive periods', () => {
  test('are longer than the pause, in order, within loaded ranges, and without activity', () => {
    fc.assert(
      fc.property(activity, loaded, pause, (times, parts, most) => {
        const periods = inactivePeriods(times, parts, most)
        for (const { from, to } of periods) {
          expect(to - from).toBeGreaterThan(most)
          expect(parts.some((part) => part.from <= from && to <= part.to)).toBe(true)
          expect(times.filter((time) => time > from && time < to)).toEqual([])
        }
        for (const [index, { from }] of periods.slice(1).entries()) expect(from).toBeGreaterThanOrEqual(periods[index]?.to ?? 0)
      }),
    )
  })

  test('are complete: any other time is close to activity or to an end', () => {
    fc.assert(
      fc.property(activity, loaded, pause, fc.nat(100_000), (times, parts, most, instant) => {
        const part = parts.find(({ from, to }) => from <= instant && instant <= to)
        const isInactive = inactivePeriods(times, parts, most).some(({ from, to }) => from <= instant && instant <= to)
        if (!part || isInactive) return
        const marks = [part.from, ...times.filter((time) => time >= part.from && time <= part.to), part.to]
        const before = Math.max(...marks.filter((mark) => mark <= instant))
        const after = Math.min(...marks.filter((mark) => mark >= instant))
        expect(after - before).toBeLessThanOrEqual(most)
      }),
    )
  })

  test('cover the whole recording if there is no activity', () => {
    expect(inactivePeriods([], [{ from: 0, to: 9000 }])).toEqual([{ from: 0, to: 9000 }])
    expect(inactivePeriods([], [{ from: 0, to: 5000 }]), 'a pause of five seconds is activity to PostHog').toEqual([])
    expect(inactivePeriods([1000, 20_000], [{ from: 0, to: 30_000 }])).toEqual([
      { from: 1000, to: 20_000 },
      { from: 20_000, to: 30_000 },
    ])
  })
})

test('activity bars lie between 0 and 1 and include everything', () => {
  fc.assert(
    fc.property(activity, fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 50 }), (times, duration, count) => {
      const bars = activityBars(times, duration, count)
      expect(bars).toHaveLength(count)
      for (const bar of bars) expect(bar >= 0 && bar <= 1).toBe(true)
      expect(Math.max(...bars)).toBe(times.length > 0 ? 1 : 0)
    }),
  )
  expect(activityBars([1, 2], 0, 3)).toEqual([0, 0, 0])
})
