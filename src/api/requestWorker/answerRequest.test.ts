import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoKeys } from '../../../demo/host/keys.ts'
import { listen, type Listening } from '../../../demo/host/listen.ts'
import { serveDemo } from '../../../demo/serve.ts'
import { answerRequest, type RequestKeys } from './answerRequest.ts'
import type { HostRequest } from './messages.ts'

let host: Listening
beforeAll(async () => {
  host = await serveDemo({}, 0)
})
afterAll(() => host.close())

const { signal } = new AbortController()

/** A vault with the key of connection "mine". */
function keysOf(more: Partial<{ isReadOnly: boolean; host: string; isReadOnlyDeployment: boolean }> = {}): RequestKeys {
  const entry = { host: more.host ?? host.origin, key: demoKeys.all, isReadOnly: more.isReadOnly ?? false }
  return {
    find: (id) => (id === 'mine' ? entry : undefined),
    isReadOnlyDeployment: async () => more.isReadOnlyDeployment ?? false,
  }
}

function requestOf(path: string, more: Partial<HostRequest> = {}): HostRequest {
  const url = `${host.origin}/api${path}`
  return { connectionId: 'mine', url, method: 'GET', cache: 'no-store', isReadOnly: false, isStreamed: false, ...more }
}

async function reasonOf(request: HostRequest, keys = keysOf()): Promise<unknown> {
  return answerRequest(request, keys, signal).then(
    ({ response }) => response.status,
    (error: unknown) => (error instanceof Error && 'reason' in error ? error.reason : error),
  )
}

async function calls(): Promise<number> {
  const journal: unknown[] = await (await fetch(`${host.origin}/__demo/journal`)).json()
  return journal.length
}

test('a key of the vault is added by the worker, for its own connection only', async () => {
  expect(await reasonOf(requestOf('/users/@me/'))).toBe(200)
  expect(await reasonOf(requestOf('/users/@me/', { connectionId: 'other' }))).toBe('locked')
})

test('a key of the vault goes to the host that it is bound to, and to no other', async () => {
  const before = await calls()
  expect(await reasonOf(requestOf('/users/@me/'), keysOf({ host: 'https://eu.posthog.example' }))).toBe('not-allowed')
  expect(await calls()).toBe(before)
})

test('calls that Replay Desk does not make are not sent, whatever their path looks like', async () => {
  const before = await calls()
  const others: [string, string][] = [
    ['POST', '/personal_api_keys/'],
    ['PATCH', '/users/@me/'],
    ['DELETE', '/projects/1/'],
    ['GET', '/projects/1/feature_flags/'],
    ['GET', '/projects/1/session_recordings/../feature_flags/'],
    ['GET', '/projects/1/session_recordings/%2e%2e/feature_flags/'],
    ['POST', '/projects/1/session_recordings/'],
    ['PUT', '/projects/1/session_recordings/x/'],
    ['PATCH', '/projects/1/session_recordings/x/sharing/refresh/'],
    ['DELETE', '/projects/1/persons/x/'],
    ['POST', '/projects/1/persons/x/delete_recordings/'],
    ['GET', '/projects/1/persons/x/'],
    ['GET', '/../admin/'],
  ]
  for (const [method, path] of others)
    expect(await reasonOf(requestOf(path, { method })), `${method} ${path}`).toBe('not-allowed')
  expect(await calls()).toBe(before)
})

test('read-only by the connection, its sealed key or the deployment: every change is refused, and reading goes on', async () => {
  const before = await calls()
  const changes: [string, string][] = [
    ['PATCH', '/projects/1/session_recordings/x/'],
    ['DELETE', '/projects/1/session_recordings/x/'],
    ['POST', '/projects/1/session_recordings/bulk_delete/'],
    ['POST', '/projects/1/persons/bulk_delete/'],
    ['PATCH', '/projects/1/session_recordings/x/sharing/'],
    ['POST', '/environments/1/session_recordings/x/sharing/refresh/'],
    ['POST', '/projects/1/session_recordings/x/sharing/passwords/'],
    ['DELETE', '/projects/1/session_recordings/x/sharing/passwords/1/'],
    ['PATCH', '/projects/1/subscriptions/1/'],
    ['POST', '/projects/1/subscriptions/1/test-delivery/'],
  ]
  for (const [method, path] of changes) {
    const request = requestOf(path, { method, body: '{}' })
    expect(await reasonOf({ ...request, isReadOnly: true }), path).toBe('read-only')
    expect(await reasonOf({ ...request, isReadOnly: true, key: demoKeys.all }), path).toBe('read-only')
    expect(await reasonOf(request, keysOf({ isReadOnly: true })), path).toBe('read-only')
    expect(await reasonOf(request, keysOf({ isReadOnlyDeployment: true })), path).toBe('read-only')
  }
  expect(await calls()).toBe(before)
  const query = requestOf('/projects/1/query/', {
    method: 'POST',
    body: JSON.stringify({ query: { kind: 'HogQLQuery', query: 'select 1' } }),
    isReadOnly: true,
  })
  expect(await reasonOf(query)).toBe(200)
})

test('a deployment that does not answer lets nothing be changed', async () => {
  const keys = { ...keysOf(), isReadOnlyDeployment: () => Promise.reject(new TypeError('Failed to fetch')) }
  await expect(answerRequest(requestOf('/projects/1/subscriptions/1/', { method: 'PATCH' }), keys, signal)).rejects.toThrow()
})

test('a key that a server echoes in a streamed answer never reaches the page', async () => {
  const echo = await listen((request) => new Response(`{"results":[["${request.headers.get('Authorization')}"]]}`), 0)
  const request = { ...requestOf('', { method: 'POST', isStreamed: true }), url: `${echo.origin}/api/projects/1/query/` }
  const { body } = await answerRequest(request, keysOf({ host: echo.origin }), signal)
  expect(await new Response(body).text()).toBe(`{"results":[["Bearer ${'*'.repeat(demoKeys.all.length)}"]]}`)
  await echo.close()
})
