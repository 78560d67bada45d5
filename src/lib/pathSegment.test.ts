import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pathSegment } from './pathSegment.ts'

test('any text is one path segment and survives decoding', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
      fc.pre(!/^\.{1,2}$/.test(text))
      const { pathname, search, hash } = new URL(`https://host.example/shared/${pathSegment(text)}`)
      expect([search, hash]).toEqual(['', ''])
      expect(pathname.split('/')).toHaveLength(3)
      expect(decodeURIComponent(pathname.split('/')[2] ?? '')).toBe(text)
    }),
  )
})

test('a lone surrogate is replaced and does not throw', () => {
  expect(pathSegment('a\ud800b')).toBe('a%EF%BF%BDb')
  expect(pathSegment('😀')).toBe('%F0%9F%98%80')
})
