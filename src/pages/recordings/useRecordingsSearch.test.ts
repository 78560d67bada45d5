import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recordingOrders } from '#api/recordingsQuestion.ts'
import { RecordingsSearch, windows } from './useRecordingsSearch.ts'

const names = ['limit', 'offset', 'order', 'date_from', '__proto__', 'x']

test('any address at all reads as a question that a server understands', () => {
  const anything = fc.oneof(fc.string(), fc.constantFrom(...recordingOrders, ...windows.map(({ dateFrom }) => dateFrom)))
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...names), anything)), (pairs) => {
      const { order, date_from: dateFrom, offset } = RecordingsSearch.parse(Object.fromEntries(new URLSearchParams(pairs)))
      expect(recordingOrders).toContain(order)
      expect(windows.map((window) => window.dateFrom)).toContain(dateFrom)
      expect(Number.isSafeInteger(offset)).toBe(true)
    }),
  )
})

test('a good address reads as it says', () => {
  const search = new URLSearchParams('limit=25&offset=75&order=click_count&date_from=-30d')
  expect(RecordingsSearch.parse(Object.fromEntries(search))).toEqual({
    limit: 25,
    offset: 75,
    order: 'click_count',
    date_from: '-30d',
  })
})
