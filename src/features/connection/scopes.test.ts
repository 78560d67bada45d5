import { expect, test } from 'vitest'
import { scopeStates, isKnownToLack } from './scopes.ts'

function states(scopes: string[] | null) {
  return Object.fromEntries(scopeStates(scopes).map(({ scope, granted }) => [scope, granted]))
}

test('write includes read, and nothing else', () => {
  expect(states(['session_recording:write'])).toMatchObject({
    'session_recording:read': true,
    'session_recording:write': true,
    'subscription:read': false,
  })
  expect(states(['session_recording:read'])).toMatchObject({ 'session_recording:read': true, 'session_recording:write': false })
})

test('a star and the empty list of an old server include all scopes', () => {
  for (const scopes of [['*'], []]) expect(Object.values(states(scopes))).not.toContain(false)
})

test('without a list from the server, every scope is unknown', () => {
  expect(new Set(Object.values(states(null)))).toEqual(new Set([null]))
})

test('a scope is known to be missing only if the server says so', () => {
  expect(isKnownToLack(['subscription:read'], 'subscription:write')).toBe(true)
  expect(isKnownToLack(['subscription:write'], 'subscription:write')).toBe(false)
  expect(isKnownToLack(['*'], 'subscription:write')).toBe(false)
  expect(isKnownToLack([], 'subscription:write')).toBe(false)
  expect(isKnownToLack(null, 'subscription:write')).toBe(false)
})
