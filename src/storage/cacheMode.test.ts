import { expect, test } from 'vitest'
import { cacheModeOf, forgetCacheModes, learnCacheMode } from './cacheMode.ts'

const list = '/session_recordings/'

function answer(cacheControl: string | null, status = 200): Response {
  return new Response('{}', { status, headers: cacheControl === null ? {} : { 'Cache-Control': cacheControl } })
}

test('a list is requested with the default mode only while its last answer forbade storing it', () => {
  expect(cacheModeOf('a', list)).toBe('no-store')
  learnCacheMode('a', list, answer('private, No-Store'))
  expect(cacheModeOf('a', list)).toBe('default')
  expect(cacheModeOf('b', list)).toBe('no-store')
  learnCacheMode('a', list, answer('max-age=3600'))
  expect(cacheModeOf('a', list)).toBe('no-store')
})

test('refusals and other requests teach nothing', () => {
  learnCacheMode('c', list, answer('no-store', 403))
  learnCacheMode('c', '/session_recordings/x/', answer('no-store'))
  learnCacheMode('c', null, answer('no-store'))
  for (const path of [list, '/session_recordings/x/', null]) expect(cacheModeOf('c', path)).toBe('no-store')
})

test('what was learned is removed with the connection', () => {
  learnCacheMode('d', list, answer('no-store'))
  forgetCacheModes('d')
  expect(cacheModeOf('d', list)).toBe('no-store')
})
