import * as v from 'valibot'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { embeddedUrl, NewSharePassword, Sharing, sharedUrl, SharePassword } from './sharing.ts'

const connection = { id: 'c', host: 'https://host.example', key: '', projectId: '1' }

test('any JSON is read or rejected, and never throws', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (json) => {
      for (const schema of [Sharing, SharePassword, NewSharePassword]) expect(() => v.safeParse(schema, json)).not.toThrow()
    }),
    { numRuns: 500 },
  )
})

test('whether a recording is public is never guessed', () => {
  const unclear = fc.jsonValue().filter((value) => typeof value !== 'boolean')
  fc.assert(
    fc.property(unclear, (enabled) => {
      expect(v.safeParse(Sharing, { enabled }).success).toBe(false)
    }),
  )
  expect(v.safeParse(Sharing, { access_token: 'x', created_at: null }).success).toBe(false)
  expect(v.safeParse(Sharing, [{ enabled: true }]).success).toBe(false)
})

test('with a boolean `enabled`, any other field may be wrong', () => {
  const names = [
    'access_token',
    'created_at',
    'settings',
    'password_required',
    'share_passwords',
    'user_access_level',
    '__proto__',
  ]
  fc.assert(
    fc.property(fc.boolean(), fc.dictionary(fc.constantFrom(...names), fc.jsonValue()), (enabled, more) => {
      const read = v.parse(Sharing, { ...more, enabled })
      expect(read.enabled).toBe(enabled)
      expect(read.createdAt === null || !Number.isNaN(read.createdAt.getTime())).toBe(true)
      for (const { id } of read.sharePasswords ?? []) expect(id).not.toMatch(/^\.{0,2}$/)
    }),
  )
})

test('a token of any characters stays within its path segment', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { accessToken } = v.parse(Sharing, { enabled: true, access_token: text })
      if (accessToken === null) return
      for (const [link, room] of [
        [sharedUrl(connection, accessToken), 'shared'],
        [embeddedUrl(connection, accessToken), 'embedded'],
      ] as const) {
        const url = new URL(link)
        expect([url.origin, url.search, url.hash]).toEqual([connection.host, '', ''])
        expect(url.pathname.split('/').slice(0, -1)).toEqual(['', room])
        expect(link).not.toMatch(/["'<>\s]/)
      }
    }),
    { numRuns: 500 },
  )
})

test('a token that would lead to another path is dropped', () => {
  for (const token of ['', '.', '..']) expect(v.parse(Sharing, { enabled: true, access_token: token }).accessToken).toBeNull()
})

test('a password whose ID would lead to another path is dropped', () => {
  const passwords = [{ id: '..' }, { id: '' }, { note: 'no id' }, { id: 7, note: 'For the board' }]
  const { sharePasswords } = v.parse(Sharing, { enabled: true, share_passwords: passwords })
  expect(sharePasswords).toEqual([{ id: '7', note: 'For the board', createdAt: null, createdByEmail: null, isActive: true }])
})

test('a field that an old server lacks differs from an empty one', () => {
  expect(v.parse(Sharing, { enabled: false })).toMatchObject({ createdAt: null, accessToken: null, userAccessLevel: null })
  expect(v.parse(Sharing, { enabled: false }).settings).toBeUndefined()
  expect(v.parse(Sharing, { enabled: false, settings: null, password_required: false, share_passwords: [] })).toMatchObject({
    settings: null,
    passwordRequired: false,
    sharePasswords: [],
  })
})
