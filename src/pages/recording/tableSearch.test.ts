import { expect, test } from 'vitest'
import { tableSearch } from './tableSearch.ts'

test('restores the table without the panel', () => {
  expect(tableSearch({ from: '?offset=50&open=018c&order=duration' })).toBe('?offset=50&order=duration')
  expect(tableSearch({ from: '?open=018c' })).toBe('')
})

test.each([null, undefined, 'x', 7, {}, { from: null }, { from: '//evil.example' }, { from: ['?a=1'] }])(
  'any other state, such as %j, opens the unfiltered table',
  (state) => {
    expect(tableSearch(state)).toBe('')
  },
)
