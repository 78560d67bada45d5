import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeUrl } from './safeUrl.ts'

test('only http and https are links', () => {
  expect(safeUrl('https://shop.example/a?b=1')).toBe('https://shop.example/a?b=1')
  for (const text of ['javascript:alert(1)', ' JaVaScRiPt:alert(1)', 'java\nscript:alert(1)', 'data:text/html,x', 'shop', '']) {
    expect(safeUrl(text)).toBeNull()
  }
})

test('whatever is a link starts with http', () => {
  fc.assert(
    fc.property(fc.webUrl(), fc.string(), (url, noise) => {
      for (const text of [url, noise + url, noise]) expect(safeUrl(text) ?? 'https://').toMatch(/^https?:\/\//)
    }),
  )
})
