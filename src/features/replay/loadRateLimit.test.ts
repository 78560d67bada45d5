import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { demoKeys } from '../../../demo/host/keys.ts'
import type { DemoOptions } from '../../../demo/host/options.ts'
import { snapshotFailures } from '../../../demo/data/snapshotFailures.ts'
import { saveConnection } from '#storage/connections.ts'
import { loadRateLimiter } from '#api/rateLimit/acquire.ts'
import { request } from '#api/http/request.ts'
import type { PlanChoice } from '#storage/settings.ts'
import { snapshotsPath } from '#api/snapshots/snapshots.ts'
import * as v from 'valibot'
import { LoadHarness, longAgo } from './loadHarness.fixture.ts'
import type { ReplayLoad, ReplayState } from './replayLoad.ts'

let harness: LoadHarness

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
})
afterEach(() => {
  harness.controller.abort()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const realSetTimeout = globalThis.setTimeout
const flushNetwork = () => new Promise((resolve) => realSetTimeout(resolve, 1))

/** Advances the clock until a state is reached. */
async function runUntil(load: ReplayLoad, isReached: (state: ReplayState) => boolean, minutes = 300, step = 500) {
  for (let left = (minutes * 60_000) / step; left > 0 && !isReached(load.get()); left -= 1) {
    await vi.advanceTimersByTimeAsync(step)
    await flushNetwork()
  }
  expect(isReached(load.get())).toBe(true)
  return load.get()
}

async function setUp(options: Partial<DemoOptions>, plan: PlanChoice): Promise<void> {
  harness = new LoadHarness({ now: longAgo, ...options }, demoKeys.all)
  vi.stubGlobal('fetch', harness.fetch)
  saveConnection({ ...harness.connection, name: '', projectName: null, zone: null, owner: null, keyKept: 'device', plan })
  await loadRateLimiter()
  await import('#api/http/readRefusal.ts') // otherwise it would load while the clock runs
}

/** About eighty blocks; a server that returns one at a time needs as many requests. */
const many = snapshotFailures.manyBlocks.id

function allowOnlySingleKeys(): void {
  const body = JSON.stringify({
    type: 'validation_error',
    code: 'invalid_input',
    detail: 'Cannot request more than 1 blob keys at once',
  })
  harness.intercept = (sent, answer) => {
    const { searchParams } = new URL(sent.url)
    const isOne = searchParams.get('start_blob_key') === searchParams.get('end_blob_key')
    return isOne ? answer() : Promise.resolve(new Response(body, { status: 400 }))
  }
}

/** Background work may use nine of twelve requests per minute. */
async function useRequests(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await request(harness.connection, snapshotsPath(snapshotFailures.oneEvent.id), v.unknown(), { query: { index } })
  }
  harness.requests = []
}

const isPlayable = ({ ranges }: ReplayState) => ranges.length > 0
const statuses = () => new Set(harness.requests.map(({ status }) => status))

test('loads a recording of many requests within the free plan, without a refusal', async () => {
  await setUp({ ratePlan: 'free' }, 'free')
  allowOnlySingleKeys()
  const load = harness.load(many)
  const reasons = new Set<string>()
  load.subscribe(() => {
    const { waiting } = load.get()
    if (!waiting) return
    reasons.add(waiting.why)
    expect(waiting.until).toBeGreaterThanOrEqual(Date.now() - 1000)
  })
  load.loadAll()
  const start = Date.now()
  const state = await runUntil(load, ({ end }) => end !== null, 300, 4000)
  expect(state.end).toEqual({ kind: 'complete' })
  expect(state.waiting).toBeNull()
  expect(statuses()).toEqual(new Set([200, 400]))
  expect(harness.requests.length).toBeGreaterThan(60)
  expect(Date.now() - start).toBeGreaterThan(60 * 60_000)
  expect([...reasons].some((why) => why.includes('background jobs may use'))).toBe(true)
}, 60_000)

test('playback that waits for data also uses the requests reserved for people, without a refusal', async () => {
  await setUp({ ratePlan: 'free' }, 'free')
  allowOnlySingleKeys()
  const load = harness.load(many)
  await runUntil(load, isPlayable)
  for (let left = 240; left > 0; left -= 1) {
    load.prioritize(Number(load.get().ranges[0]?.to))
    await vi.advanceTimersByTimeAsync(500)
    await flushNetwork()
  }
  expect(statuses()).toEqual(new Set([200, 400]))
  expect(harness.requests.length, 'in two minutes; background work alone gets nine per minute').toBeGreaterThan(20)
}, 30_000)

test('a queued request is sent when playback reaches it', async () => {
  await setUp({}, 'free')
  await useRequests(6)
  const load = harness.load(many)
  await runUntil(load, ({ waiting }) => waiting !== null)
  const before = harness.requests.length
  expect(load.get().waiting?.why).toContain('background jobs may use 9')
  load.prioritize(Number(load.get().ranges[0]?.to))
  await runUntil(load, ({ waiting }) => waiting === null, 0.05)
  expect(harness.requests.length).toBe(before + 1)
})

test('a seek cancels queued requests and sends its own', async () => {
  await setUp({}, 'free')
  await useRequests(6)
  const times = await harness.blockTimes(many)
  const load = harness.load(many)
  const state = await runUntil(load, ({ waiting }) => waiting !== null)
  const ahead = harness.requests.length
  load.prioritize(Number(times[40]?.start) + 100 - Number(state.facts.startedAt))
  await vi.advanceTimersByTimeAsync(50)
  expect(harness.requests.slice(ahead).map(({ query }) => query['start_blob_key'])[0], 'and not 20, which waited').toBe('40')
  expect(Number(state.waiting?.until)).toBeGreaterThan(Date.now())
})

test('a queued scan does not delay playback', async () => {
  await setUp({}, 'free')
  await useRequests(9)
  const scan = new AbortController()
  const scanned = request(harness.connection, '/session_recordings/', v.unknown(), {
    background: { label: 'A scan', signal: scan.signal },
  })
  scanned.catch(() => undefined)
  await vi.advanceTimersByTimeAsync(100)
  const load = harness.load(many)
  await runUntil(load, isPlayable, 0.05)
  scan.abort()
})

test('waits and says so when no requests are left', async () => {
  await setUp({ ratePlan: 'free' }, 'free')
  await useRequests(12)
  const load = harness.load(many)
  const { waiting } = await runUntil(load, (state) => state.waiting !== null, 0.05)
  expect(Number(waiting?.until) - Date.now()).toBeGreaterThan(10_000)
  expect(harness.requests).toEqual([])
  await runUntil(load, isPlayable, 3)
  expect(statuses()).toEqual(new Set([200]))
})

test('waits out an unknown limit for as long as the server says', async () => {
  await setUp({ ratePlan: 'free' }, 'auto')
  await useRequests(12)
  const load = harness.load(many)
  const { waiting } = await runUntil(load, (state) => state.waiting !== null, 0.05)
  expect(waiting?.why).toContain('reached its request limit')
  expect(Number(waiting?.until) - Date.now()).toBeGreaterThan(40_000)
  expect(harness.requests.map(({ status }) => status)).toEqual([429])
  await runUntil(load, isPlayable, 3)
  expect(harness.requests.filter(({ status }) => status === 429)).toHaveLength(1)
})

test('retries a response that stalls for a minute', async () => {
  await setUp({}, 'none')
  let stalls = 1
  harness.intercept = async (sent, answer) => {
    const response = await answer()
    if (!sent.url.includes('source=') || stalls === 0) return response
    stalls -= 1
    const bytes = new Uint8Array(await response.arrayBuffer())
    const start = (controller: ReadableStreamDefaultController) => {
      controller.enqueue(bytes.slice(0, bytes.length >> 1))
      sent.signal.addEventListener('abort', () => controller.error(sent.signal.reason)) // as browsers do
    }
    return new Response(new ReadableStream({ start }))
  }
  const load = harness.captured('join-form')
  const start = Date.now()
  const { waiting } = await runUntil(load, (state) => state.waiting !== null, 3)
  expect(waiting?.why).toContain('didn’t respond within')
  expect(Date.now() - start).toBeGreaterThan(59_000)
  const { end, facts } = await runUntil(load, (state) => state.end !== null, 3)
  expect(end).toEqual({ kind: 'complete' })
  expect(facts.eventCount).toBe(146)
  expect(facts.skips).toEqual({})
})
