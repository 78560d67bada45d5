import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readKey } from './readKey.ts'

test('spaces and line breaks around a pasted key are trimmed', () => {
  expect(readKey(' phx_abc\r\n')).toEqual({ key: 'phx_abc', warning: null })
})

test('a project token is explained', () => {
  expect(readKey('phc_abc')).toEqual({ problem: expect.stringContaining('project token') })
})

test('a key without the prefix is accepted with a warning', () => {
  expect(readKey('abcdef')).toEqual({ key: 'abcdef', warning: expect.stringContaining('phx_') })
})

test('any accepted key fits into a header', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
      const reading = readKey(typed)
      if ('key' in reading) expect(() => new Headers({ Authorization: `Bearer ${reading.key}` })).not.toThrow()
    }),
  )
})
