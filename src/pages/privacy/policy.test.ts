import { expect, test } from 'vitest'
import { policyOf } from '../../../scripts/policy.ts'
import { isClosed, readReach } from './policy.ts'

const sources = (policy: string) => readReach(policy).map(({ source }) => source)

test('with a preset host the policy reaches it and the page’s own server only', () => {
  const policy = policyOf('/', { host: 'https://posthog.example', demo: null })
  expect(sources(policy)).toEqual(["'self'", 'https://posthog.example'])
  expect(isClosed(policy)).toBe(true)
})

test('without one it is open, and says so', () => {
  const policy = policyOf('/', { host: null, demo: null })
  expect(sources(policy)).toEqual(["'self'", 'https:', 'http://127.0.0.1:*', 'http://localhost:*'])
  expect(isClosed(policy)).toBe(false)
})

test('a policy that says nothing about requests forbids nothing', () => {
  expect(isClosed("img-src 'self'")).toBe(false)
  expect(readReach("default-src 'none'")).toEqual([])
})
