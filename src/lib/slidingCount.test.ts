import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countOf, freeAt, emptyCounter, withMoved, movedBack, type Span, sumOf, type Counter, withOne } from './slidingCount.ts'

const span: Span = { ms: 60_000, bucketMs: 4000 }
const start = 1_764_000_000_000

/** Instants that never go back, some close together and some far apart. */
const instants = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 90_000 })), { maxLength: 60 })
  .map((gaps) =>
    gaps.map(
      (
        (now) => (gap: number) =>
          (now += gap)
      )(start),
    ),
  )

function counterOf(times: readonly number[]): Counter {
  return times.reduce((counter, time) => withOne(counter, span, time), emptyCounter)
}

describe('whatever the timing', () => {
  test('the count is at least that of the window, and at most that of window and bucket', () => {
    fc.assert(
      fc.property(instants, fc.nat(100_000), (times, later) => {
        const now = (times.at(-1) ?? start) + later
        const within = (ms: number) => times.filter((time) => time > now - ms).length
        const count = countOf(counterOf(times), span, now)
        expect(count).toBeGreaterThanOrEqual(within(span.ms))
        expect(count).toBeLessThanOrEqual(within(span.ms + span.bucketMs))
      }),
    )
  })

  test('it is free at the time it says, and not before', () => {
    fc.assert(
      fc.property(instants, fc.nat(8), (times, most) => {
        const now = times.at(-1) ?? start
        const counter = counterOf(times)
        const free = freeAt(counter, span, now, most)
        expect(countOf(counter, span, free)).toBeLessThanOrEqual(most)
        if (free > now) expect(countOf(counter, span, free - 1)).toBeGreaterThan(most)
      }),
    )
  })

  test('the sum of two counters counts both', () => {
    fc.assert(
      fc.property(instants, instants, (one, other) => {
        const now = Math.max(start, ...one, ...other)
        const sum = sumOf([counterOf(one), counterOf(other)], span, now)
        expect(sum).toEqual(counter(counterOf([...one, ...other].toSorted((a, b) => a - b)), now))
      }),
    )
    function counter(all: Counter, now: number) {
      return sumOf([all], span, now)
    }
  })

  test('it has no more numbers than the window has buckets', () => {
    fc.assert(
      fc.property(instants, (times) => {
        expect(counterOf(times).counts.length).toBeLessThanOrEqual(span.ms / span.bucketMs + 1)
      }),
    )
  })
})

test('a call moved to its answer counts once, from then on', () => {
  const asked = withOne(emptyCounter, span, start)
  const answered = withMoved(asked, span, start, start + 30_000)
  expect(countOf(answered, span, start + 30_000)).toBe(1)
  expect(countOf(answered, span, start + 80_000)).toBe(1)
  expect(countOf(answered, span, start + 95_000)).toBe(0)
})

test('an answer that took longer than the window still counts', () => {
  const answered = withMoved(withOne(emptyCounter, span, start), span, start, start + 200_000)
  expect(countOf(answered, span, start + 200_000)).toBe(1)
})

test('counts from the future count as of now and are gone after one window', () => {
  const ahead = counterOf([start + 500_000, start + 540_000])
  expect(countOf(ahead, span, start)).toBe(2)
  expect(countOf(withOne(ahead, span, start), span, start + span.ms + span.bucketMs)).toBe(0)
})

test('moved back, it counts for as long as before', () => {
  const back = movedBack(counterOf([start]), span, 3_600_000)
  const now = start - 3_600_000
  expect(countOf(back, span, now + span.ms - 1)).toBe(1)
  expect(countOf(back, span, now + span.ms + 2 * span.bucketMs)).toBe(0)
})
