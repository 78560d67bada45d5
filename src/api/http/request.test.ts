import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoKeys } from '../../../demo/host/keys.ts'
import type { Listening } from '../../../demo/host/listen.ts'
import { serveDemo } from '../../../demo/serve.ts'
import { Owner } from '#api/account/account.ts'
import type { ApiError } from './errors.ts'
import { request, requestAccount } from './request.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { Recording } from '#api/recordings/recordings.ts'
import { forgetRoot, rootOf } from '#storage/apiRoot.ts'
import { rowsOf } from './schema.ts'
import * as v from 'valibot'

const Recordings = rowsOf(Recording)
let host: Listening

beforeAll(async () => {
  host = await serveDemo({ slowListMs: 5000 }, 0)
})
afterAll(() => host.close())

function connection(key: string, more: Partial<ApiConnection> = {}): ApiConnection {
  return { id: `test ${key}`, host: host.origin, key, projectId: '1', ...more }
}

async function errorOf(asked: Promise<unknown>): Promise<ApiError> {
  return asked.then(
    () => Promise.reject(new Error('no error came')),
    (error: unknown) => {
      expect(error).toHaveProperty('name', 'ApiError')
      return error as ApiError
    },
  )
}

type Seen = { method: string; path: string; authorization: boolean }

async function seen(): Promise<Seen[]> {
  const response = await fetch(`${host.origin}/__demo/journal`)
  return response.json()
}

test('a list is read, and the key travels in its header only', async () => {
  const { rows, hasMore, total } = await request(connection(demoKeys.all), '/session_recordings/', Recordings, {
    query: { limit: 25, offset: 0 },
  })
  expect(rows).toHaveLength(25)
  expect([hasMore, total]).toEqual([true, null])
  const last = (await seen()).at(-1)
  expect(last).toMatchObject({ path: '/api/projects/1/session_recordings/?limit=25&offset=0', authorization: true })
})

test('lists and objects of a query are sent as JSON, undefined values are not sent', async () => {
  await request(connection(demoKeys.all), '/session_recordings/', Recordings, {
    query: { limit: 1, session_ids: ['a', 'b'], order: undefined },
  })
  const { path = '' } = (await seen()).at(-1) ?? {}
  expect(Object.fromEntries(new URL(path, host.origin).searchParams)).toEqual({ limit: '1', session_ids: '["a","b"]' })
})

test('each refusal has a kind', async () => {
  const list = (key: string) => errorOf(request(connection(key), '/session_recordings/', Recordings))
  expect((await list('phx_nobody')).kind).toBe('bad-key')
  expect((await list(demoKeys.noRecordings)).facts.scope).toBe('session_recording:read')
  expect((await list(demoKeys.listIsHtml)).kind).toBe('malformed')
  expect((await list(demoKeys.listIsOdd)).message).toContain('not a list but an object with “hello”')
  expect((await list(demoKeys.throttledOnce)).facts.waitSeconds).toBe(2)
  expect((await list(demoKeys.busyOnce)).kind).toBe('server-busy')
  expect((await list(demoKeys.redirecting)).facts.redirected).toBe(true)
  expect((await errorOf(requestAccount(connection('phx_nobody'), '/users/@me/', Owner))).kind).toBe('bad-key')
  expect((await errorOf(request(connection(demoKeys.all, { projectId: '42' }), '/session_recordings/', Recordings))).kind).toBe(
    'wrong-project',
  )
})

test('a parameter that the server does not know is refused by name', async () => {
  const error = await errorOf(request(connection(demoKeys.all), '/session_recordings/', Recordings, { query: { sort_by: 'x' } }))
  expect(error).toMatchObject({ kind: 'invalid', facts: { attr: 'sort_by' } })
})

test('leaving aborts the request, and waiting too long is a timeout', async () => {
  const controller = new AbortController()
  const left = errorOf(request(connection(demoKeys.slow), '/session_recordings/', Recordings, { signal: controller.signal }))
  controller.abort()
  expect((await left).kind).toBe('aborted')
  const late = await errorOf(request(connection(demoKeys.slow), '/session_recordings/', Recordings, { timeoutMs: 50 }))
  expect(late.kind).toBe('timeout')
})

test('a host that does not answer is unreachable, with likely causes', async () => {
  const gone = await serveDemo({}, 0)
  await gone.close()
  const error = await errorOf(request(connection(demoKeys.all, { host: gone.origin }), '/session_recordings/', Recordings))
  expect(error.kind).toBe('unreachable')
  expect(error.facts.causes?.length).toBeGreaterThan(1)
})

test('an answer without a body reads as undefined', async () => {
  const path = '/session_recordings/0198f000-0000-7000-8000-00000000fa03/'
  await expect(request(connection(demoKeys.all), path, v.undefined(), { method: 'DELETE' })).resolves.toBeUndefined()
})

test('a project id is escaped', async () => {
  await errorOf(request(connection(demoKeys.all, { projectId: '../users/@me?' }), '/session_recordings/', Recordings))
  expect((await seen()).at(-1)?.path.startsWith('/api/projects/..%2Fusers%2F%40me%3F/')).toBe(true)
})

describe('a server that only knows /api/environments/', () => {
  let documented: Listening
  beforeAll(async () => {
    documented = await serveDemo({ edition: 'documented' }, 0)
  })
  afterAll(() => documented.close())

  test('is detected once and remembered', async () => {
    const address = connection(demoKeys.all, { id: 'documented', host: documented.origin })
    const first = await request(address, '/session_recordings/', Recordings, { query: { limit: 5 } })
    expect(first.total).toBeGreaterThan(100)
    expect(rootOf('documented')).toBe('environments')
    await request(address, '/session_recordings/', Recordings, { query: { limit: 5, offset: 5 } })
    const response = await fetch(`${documented.origin}/__demo/journal`)
    const calls: Seen[] = await response.json()
    expect(calls.map(({ path }) => path.split('/')[2])).toEqual(['projects', 'environments', 'environments'])
    forgetRoot('documented')
  })

  test('is remembered by a refusal too, but not while it knows neither root', async () => {
    const address = connection(demoKeys.noQuery, { id: 'refused', host: documented.origin })
    await expect(request(address, '/session_recording_playlists/synthetic-shared/', Recordings)).rejects.toMatchObject({
      kind: 'endpoint-missing',
    })
    expect(rootOf('refused')).toBeUndefined()
    await expect(request(address, '/query/', Recordings, { method: 'POST', body: {} })).rejects.toMatchObject({
      kind: 'missing-scope',
    })
    expect(rootOf('refused')).toBe('environments')
    forgetRoot('refused')
  })
})
