import fc from 'fast-check'
import { expect, test } from 'vitest'
import { queryLink, readQueryLink, withoutQuery } from './queryLink.ts'

const page = 'https://desk.example.com/project/1/sql'

test('a query survives its link unchanged', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (query) => {
      fc.pre(query.trim() !== '' && query.isWellFormed())
      const { search, hash } = new URL(queryLink(page, query) ?? '')
      expect(readQueryLink({ search, hash })).toBe(query)
      expect(withoutQuery({ search, hash })).toEqual({ search: '', hash: '' })
    }),
  )
})

test('a link from another page has the query in the search parameters, beside others', () => {
  const at = { search: `?${new URLSearchParams({ query: 'select 1', a: 'b' })}`, hash: '#part' }
  expect(readQueryLink(at)).toBe('select 1')
  expect(withoutQuery(at)).toEqual({ search: '?a=b', hash: '#part' })
})

test('an empty query is ignored, and a long one gets no link', () => {
  expect(readQueryLink({ search: '?query=', hash: '#query=%20' })).toBeNull()
  expect(readQueryLink({ search: '', hash: '' })).toBeNull()
  expect(queryLink(page, 'x'.repeat(8000))).toBeNull()
})
