import { expect, test } from 'vitest'
import { keyBytesIn, newKey } from './keyForms.ts'

const key = newKey()
const half = key.slice(4, 20)

test.each([
  ['plain', Buffer.from(`x${key}x`)],
  ['UTF-16LE', Buffer.from(`x${key}`, 'utf16le')],
  ['UTF-16BE', Buffer.from(`x${key}`, 'utf16le').swap16()],
  ['base64', Buffer.from(Buffer.from(key).toString('base64'))],
  ['base64 within other text', Buffer.from(Buffer.from(`{"a":"${key}"}`).toString('base64'))],
  ['base64 one further', Buffer.from(Buffer.from(`{"ab":"${key}"}`).toString('base64url'))],
  ['hex', Buffer.from(Buffer.from(key).toString('hex'))],
  ['reversed', Buffer.from(Array.from(key).toReversed().join(''))],
  ['a part that compression left', Buffer.from(`x\0${half}\u0001`)],
])('a key is found on disk as %s', (_, file) => {
  expect(keyBytesIn(file, key)).toBeGreaterThan(0)
})

test('other bytes are no key', () => {
  expect(keyBytesIn(Buffer.from(`phx_${newKey().slice(4)}`), key)).toBe(0)
  expect(keyBytesIn(Buffer.from(crypto.getRandomValues(new Uint8Array(60_000))), key)).toBe(0)
})
