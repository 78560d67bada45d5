import fc from 'fast-check'
import { expect, test } from 'vitest'
import { redactKey, redactKeyIn } from './redactKey.ts'

const key = 'phx_s3cretS3cretS3cretS3cretS3cretS3cret42'
const codes = Array.from(key, (one) => one.charCodeAt(0))
const hexOf = (code: number) => code.toString(16).padStart(2, '0')

test.each([
  ['as it is', key],
  ['escaped for a URL', codes.map((code) => `%${hexOf(code)}`).join('')],
  ['escaped for a script', codes.map((code) => `\\u00${hexOf(code)}`).join('')],
  ['escaped for a page', codes.map((code) => `&#${code};`).join('')],
  ['escaped in part', `phx%5F${key.slice(4)}`],
  ['split by spaces', key.replaceAll(/(.{5})/g, '$1 ')],
  ['split by something invisible', key.replaceAll(/(.{5})/g, '$1\u200b')],
  ['in capitals', key.toUpperCase()],
  ['reversed', Array.from(key).toReversed().join('')],
  ['in hexadecimal', codes.map(hexOf).join('')],
  ['another key', 'phx_another1234'],
])('a key %s is removed', (_, text) => {
  expect(redactKey(`before ${text} after`, key)).toBe('before [key] after')
})

test('a key in base64 is removed, wherever it stands in what was encoded', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[ -~]{0,20}$/), fc.stringMatching(/^[ -~]{0,20}$/), fc.boolean(), (before, after, isUrl) => {
      const encoded = btoa(before + key + after)
      const text = isUrl ? encoded.replaceAll('+', '-').replaceAll('/', '_') : encoded
      const left = redactKey(text, key)
      expect(left).toContain('[key]')
      // At most the bits that the neighbors share are left.
      const rest = atob(left.replaceAll('-', '+').replaceAll('_', '/').split('[key]')[0]?.replace(/=+$/, '') ?? '')
      expect(rest.length).toBeLessThanOrEqual(before.length + 1)
    }),
  )
})

test('other texts stay', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!/ph[xcsa]_/.test(text))
      expect(redactKey(text, key)).toBe(text)
    }),
  )
})

test('a key is removed at every depth of JSON, and from names', () => {
  expect(redactKeyIn({ a: [{ [key]: key, b: `x${key}` }, 1, null] }, key)).toEqual({
    a: [{ '[key]': '[key]', b: 'x[key]' }, 1, null],
  })
})
