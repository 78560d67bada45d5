import { expect, test } from 'vitest'
import { ApiError } from '#api/http/errors.ts'
import { recordRefusal, unavailableReason } from './actionAvailability.ts'

test('a refusal applies only to the key that met it', () => {
  const connection = { id: 'shop', host: 'https://posthog.example', key: 'phx_a', projectId: '1' }
  recordRefusal(connection, new ApiError('missing-scope', { scope: 'subscription:write' }))
  expect(unavailableReason(connection, 'pause')).toBe('The key lacks the scope subscription:write.')
  expect(unavailableReason({ ...connection, key: 'phx_b' }, 'pause')).toBeNull()
})
