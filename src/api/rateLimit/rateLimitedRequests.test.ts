import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { demoKeys } from '../../../demo/host/keys.ts'
import type { Listening } from '../../../demo/host/listen.ts'
import type { DemoOptions } from '../../../demo/host/options.ts'
import { serveDemo } from '../../../demo/serve.ts'
import { saveConnection, type ApiConnection } from '#storage/connections.ts'
import { asApiError } from '#api/http/errors.ts'
import { loadRateLimiter } from './acquire.ts'
import { request, requestAccount } from '#api/http/request.ts'
import type { PlanChoice } from '#storage/settings.ts'
import * as v from 'valibot'

// The rate limiter and the demo host share one clock, which the test moves; what travels between them takes real time.
const reallyLater = globalThis.setTimeout
const travel = (ms: number) => new Promise((resolve) => reallyLater(resolve, ms))

type Seen = { path: string; status: number; at: number }

let host: Listening
let runs = 0

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'] })
})
afterEach(async () => {
  vi.useRealTimers()
  await host.close()
})

async function connect(options: Partial<DemoOptions>, plan: PlanChoice): Promise<ApiConnection> {
  host = await serveDemo({ count: 200, now: () => Date.now(), ...options }, 0)
  runs += 1
  const connection = { id: `budget ${runs}`, host: host.origin, key: demoKeys.all, projectId: '1' }
  saveConnection({ ...connection, name: '', projectName: null, zone: null, owner: null, keyKept: 'device', plan })
  await loadRateLimiter()
  return connection
}

async function seen(): Promise<Seen[]> {
  const response = await fetch(`${host.origin}/__demo/journal`)
  return response.json()
}

/** Advances the clock until all have settled, a few seconds at a time. */
async function throughAll<T>(asked: Promise<T>[]): Promise<PromiseSettledResult<T>[]> {
  const ended: { results?: PromiseSettledResult<T>[] } = {}
  void Promise.allSettled(asked).then((all) => (ended.results = all))
  while (!ended.results) {
    await vi.advanceTimersByTimeAsync(8000)
    await travel(3)
  }
  return ended.results
}

function list(connection: ApiConnection, behind: boolean, offset = 0) {
  const background = behind ? { label: 'A scan' } : undefined
  return request(connection, '/session_recordings/', v.unknown(), { query: { limit: 1, offset }, background })
}

test('a scan of a hundred lists under the free plan never meets the limit, and neither does the person beside it', async () => {
  const connection = await connect({ ratePlan: 'free' }, 'free')
  const scan = Array.from({ length: 100 }, (_, offset) => list(connection, true, offset))
  const results = throughAll(scan)
  for (let count = 0; count < 3; count += 1) await list(connection, false)
  expect((await results).filter(({ status }) => status === 'rejected')).toEqual([])
  const lists = (await seen()).filter(({ path }) => path.includes('session_recordings'))
  expect(lists.map(({ status }) => status)).toEqual(Array(103).fill(200))
  const hours = (Date.now() - (lists[0]?.at ?? 0)) / 3_600_000
  expect(hours).toBeGreaterThan(1)
  expect(hours).toBeLessThan(2.6)
}, 60_000)

test('a limit is reached once: until it resets nothing of the class reaches the host, and other classes do', async () => {
  const connection = await connect({ ratePlan: 'free' }, 'auto')
  for (let count = 0; count < 12; count += 1) await list(connection, false)
  const refused = asApiError(await list(connection, false).catch((error: unknown) => error))
  expect(refused).toMatchObject({ kind: 'rate-limited', facts: { status: 429, waitSeconds: 60 } })
  const before = (await seen()).length
  await vi.advanceTimersByTimeAsync(19_000)
  const held = asApiError(await list(connection, false).catch((error: unknown) => error))
  expect(held).toMatchObject({ kind: 'rate-limited', facts: { status: 429, waitSeconds: 41 } })
  expect(await seen()).toHaveLength(before)
  await requestAccount(connection, '/users/@me/', v.unknown())
  const behind = list(connection, true)
  await vi.advanceTimersByTimeAsync(40_000)
  expect((await seen()).filter(({ path }) => path.includes('session_recordings'))).toHaveLength(before)
  await vi.advanceTimersByTimeAsync(1000)
  await list(connection, false)
  await throughAll([behind])
  expect((await seen()).filter(({ status }) => status === 429)).toHaveLength(1)
  const { keyLimits, classes } = (await loadRateLimiter()).view(connection)
  expect(keyLimits).toMatchObject({ plan: 'free', source: 'reported' })
  expect(classes[0]?.limits[1], 'what was asked before the plan was known counts').toMatchObject({ used: 15, max: 60 })
})

test('an overloaded database pauses nothing', async () => {
  const connection = await connect({}, 'free')
  const busy = { ...connection, id: `${connection.id} busy`, key: demoKeys.busyOnce }
  expect(asApiError(await list(busy, false).catch((error: unknown) => error)).kind).toBe('server-busy')
  await list(busy, false)
})

test('a request aborted while it waits never reaches the host', async () => {
  const connection = await connect({}, 'free')
  for (let count = 0; count < 9; count += 1) await list(connection, false)
  const stop = new AbortController()
  const waiting = request(connection, '/session_recordings/', v.unknown(), {
    background: { label: 'A scan', signal: stop.signal },
  })
  const ended = waiting.catch((error: unknown) => asApiError(error).kind)
  await vi.advanceTimersByTimeAsync(1000)
  stop.abort()
  expect(await ended).toBe('aborted')
  expect(await seen()).toHaveLength(9)
})
