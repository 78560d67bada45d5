import { expect, test } from 'vitest'
import { ApiError } from '#api/http/errors.ts'
import { noteRefusal, whyNot } from './whatServerLacks.ts'

test('a refusal stands for the key that met it, not for another one as long', () => {
  const connection = { id: 'shop', host: 'https://posthog.example', key: 'phx_a', projectId: '1' }
  noteRefusal(connection, new ApiError('missing-scope', { scope: 'subscription:write' }))
  expect(whyNot(connection, 'pause')).toBe('The key lacks the scope subscription:write.')
  expect(whyNot({ ...connection, key: 'phx_b' }, 'pause')).toBeNull()
})
