import * as v from 'valibot'
import { expect, test } from 'vitest'
import { ApiError, type ErrorKind } from '#api/http/errors.ts'
import { Recording } from '#api/recordings/recordings.ts'
import { failureMessages } from './failureMessages.ts'

const now = Date.UTC(2026, 10, 23, 12)

function messageFor(kind: ErrorKind, row: Record<string, unknown> | null = null, id = 'x') {
  const listed = row && { recording: v.parse(Recording, { id, ...row }), fetchedAt: now - 180_000 }
  const error = new ApiError(kind, { status: 404 })
  const { message, next } = failureMessages(error, { id, row: listed, projectId: '42', deletion: null }, now)
  return `${message} ${next}`
}

test('without more knowledge, all three reasons are named', () => {
  expect(messageFor('not-found')).toBe(
    'This project has no recording with this id. It was deleted, its retention has ended, or it never was in this project.',
  )
})

test('an id that tells the time says how old the session is', () => {
  expect(messageFor('not-found', null, '018cc251-f400-7000-8000-000000000001')).toContain(
    'By its id, the session began 3 yr ago.',
  )
})

test('a list that still held it shows that it went away since', () => {
  expect(messageFor('not-found', {})).toContain('A list still held it 3 min ago')
  expect(messageFor('not-found', { expiry_time: '2027-01-01T00:00:00Z' })).toContain('This recording is gone.')
})

test('a row whose retention is over has expired', () => {
  expect(messageFor('not-found', { expiry_time: '2026-11-01T08:00:00Z' })).toBe(
    'This recording has expired. It was kept until Sun 1 Nov 2026, 08:00:00 UTC. PostHog removes recordings when their retention ends.',
  )
})

test('what the server tells of a deletion comes before all guesses', () => {
  const known = { id: 'x', row: null, projectId: '42', deletion: { deletedAt: '1795000000', deletedBy: 'noor@shop.example' } }
  expect(failureMessages(new ApiError('not-found', { status: 404 }), known, now)).toEqual({
    message: 'This recording was deleted for good on 18 November 2026 by noor@shop.example.',
    next: 'Nothing of it can be brought back.',
  })
})

test('deleted for good, a project out of sight, and everything else', () => {
  expect(messageFor('gone')).toContain('This recording was deleted for good.')
  expect(messageFor('wrong-project')).toContain('belongs to project 42, which the key cannot see')
  expect(messageFor('bad-key')).toContain('The host does not accept this personal API key.')
})
