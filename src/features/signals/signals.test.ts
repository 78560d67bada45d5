import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EventGroup } from '#api/recordings/sessionEvents.ts'
import type { Mark } from '#storage/sessionSignals.ts'
import { signalsOf } from './signalsOf.ts'
import { defaultWeights } from '#storage/signalWeights.ts'
import { scoreOf } from './score.ts'
import { exceptionCounts, exceptionText } from './signalValues.ts'
import { firstProblem, linesAt, marksPaths, strip, summaryLines } from './stripPaths.ts'

const start = new Date('2026-11-29T12:00:00Z')
const session = { id: 's', start, seconds: 120 }

function group(name: string, second: number, { label = '', count = 1, lastSecond = second } = {}): EventGroup {
  const at = (seconds: number) => start.getTime() + seconds * 1000
  return {
    sessionId: 's',
    name,
    part: Math.floor(second / 2),
    label,
    first: at(second),
    last: at(lastSecond),
    count,
  }
}

const groups = [
  group('$pageview', 0, { label: '/cart' }),
  group('$autocapture', 30, { count: 3, lastSecond: 31 }),
  group('$exception', 33, { label: '["TypeError","Error"]' }),
  group('$exception', 60, { label: '[]', count: 2 }),
  group('$rageclick', 31, { label: 'Pay now' }),
  group('$pageview', 70, { label: '/checkout' }),
  group('$pageview', 78, { label: '/cart' }),
  group('other', 119),
]

test('events become sixty parts, and marks in the order of their times', () => {
  const { activity, marks } = signalsOf(session, groups, null)
  expect(activity).toHaveLength(60)
  expect(activity.reduce((sum, count) => sum + count, 0)).toBe(11)
  expect(activity[59]).toBe(1)
  expect(marks.map(({ kind, at, label }) => `${at} ${kind} ${label}`)).toEqual([
    '0 page /cart',
    '31 rage click Pay now',
    '33 exception TypeError',
    '60 exception ',
    '70 page /checkout',
    '78 page /cart',
  ])
})

test('without the server’s counts, quick backs and errors after a click are counted from events', () => {
  expect(signalsOf(session, groups, null).counts).toEqual({
    rageClicks: 1,
    deadClicks: 0,
    quickBacks: 1,
    errorsAfterClick: 1,
    failedRequests: null,
  })
  const features = { rageClicks: 4, deadClicks: 1, quickBacks: 0, errorsAfterClick: 2, failedRequests: 5 }
  expect(signalsOf(session, groups, features).counts).toEqual(features)
})

test('events before the start or after the end count in the first or the last part', () => {
  const { activity, marks } = signalsOf(session, [group('$exception', -5), group('other', 500)], null)
  expect([activity[0], activity[59]]).toEqual([1, 1])
  expect(marks[0]?.at).toBe(0)
})

test('the summary has counts first, then each problem with its time', () => {
  const { marks } = signalsOf(session, groups, null)
  expect(summaryLines({ marks })).toEqual([
    '3 exceptions, 1 rage click, 3 pages',
    '0:31 Rage click: Pay now',
    '0:33 Exception: TypeError',
    '1:00 2 exceptions',
  ])
  expect(summaryLines({ marks: [] })).toEqual(['No events'])
  expect(firstProblem(marks)).toBe(28)
})

test('a time tells the events of its part and the marks around it', () => {
  const signals = signalsOf(session, groups, null)
  expect(linesAt(signals, 120, 32)).toEqual(['0:32 · 1 event', '0:31 Rage click: Pay now', '0:33 Exception: TypeError'])
  expect(linesAt(signals, 120, 100)).toEqual(['1:40 · no events'])
})

test('exceptions are counted by type, the most frequent first', () => {
  const { marks } = signalsOf(session, groups, null)
  expect(exceptionCounts({ marks }).map(exceptionText)).toEqual(['2 exceptions', '1 TypeError'])
})

test('a score is the sum of its reasons, the weightiest first, and a loop of errors counts five times', () => {
  const { marks } = signalsOf(session, groups, null)
  const counts = { rageClicks: 3, deadClicks: 0, quickBacks: 1, errorsAfterClick: 40, failedRequests: null }
  const { score, reasons } = scoreOf({ marks, counts, isFinal: true }, defaultWeights)
  expect(reasons).toEqual([
    { text: '3 rage clicks on Pay now', points: 15 },
    { text: '40 errors after a click', points: 10 },
    { text: '3 exceptions (TypeError)', points: 9 },
    { text: 'left on /cart', points: 3 },
    { text: '1 quick back', points: 1 },
  ])
  expect(score).toBe(38)
  const going = scoreOf({ marks, counts, isFinal: false }, defaultWeights)
  expect(going.reasons.some(({ text }) => text.startsWith('left on'))).toBe(false)
})

test('weights of 0 leave a reason out, and without reasons there is no score', () => {
  const { marks, counts } = signalsOf(session, groups, null)
  const none = { ...defaultWeights, rageClicks: 0, exceptions: 0, errorsAfterClick: 0, quickBacks: 0, leftPages: ['/pay'] }
  expect(scoreOf({ marks, counts, isFinal: true }, none)).toEqual({ score: 0, reasons: [] })
})

test('shapes stay inside the strip, and two at one time stand beside each other', () => {
  const mark = fc.record({
    kind: fc.constantFrom('exception' as const, 'rage click' as const, 'dead click' as const),
    at: fc.double({ min: 0, max: 5000, noNaN: true }),
    count: fc.nat(),
    label: fc.string(),
  })
  fc.assert(
    fc.property(fc.array(mark, { maxLength: 8 }), fc.integer({ min: 1, max: 4000 }), (marks: Mark[], seconds) => {
      const sorted = marks.toSorted((one, other) => one.at - other.at)
      const paths = marksPaths(sorted, seconds)
      const centers = Object.entries(paths).flatMap(([kind, path]) =>
        [...path.matchAll(/M(-?[\d.]+) /g)].map(([, x]) => Number(x) + (kind === 'dead click' ? 3 : 0)),
      )
      const places = centers.toSorted((one, other) => one - other)
      expect(places.every((x) => x >= 4.5 && x <= strip.width - 4.5)).toBe(true)
      for (const [index, x] of places.slice(1).entries()) expect(x - (places[index] ?? 0)).toBeGreaterThanOrEqual(7)
    }),
  )
  const { exception, 'rage click': rage } = marksPaths(signalsOf(session, groups, null).marks, 1200)
  expect(exception).not.toBe('')
  expect(rage.slice(0, 4)).not.toBe(exception.slice(0, 4))
})
