import { expect, test } from 'vitest'
import { findPlace, returnAddress, savePlace, tableAddress } from './tablePlaces.ts'

test('restores the table without the panel', () => {
  const table = '/project/1/recordings'
  expect(returnAddress({ from: '/project/1/sharing?offset=50&open=018c&order=age' }, table)).toBe(
    '/project/1/sharing?offset=50&order=age',
  )
  expect(returnAddress({ from: '?offset=50&open=018c&order=duration' }, table)).toBe(`${table}?offset=50&order=duration`)
  expect(returnAddress({ from: '?open=018c' }, table)).toBe(table)
  expect(tableAddress(table, '?open=018c')).toBe(table)
})

test.each([null, undefined, 'x', 7, {}, { from: null }, { from: '' }, { from: '//evil.example' }, { from: ['?a=1'] }])(
  'any other state, such as %j, opens the unfiltered table',
  (state) => {
    expect(returnAddress(state, '/table')).toBe('/table')
  },
)

test('a place is found again while the table has the same rows', () => {
  savePlace('/a', { rowId: 'r7' })
  expect(findPlace('/a', 'r1')).toBeUndefined()
  savePlace('/a', { boxTop: 300, pageTop: 0, firstId: 'r1' })
  expect(findPlace('/a', 'r1')).toEqual({ boxTop: 300, pageTop: 0, firstId: 'r1', rowId: 'r7' })
  expect(findPlace('/a', 'r2')).toBeUndefined()
  expect(findPlace('/b', 'r1')).toBeUndefined()
})
