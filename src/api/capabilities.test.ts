import { expect, test, vi } from 'vitest'
import { asApiError } from '#api/http/errors.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { capabilitiesOf, learnCapabilities } from './capabilities.ts'
import { renewLink } from './sharing/changeSharing.ts'
import { readLastDelivery } from './subscriptions/subscriptionDeliveries.ts'
import { sendTestDelivery, setSubscriptionDeleted, setSubscriptionEnabled } from './subscriptions/subscriptionMutations.ts'

let servers = 0

function connect(key = 'phx_a'): ApiConnection {
  servers += 1
  return { id: `capabilities ${servers}`, host: 'https://posthog.example', key, projectId: '1' }
}

function answer(status: number, body: object) {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(body, { status })))
}

const missingEndpoint = { type: 'invalid_request', code: 'not_found', detail: 'Endpoint not found.', attr: null }

test('what is learned adds up, and holds for this connection, host and key only', () => {
  const connection = connect()
  expect(capabilitiesOf(connection)).toEqual({})
  learnCapabilities(connection, { renewsLinks: false })
  learnCapabilities(connection, { maxBulkDeletion: 20 })
  learnCapabilities(connection, { maxBulkDeletion: 0 })
  expect(capabilitiesOf({ ...connection, projectId: '2' })).toEqual({ renewsLinks: false, maxBulkDeletion: 0 })
  const others = [
    { ...connection, id: 'other' },
    { ...connection, host: 'https://eu.posthog.example' },
    { ...connection, key: 'phx_b' },
  ]
  for (const other of others) expect(capabilitiesOf(other)).toEqual({})
})

test('screens get the same object until something is learned', () => {
  const connection = connect()
  learnCapabilities(connection, { sendsTests: false })
  const before = capabilitiesOf(connection)
  expect(capabilitiesOf({ ...connection })).toBe(before)
  expect(capabilitiesOf(connect())).toBe(capabilitiesOf(connect()))
  learnCapabilities(connection, { renewsLinks: true })
  expect(capabilitiesOf(connection)).not.toBe(before)
})

test('a server without an endpoint is known not to do what the endpoint is for', async () => {
  const connection = connect()
  answer(404, missingEndpoint)
  const requests = [renewLink(connection, 'r'), sendTestDelivery(connection, '1'), readLastDelivery(connection, '1')]
  expect(await Promise.all(requests.map((one) => one.catch((error: unknown) => asApiError(error).kind)))).toEqual(
    Array(3).fill('endpoint-missing'),
  )
  expect(capabilitiesOf(connection)).toEqual({ renewsLinks: false, sendsTests: false, hasDeliveryHistory: false })
})

test('a server that ignores a pause, and a key without the scope', async () => {
  const connection = connect()
  answer(200, { id: 1, title: 'Report' })
  await setSubscriptionEnabled(connection, '1', false)
  const detail = "API key missing required scope 'subscription:write'"
  answer(403, { type: 'authentication_error', code: 'permission_denied', detail, attr: null })
  await setSubscriptionDeleted(connection, '1', true).catch(() => undefined)
  expect(capabilitiesOf(connection)).toEqual({ pausesSubscriptions: false, missingSubscriptionScope: 'subscription:write' })
})

test('a refused AI report says nothing about other subscriptions', async () => {
  const connection = connect()
  const detail = "API key missing required scope 'query:read'"
  answer(403, { type: 'authentication_error', code: 'permission_denied', detail, attr: null })
  await sendTestDelivery(connection, '1').catch(() => undefined)
  expect(capabilitiesOf(connection)).toEqual({ missingReportScope: 'query:read' })
})
