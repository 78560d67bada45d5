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

test('names all three reasons if nothing else is known', () => {
  expect(messageFor('not-found')).toBe(
    'This project has no recording with this ID. It was deleted, has expired, or was never in this project.',
  )
})

test('an ID with a time says how old the session is', () => {
  expect(messageFor('not-found', null, '018cc251-f400-7000-8000-000000000001')).toContain('The ID dates from about 2 yr ago.')
})

test('a cached row shows that the recording disappeared since', () => {
  expect(messageFor('not-found', {})).toContain('It was still listed 3 min ago')
  expect(messageFor('not-found', { expiry_time: '2027-01-01T00:00:00Z' })).toContain('This recording is gone.')
})

test('a row past its retention has expired', () => {
  expect(messageFor('not-found', { expiry_time: '2026-11-01T08:00:00Z' })).toBe(
    'This recording has expired. It expired on Nov 1, 2026, 8:00 AM UTC. PostHog deletes recordings at the end of their retention period.',
  )
})

test('a deletion notice takes precedence', () => {
  const known = { id: 'x', row: null, projectId: '42', deletion: { deletedAt: '1795000000', deletedBy: 'noor@shop.example' } }
  expect(failureMessages(new ApiError('not-found', { status: 404 }), known, now)).toEqual({
    message: 'This recording was permanently deleted on Nov 18, 2026 by noor@shop.example.',
    next: 'It can’t be restored.',
  })
})

test('deleted recordings, inaccessible projects and other errors', () => {
  expect(messageFor('gone')).toContain('This recording was permanently deleted.')
  expect(messageFor('wrong-project')).toContain('belongs to project 42, which this key can’t access')
  expect(messageFor('bad-key')).toContain('The host rejected this personal API key.')
})
