import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { snapshotFailures } from '../../../demo/data/snapshotFailures.ts'
import { createDemoHost } from '../../../demo/createDemoHost.ts'
import { demoKeys } from '../../../demo/host/keys.ts'
import { saveConnection } from '#storage/connections.ts'
import { dropAllReplays, dropReplaysOf, cacheSegment, cachedReplaySize, readCachedSegment } from '#storage/replayCache.ts'
import { inProcessDecoder } from './inProcessDecoder.ts'
import { LoadHarness, longAgo, loadFully } from './loadHarness.fixture.ts'
import type { CacheTarget } from './protocol.ts'
import { setReplaySettings } from './replaySettings.ts'

const host = createDemoHost({ now: longAgo })
const oldHost = createDemoHost({ now: longAgo, edition: 'old' })
let harness: LoadHarness

/** `damage` changes what the cache returns. */
function cachingDecoder(damage: (bytes: ArrayBuffer) => ArrayBuffer = (bytes) => bytes) {
  return inProcessDecoder({
    async read({ cacheKey, segmentName }: CacheTarget) {
      const cached = await readCachedSegment(cacheKey, segmentName)
      return cached && damage(cached)
    },
    write: ({ cacheKey, segmentName }, bytes) => cacheSegment(cacheKey, segmentName, bytes),
  })
}

function setUp(which = host): void {
  harness = new LoadHarness({}, demoKeys.all, which)
  vi.stubGlobal('fetch', harness.fetch)
  saveConnection({ ...harness.connection, name: '', projectName: null, zone: null, owner: null, keyKept: 'device', plan: 'none' })
}

beforeEach(() => setUp())
afterEach(async () => {
  harness.controller.abort()
  vi.unstubAllGlobals()
  setReplaySettings({ isKept: true })
  await dropAllReplays()
})

async function watch(id: string, damage?: Parameters<typeof cachingDecoder>[0]) {
  let isStored = false
  const open = cachingDecoder(damage)
  const load = harness.load(id, {
    openDecoder(onMessage) {
      const decoder = open(onMessage)
      const close = () => {
        isStored = true // closes once everything is cached
        decoder.close()
      }
      return { ...decoder, close }
    },
  })
  const state = await loadFully(load)
  if (state.segments) await vi.waitFor(() => expect(isStored).toBe(true), 10_000)
  load.close()
  return state
}

const many = snapshotFailures.manyBlocks.id

test('watching again needs no request and has the same events', async () => {
  const first = await watch(many)
  const requestCount = harness.requests.length
  expect(requestCount).toBeGreaterThan(3)
  const second = await watch(many)
  expect(harness.requests).toHaveLength(requestCount)
  expect(second.end).toEqual({ kind: 'complete' })
  expect(second.ranges[0]?.events).toEqual(first.ranges[0]?.events)
  expect(second.items).toEqual(first.items)
})

test('blobs of an old server are cached, but realtime data is requested again', async () => {
  setUp(oldHost)
  const { eventCount } = (await watch(many)).facts
  const requestCount = harness.requests.length
  expect((await watch(many)).facts.eventCount).toBe(eventCount)
  const newRequests = harness.requests.slice(requestCount).map(({ query }) => query['source'])
  expect(newRequests.filter((source) => source === 'blob')).toEqual([])
})

test('the cache is smaller than what was sent', async () => {
  await watch('bench-1mb')
  const size = await cachedReplaySize()
  expect(size).toBeGreaterThan(10_000)
  expect(size).toBeLessThan(1_000_000)
}, 30_000)

test('nothing is cached or read if the setting is off', async () => {
  setReplaySettings({ isKept: false })
  await watch(many)
  expect(await cachedReplaySize()).toBe(0)
  const requestCount = harness.requests.length
  await watch(many)
  expect(harness.requests).toHaveLength(2 * requestCount)
})

test('removing the connection removes the cache', async () => {
  await watch(many)
  await dropReplaysOf(harness.connection.id)
  const requestCount = harness.requests.length
  await watch(many)
  expect(harness.requests).toHaveLength(2 * requestCount)
})

test.each([
  ['cut', (bytes: ArrayBuffer) => bytes.slice(0, bytes.byteLength >> 1)],
  [
    'changed',
    (bytes: ArrayBuffer) => {
      const copy = new Uint8Array(bytes.slice(0))
      copy[copy.length >> 1] = (copy[copy.length >> 1] ?? 0) ^ 0xff
      return copy.buffer
    },
  ],
  ['noise', () => new Uint8Array([1, 2, 3]).buffer],
  ['nothing', () => new ArrayBuffer(0)],
] as const)('cached data that is %s is requested and cached again', async (_, damage) => {
  const first = await watch(many)
  const requestCount = harness.requests.length
  const second = await watch(many, damage)
  expect(second.end).toEqual({ kind: 'complete' })
  expect(second.ranges[0]?.events).toEqual(first.ranges[0]?.events)
  expect(harness.requests.length, 'all but the list').toBe(2 * requestCount - 1)
  await watch(many)
  expect(harness.requests.length).toBe(2 * requestCount - 1)
})

test('a growing recording is not cached completely', async () => {
  harness = new LoadHarness({}, demoKeys.all, createDemoHost())
  vi.stubGlobal('fetch', harness.fetch)
  saveConnection({ ...harness.connection, name: '', projectName: null, zone: null, owner: null, keyKept: 'device', plan: 'none' })
  const first = await watch(snapshotFailures.stillRecording.id)
  expect(first.end).toEqual({ kind: 'ongoing' })
  const requestCount = harness.requests.length
  await watch(snapshotFailures.stillRecording.id)
  const newRequests = harness.requests.slice(requestCount)
  expect(newRequests[0]?.query['source']).toBeUndefined()
  expect(newRequests.length, 'the list and the last segment').toBe(2)
})

test('a recording deleted on the server leaves the cache', async () => {
  await watch(many)
  expect(await cachedReplaySize()).toBeGreaterThan(0)
  harness.intercept = () =>
    Promise.resolve(
      new Response(JSON.stringify({ error: 'recording_deleted', deleted_at: 1, deleted_by: 'x@y.example' }), { status: 410 }),
    )
  setReplaySettings({ isKept: false })
  expect((await watch(many)).end).toMatchObject({ kind: 'deleted', error: { facts: { deletedBy: 'x@y.example' } } })
  await vi.waitFor(async () => expect(await cachedReplaySize()).toBe(0))
})
