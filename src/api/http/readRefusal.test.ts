import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import type { ErrorKind } from './errors.ts'
import { refusal, unreachable } from './readRefusal.ts'

const key = 'phx_secretsecret'

function standard(code: string, detail: string, attr: string | null = null): string {
  return JSON.stringify({ type: 'invalid_request', code, detail, attr })
}

/**
 * All refusals (posthog-api.md#e2-error-catalogue), also with bodies of unusual shapes (posthog-api.md#b1-recordings-list,
 * #e1-error-shape).
 */
const catalogue: [kind: ErrorKind, status: number, body: string][] = [
  ['invalid', 400, standard('required', 'This field is required.', 'prompt')],
  ['bad-key', 401, standard('authentication_failed', 'Personal API key found in request Authorization header is invalid.')],
  ['bad-key', 403, standard('authentication_failed', 'Personal API key found in request Authorization header is invalid.')],
  ['bad-key', 403, standard('not_authenticated', 'Authentication credentials were not provided.')],
  ['payment-needed', 402, standard('payment_required', 'Subscriptions is part of the premium PostHog offering.')],
  ['payment-needed', 402, standard('quota_limit_exceeded', 'Over quota.')],
  ['missing-scope', 403, standard('permission_denied', "API key missing required scope 'session_recording:read'")],
  ['action-refuses-keys', 403, standard('permission_denied', 'This action does not support personal API key access')],
  ['action-refuses-keys', 403, standard('permission_denied', 'This action does not support Personal API Key access')],
  ['wrong-project', 403, standard('permission_denied', 'API key does not have access to the requested project: ID 42.')],
  ['wrong-project', 403, standard('permission_denied', "You don't have access to the project.")],
  ['wrong-project', 404, standard('not_found', 'Project not found.')],
  ['forbidden', 403, standard('permission_denied', 'Public sharing is disabled for this organization.')],
  ['not-found', 404, standard('not_found', 'Recording not found')],
  ['endpoint-missing', 404, standard('not_found', 'Endpoint not found.')],
  ['endpoint-missing', 405, ''],
  ['not-found', 404, ''],
  ['gone', 410, '{"error":"recording_deleted","message":"This recording has been permanently deleted"}'],
  ['rate-limited', 429, standard('throttled', 'Request was throttled. Expected available in 41 seconds.')],
  ['rate-limited', 429, standard('throttled', 'Request was throttled.')],
  ['server-busy', 429, standard('throttled', 'ClickHouse is at capacity. Try again later.')],
  ['server-busy', 429, standard('throttled', 'Too many simultaneous queries. Try again later.')],
  ['server-busy', 429, standard('throttled', 'Query timeout exceeded. Try again later.')],
  ['server-error', 500, '{"error":"An internal server error occurred. Please try again later."}'],
  ['server-error', 502, '<html><h1>Bad gateway</h1></html>'],
  ['server-busy', 503, standard('database_unavailable', 'x')],
  ['server-busy', 513, standard('clickhouse_memory_limit_exceeded', 'x')],
]

test.each(catalogue)('%s: %i %s', (kind, status, body) => {
  expect(refusal(status, body, key).kind).toBe(kind)
})

test('the facts that screens act on are read', () => {
  expect(
    refusal(429, standard('throttled', 'Request was throttled. Expected available in 41 seconds.'), key).facts.waitSeconds,
  ).toBe(41)
  // Queries say it with fractions.
  const fraction = refusal(429, standard('throttled', 'Request was throttled. Expected available in 41.23 seconds.'), key)
  expect(fraction.facts.waitSeconds).toBe(42)
  const scope = refusal(403, standard('permission_denied', "API key missing required scope 'subscription:write'"), key)
  expect(scope.facts.scope).toBe('subscription:write')
  expect(scope.message).toContain('subscription:write')
})

test('the faults that the recordings list hides in its detail are read', () => {
  const faults = JSON.stringify([{ type: 'extra_forbidden', loc: ['after'], msg: 'Extra inputs are not permitted', input: 'x' }])
  expect(refusal(400, standard('invalid_input', faults), key).message).toBe(
    'The server rejected “after”: Extra inputs are not permitted',
  )
})

test('the key is never in the error, whatever the server answers', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 300, max: 599 }),
      fc.string(),
      fc.constantFrom('detail', 'error', 'code', 'attr'),
      (status, noise, field) => {
        const error = refusal(status, JSON.stringify({ [field]: `${noise}${key}${noise}` }), key)
        expect(JSON.stringify([error.message, error.next, error.facts])).not.toContain(key)
      },
    ),
  )
})

test('any body at all becomes an error with a sentence', () => {
  fc.assert(
    fc.property(fc.integer({ min: 300, max: 599 }), fc.oneof(fc.string(), fc.json()), (status, body) => {
      expect(refusal(status, body, key).message.length).toBeGreaterThan(5)
    }),
  )
})

test('an unreachable host names the likeliest cause first', () => {
  expect(unreachable('http://posthog.example').facts.causes?.[0]).toMatch(/http:/)
  expect(unreachable('https://posthog.example', true).facts.causes?.[0]).toMatch(/redirects to another address/)
  expect(unreachable('https://posthog.example').facts.causes?.[0]).toContain('posthog.example')
})

test('an unreachable host that the page’s own policy doesn’t name is said to be one', () => {
  const policyIs = (content: string) => vi.stubGlobal('document', { querySelector: () => ({ content }) })
  policyIs("default-src 'none'; connect-src 'self' https://posthog.example; frame-src 'self'")
  const [cause] = unreachable('https://other.example').facts.causes ?? []
  expect(cause).toBe('This copy of Replay Desk only connects to https://posthog.example.')
  expect(unreachable('https://posthog.example').facts.causes?.[0]).toContain('Nothing answered')
  policyIs("connect-src 'self' https: http://127.0.0.1:*")
  expect(unreachable('https://other.example').facts.causes?.[0]).toContain('Nothing answered')
})

test('a wait that makes no sense is bounded', () => {
  const wait = (seconds: string) =>
    refusal(429, standard('throttled', `Request was throttled. Expected available in ${seconds} seconds.`), key).facts.waitSeconds
  expect(wait('41')).toBe(41)
  expect(wait('1000000000')).toBe(3600)
  expect(wait('-5')).toBeUndefined()
})
