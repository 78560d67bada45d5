import { expect, test } from 'vitest'
import { refusal } from './readRefusal.ts'
import { refusalMessages } from './refusalMessages.ts'

function messageOf(status: number, body: unknown): string {
  const { message, next } = refusalMessages(refusal(status, JSON.stringify(body), ''))
  return [message, next].filter(Boolean).join(' ')
}

const denied = (detail: string) => ({ type: 'authentication_error', code: 'permission_denied', detail, attr: null })

test('each refusal says what is behind it', () => {
  expect(messageOf(403, denied('Public sharing is disabled for this organization.'))).toContain(
    'turned off for the whole organization',
  )
  expect(messageOf(403, { error: 'Sharing with password requires the Advanced Permissions feature' })).toContain(
    'doesn’t include passwords',
  )
  expect(messageOf(403, { error: 'Password management requires the Advanced Permissions feature' })).toContain(
    'doesn’t include passwords',
  )
  expect(messageOf(403, denied('You do not have editor access to this resource.'))).toContain('Your role can view')
  // The wording of sharing.py for other resources, and for recordings on the newest servers.
  expect(messageOf(403, denied("You don't have edit permissions for this recording."))).toContain('Your role can view')
  expect(messageOf(403, denied("API key missing required scope 'sharing_configuration:write'"))).toContain(
    'lacks the scope sharing_configuration:write',
  )
  expect(messageOf(402, { code: 'payment_required', detail: 'Whitelabel is part of the premium offering.' })).toContain(
    'Whitelabel is part of the premium offering.',
  )
})

test('any other refusal shows the server’s message', () => {
  expect(messageOf(403, denied('The moon is full.'))).toBe('Server message: The moon is full.')
})
