import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readGroup } from './sessionGroups.ts'

const times = ['2026-11-02 10:00:30Z', 'b', '2026-11-02 10:00:20Z', '2026-11-02 10:00:00Z']

test('rows are read as groups', () => {
  expect(
    readGroup(['exception', 'f1', '["TypeError","Error"]', '["\\"x\\" is null"]', 2, 1, ...times, ['a', 'b', null]]),
  ).toEqual({
    kind: 'exception',
    what: 'TypeError',
    detail: '"x" is null',
    people: 1,
    lastAt: Date.UTC(2026, 10, 2, 10, 0, 30),
    newest: { id: 'b', metAt: Date.UTC(2026, 10, 2, 10, 0, 20), startedAt: Date.UTC(2026, 10, 2, 10) },
    ids: ['a', 'b'],
  })
  expect(readGroup(['rage click', 'k', null, '/orders/:id', 2, null, ...times.slice(0, 3), null, ['a', 'b']])).toMatchObject({
    kind: 'rage click',
    what: '',
    detail: '/orders/:id',
    people: 0,
    newest: { startedAt: null },
  })
})

test('a row of any content is a group with recordings, or none', () => {
  const good = ['exception', 'f1', 'Error', 'x', 2, 1, ...times, ['a', 'b']]
  const spoiled = fc
    .tuple(fc.nat({ max: good.length - 1 }), fc.oneof(fc.constant<unknown>([]), fc.jsonValue()))
    .map(([changed, cell]) => good.map((one: unknown, place) => (place === changed ? cell : one)))
  fc.assert(
    fc.property(fc.oneof(spoiled, fc.jsonValue()), (row) => {
      const group = readGroup(row)
      if (group === null) return
      expect(group.ids.length).toBeGreaterThan(0)
      expect(Number.isFinite(group.lastAt) && Number.isFinite(group.newest.metAt)).toBe(true)
    }),
    { numRuns: 500, examples: [[[...good.slice(0, 5), { toString: '' }, ...good.slice(6)]]] },
  )
})
