import { expect, test } from 'vitest'
import { ApiError, type ErrorKind } from '#api/errors.ts'
import { Recording } from '#api/recordings.ts'
import { failureWords } from './failureWords.ts'

const now = Date.UTC(2026, 10, 23, 12)

function words(kind: ErrorKind, row: Record<string, unknown> | null = null, id = 'x') {
  const known = row && { recording: Recording.parse({ id, ...row }), askedAt: now - 180_000 }
  const { message, next } = failureWords(new ApiError(kind, { status: 404 }), id, known, '42', now)
  return `${message} ${next}`
}

test('without more knowledge, all three reasons are named', () => {
  expect(words('not-found')).toBe(
    'This project has no recording with this id. It was deleted, its retention has ended, or it never was in this project.',
  )
})

test('an id that tells the time says how old the session is', () => {
  expect(words('not-found', null, '018cc251-f400-7000-8000-000000000001')).toContain('By its id, the session began 3 yr ago.')
})

test('a list that still held it shows that it went away since', () => {
  expect(words('not-found', {})).toContain('A list still held it 3 min ago')
  expect(words('not-found', { expiry_time: '2027-01-01T00:00:00Z' })).toContain('This recording is gone.')
})

test('a row whose retention is over has expired', () => {
  expect(words('not-found', { expiry_time: '2026-11-01T08:00:00Z' })).toBe(
    'This recording has expired. It was kept until Sun 1 Nov 2026, 08:00:00 UTC. PostHog removes recordings when their retention ends.',
  )
})

test('deleted for good, a project out of sight, and everything else', () => {
  expect(words('gone')).toContain('This recording was deleted for good.')
  expect(words('wrong-project')).toContain('belongs to project 42, which the key cannot see')
  expect(words('bad-key')).toContain('The host does not accept this personal API key.')
})
