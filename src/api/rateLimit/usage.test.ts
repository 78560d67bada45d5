import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyTabUsage, isPast, merged, type TabUsage, repairTabUsage, withCall, withRefusal } from './usage.ts'
import { pausedUntil, reportedLimits, usedCount } from './readUsage.ts'
import { type RateClass, rateClasses } from './rateClass.ts'

const start = 1_764_000_000_000

const calls = fc.array(fc.record({ rateClass: fc.constantFrom(...rateClasses), gap: fc.nat(120_000) }), { maxLength: 40 })

function partOf(list: readonly { rateClass: RateClass; gap: number }[]): TabUsage {
  let now = start
  return list.reduce((part, { rateClass, gap }) => withCall(part, 'key', rateClass, (now += gap)), emptyTabUsage)
}

test('anything stored is repaired to usable usage', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.jsonValue(),
        fc.jsonValue().map((keys) => ({ ...emptyTabUsage, keys })),
      ),
      (input) => {
        const { value } = repairTabUsage(input)
        expect(usedCount([withCall(value, 'key', 'general', start)], 'key', 'general', 'minute', start)).toBeGreaterThan(0)
      },
    ),
  )
})

test('stored usage is read back unchanged, without a notice', () => {
  fc.assert(
    fc.property(calls, (list) => {
      const part = withRefusal(partOf(list), 'key', 'ai', { until: start + 9e6, plan: 'paid', now: start + 5e6 })
      expect(repairTabUsage(JSON.parse(JSON.stringify(part)))).toEqual({ value: part, problem: null })
    }),
  )
})

test('usage taken over from a closed tab counts as before', () => {
  fc.assert(
    fc.property(calls, calls, (one, other) => {
      const parts = [partOf(one), partOf(other)]
      const now = start + 40 * 120_000
      const [mine = emptyTabUsage, theirs = emptyTabUsage] = parts
      const both = merged(mine, theirs, now)
      for (const rateClass of rateClasses) {
        for (const per of ['minute', 'hour', 'day'] as const) {
          expect(usedCount([both], 'key', rateClass, per, now)).toBe(usedCount(parts, 'key', rateClass, per, now))
        }
      }
    }),
  )
})

test('of two refusals the longer one counts, and the plan named last', () => {
  const one = withRefusal(emptyTabUsage, 'key', 'lists', { until: start + 41_000, plan: 'free', now: start })
  const other = withRefusal(emptyTabUsage, 'key', 'lists', { until: start + 9000, plan: null, now: start + 5000 })
  for (const parts of [[one, other], [merged(one, other, start + 6000)]]) {
    expect(pausedUntil(parts, 'key', 'lists', start + 6000)).toBe(start + 41_000)
    expect(reportedLimits(parts, 'key')).toEqual({ plan: 'free', at: start + 5000 })
  }
})

test('usage without anything current is past', () => {
  const part = partOf([{ rateClass: 'general', gap: 0 }])
  expect(isPast(part, start + 3_599_000)).toBe(false)
  expect(isPast(part, start + 3_661_000)).toBe(true)
  expect(isPast(withRefusal(part, 'key', 'general', { until: start, plan: null, now: start }), start + 8e6)).toBe(false)
})

test('what an earlier version counted for lists and snapshots together counts for each', () => {
  const former = {
    version: 1,
    seen: start,
    keys: {
      key: { uses: { recordings: { minute: { newest: 3, counts: [1, 2] } } }, stops: { recordings: start + 9000 }, told: null },
    },
    waiting: [{ name: 'key', rateClass: 'recordings', label: 'Export', until: start, why: 'x' }],
  }
  const { value, problem } = repairTabUsage(JSON.parse(JSON.stringify(former)))
  expect(problem).toBeNull()
  expect(value.keys['key']?.uses.lists).toEqual(value.keys['key']?.uses.snapshots)
  expect(value.keys['key']?.uses.lists?.minute?.counts).toEqual([1, 2])
  expect(value.keys['key']?.stops).toEqual({ lists: start + 9000, snapshots: start + 9000 })
  expect(value.waiting[0]?.rateClass).toBe('lists')
})
