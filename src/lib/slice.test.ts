import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextSlice, pageSizes, previousSlice, rangeText, readSlice } from './slice.ts'

test('any URL reads as a valid slice', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (limit, offset) => {
      const slice = readSlice(new URLSearchParams({ limit, offset }))
      expect(pageSizes).toContain(slice.limit)
      expect(Number.isSafeInteger(slice.offset) && slice.offset >= 0).toBe(true)
    }),
  )
})

test('a valid URL reads as it says', () => {
  fc.assert(
    fc.property(fc.constantFrom(...pageSizes), fc.nat(999_999_999), (limit, offset) => {
      expect(readSlice(new URLSearchParams({ limit: String(limit), offset: String(offset) }))).toEqual({ limit, offset })
    }),
  )
})

test('a URL without a valid slice is a first page of 50', () => {
  for (const search of ['', 'limit=0&offset=-1', 'limit=7&offset=1.5', 'limit=1e2&offset=1e99']) {
    expect(readSlice(new URLSearchParams(search))).toEqual({ limit: 50, offset: 0 })
  }
})

test('the slice is read next to other parameters', () => {
  expect(readSlice(new URLSearchParams('?tab=list&limit=100&offset=200&q=limit%3D25'))).toEqual({ limit: 100, offset: 200 })
  expect(readSlice(new URLSearchParams('?tab=list'))).toEqual({ limit: 50, offset: 0 })
})

test('the previous page of the next page is the same page', () => {
  fc.assert(
    fc.property(fc.constantFrom(...pageSizes), fc.nat(1_000_000), (limit, offset) => {
      expect(previousSlice(nextSlice({ limit, offset }))).toEqual({ limit, offset })
    }),
  )
})

test('a page back never starts before the first row', () => {
  expect(previousSlice({ limit: 50, offset: 20 })).toEqual({ limit: 50, offset: 0 })
})

test('the range counts from one and has a total only if it is known', () => {
  expect(rangeText({ limit: 50, offset: 50 }, 50, null)).toBe('51–100')
  expect(rangeText({ limit: 50, offset: 2350 }, 50, 2400)).toBe('2,351–2,400 of 2,400')
  expect(rangeText({ limit: 50, offset: 50 }, 1, null)).toBe('51')
  expect(rangeText({ limit: 50, offset: 50 }, 0, null)).toBe('No rows')
})
