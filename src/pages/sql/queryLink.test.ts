import fc from 'fast-check'
import { expect, test } from 'vitest'
import { queryLink, readQueryLink, withoutQuery } from './queryLink.ts'

const page = 'https://desk.example.com/project/1/sql'

test('a query comes back out of its link as it went in', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (query) => {
      fc.pre(query.trim() !== '' && query.isWellFormed())
      const { search, hash } = new URL(queryLink(page, query) ?? '')
      expect(readQueryLink({ search, hash })).toBe(query)
      expect(withoutQuery({ search, hash })).toEqual({ search: '', hash: '' })
    }),
  )
})

test('a link from another screen has it in the search, beside what else stands there', () => {
  const at = { search: `?${new URLSearchParams({ query: 'select 1', a: 'b' })}`, hash: '#part' }
  expect(readQueryLink(at)).toBe('select 1')
  expect(withoutQuery(at)).toEqual({ search: '?a=b', hash: '#part' })
})

test('no query, and a query too long for a link', () => {
  expect(readQueryLink({ search: '?query=', hash: '#query=%20' })).toBeNull()
  expect(readQueryLink({ search: '', hash: '' })).toBeNull()
  expect(queryLink(page, 'x'.repeat(8000))).toBeNull()
})
