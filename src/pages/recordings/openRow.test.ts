import fc from 'fast-check'
import { expect, test } from 'vitest'
import { neighborsOf, openIdOf } from './openRow.ts'

const rows = ['a', 'b', 'c'].map((id) => ({ id }))
const slice = { limit: 3, offset: 3 }

test('in the middle of a page the neighbors are its rows', () => {
  expect(neighborsOf('b', rows, slice, true)).toEqual({ previous: { open: 'a' }, next: { open: 'c' } })
})

test('at the ends of a page the neighbors are on the adjacent pages', () => {
  expect(neighborsOf('c', rows, slice, true).next).toEqual({ open: '@first', offset: 6 })
  expect(neighborsOf('a', rows, slice, true).previous).toEqual({ open: '@last', offset: 0 })
})

test('at the ends of the list there are no neighbors', () => {
  expect(neighborsOf('c', rows, slice, false).next).toBeNull()
  expect(neighborsOf('a', rows, { limit: 3, offset: 0 }, true).previous).toBeNull()
  expect(neighborsOf('elsewhere', rows, slice, true)).toEqual({ previous: null, next: null })
})

test('the previous row stays open until the next page loads', () => {
  expect(openIdOf('@first', rows, true)).toBe('c')
  expect(openIdOf('@first', rows, false)).toBe('a')
  expect(openIdOf('@last', rows, true)).toBe('a')
  expect(openIdOf('@last', rows, false)).toBe('c')
  expect(openIdOf('', rows, false)).toBeNull()
})

test('next and then previous returns to the same row', () => {
  const ids = fc.uniqueArray(fc.uuid(), { minLength: 2, maxLength: 30 })
  fc.assert(
    fc.property(ids, fc.integer({ min: 1, max: 7 }), (all, limit) => {
      const page = (offset: number) => all.slice(offset, offset + limit).map((id) => ({ id }))
      const move = (at: { id: string; offset: number }, direction: 'next' | 'previous') => {
        const target = neighborsOf(at.id, page(at.offset), { limit, offset: at.offset }, at.offset + limit < all.length)[
          direction
        ]
        if (!target) return null
        const offset = target.offset ?? at.offset
        return { offset, id: openIdOf(target.open, page(offset), false) ?? '' }
      }
      let at: { id: string; offset: number } | null = { id: all[0] ?? '', offset: 0 }
      const visited: string[] = []
      while (at) {
        visited.push(at.id)
        const after: { id: string; offset: number } | null = move(at, 'next')
        if (after) expect(move(after, 'previous')).toEqual(at)
        at = after
      }
      expect(visited).toEqual(all)
    }),
  )
})
