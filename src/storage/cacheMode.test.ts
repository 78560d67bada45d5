import { expect, test } from 'vitest'
import { cacheModeOf, forgetCacheModes, learnCacheMode } from './cacheMode.ts'

const list = '/session_recordings/'

test('a list is requested with the default mode only while its last answer forbade storing it', () => {
  expect(cacheModeOf('a', list)).toBe('no-store')
  learnCacheMode('a', list, 'private, No-Store')
  expect(cacheModeOf('a', list)).toBe('default')
  expect(cacheModeOf('b', list)).toBe('no-store')
  learnCacheMode('a', list, 'max-age=3600')
  expect(cacheModeOf('a', list)).toBe('no-store')
})

test('other requests teach nothing', () => {
  learnCacheMode('c', '/session_recordings/x/', 'no-store')
  learnCacheMode('c', null, 'no-store')
  for (const path of ['/session_recordings/x/', null]) expect(cacheModeOf('c', path)).toBe('no-store')
})

test('what was learned is removed with the connection', () => {
  learnCacheMode('d', list, 'no-store')
  forgetCacheModes('d')
  expect(cacheModeOf('d', list)).toBe('no-store')
})
