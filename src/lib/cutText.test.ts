import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutText, oneLine, withoutOverrides } from './cutText.ts'

test('short text stays, long text loses its end', () => {
  expect(cutText('tea', 3)).toBe('tea')
  expect(cutText('teapot', 3)).toBe('tea…')
  expect(cutText('ab🫖cd', 3)).toBe('ab…')
})

test('no surrogate pair is split', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, most) => {
      const cut = cutText(text, most)
      expect(cut.length).toBeLessThanOrEqual(Math.max(most + 1, 1))
      expect(cut.isWellFormed()).toBe(true)
    }),
  )
})

test('one line has no line breaks and no direction marks', () => {
  expect(oneLine(' Line\nbreak\tand tab\u202Eback ')).toBe('Line break and tabback')
})

test('direction overrides are dropped, text of either direction stays', () => {
  expect(withoutOverrides('invoice\u202Egpj.exe')).toBe('invoicegpj.exe')
  expect(withoutOverrides('\u2066a\u2069 \u202Ab\u202C')).toBe('a b')
  expect(cutText('in\u202Evoice', 4)).toBe('invo…')
  expect(withoutOverrides('ليلى שירה')).toBe('ليلى שירה')
})
