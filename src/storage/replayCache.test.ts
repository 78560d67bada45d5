import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import {
  dropAllReplays,
  dropReplays,
  dropReplaysOf,
  isWorthKeeping,
  cacheBlocks,
  cacheSegment,
  cachedReplaySize,
  readCachedBlocks,
  readCachedSegment,
  replayCacheKey,
  surplus,
  tidyReplays,
} from './replayCache.ts'
import { type CachedReplay } from './databaseSchema.ts'

const connection = { id: 'one', host: 'https://a.example', key: 'phx_x', projectId: '1' }
const block = { source: 'blob_v2', key: '0', start: 1, end: 2 }

afterEach(async () => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
  await dropAllReplays()
})

function bytes(length: number): ArrayBuffer {
  return new Uint8Array(length).fill(7).buffer
}

function roomFor(most: number): void {
  vi.stubGlobal('navigator', { storage: { estimate: () => Promise.resolve({ quota: most / 0.2 }) } })
}

test('a cached segment is found under its key and name only', async () => {
  const place = replayCacheKey(connection, 'r1')
  await cacheSegment(place, 'a', bytes(10))
  await cacheBlocks(place, [block], null)
  expect(await readCachedSegment(place, 'a')).toEqual(bytes(10))
  expect(await readCachedBlocks(place)).toEqual([block])
  expect(await readCachedSegment(place, 'b')).toBeNull()
  for (const other of [
    { ...connection, id: 'two' },
    { ...connection, host: 'https://b.example' },
    { ...connection, projectId: '2' },
  ]) {
    expect(await readCachedSegment(replayCacheKey(other, 'r1'), 'a')).toBeNull()
    expect(await readCachedBlocks(replayCacheKey(other, 'r1'))).toBeNull()
  }
  expect(await cachedReplaySize()).toBe(10)
})

test('a segment that is cached again counts once', async () => {
  const place = replayCacheKey(connection, 'r1')
  await cacheSegment(place, 'a', bytes(10))
  await cacheSegment(place, 'a', bytes(30))
  await cacheSegment(place, 'b', bytes(5))
  expect(await cachedReplaySize()).toBe(35)
})

test('if there is too much, the longest unused recording is dropped as a whole', async () => {
  roomFor(100)
  vi.useFakeTimers({ toFake: ['Date'], now: 1_790_000_000_000 })
  for (const id of ['old', 'mid', 'new']) {
    await cacheSegment(replayCacheKey(connection, id), 'a', bytes(30))
    vi.advanceTimersByTime(1000)
  }
  await readCachedSegment(replayCacheKey(connection, 'old'), 'a')
  vi.advanceTimersByTime(1000)
  await cacheSegment(replayCacheKey(connection, 'new'), 'b', bytes(30))
  expect(await readCachedSegment(replayCacheKey(connection, 'mid'), 'a')).toBeNull()
  expect(await readCachedSegment(replayCacheKey(connection, 'old'), 'a')).not.toBeNull()
  expect(await readCachedSegment(replayCacheKey(connection, 'new'), 'a')).not.toBeNull()
  expect(await cachedReplaySize()).toBe(90)
})

test('a segment larger than half of the space is not cached', async () => {
  roomFor(100)
  await cacheSegment(replayCacheKey(connection, 'r1'), 'a', bytes(51))
  expect(await cachedReplaySize()).toBe(0)
})

test('recordings are dropped with their connection', async () => {
  await cacheSegment(replayCacheKey(connection, 'r1'), 'a', bytes(10))
  await cacheSegment(replayCacheKey({ ...connection, id: 'two' }, 'r1'), 'a', bytes(20))
  await dropReplaysOf('one')
  expect(await readCachedSegment(replayCacheKey(connection, 'r1'), 'a')).toBeNull()
  expect(await cachedReplaySize()).toBe(20)
})

test('a deleted recording is dropped for all connections', async () => {
  for (const id of ['one', 'two']) await cacheSegment(replayCacheKey({ ...connection, id }, 'r1'), 'a', bytes(10))
  await cacheSegment(replayCacheKey(connection, 'r2'), 'a', bytes(5))
  await dropReplays(connection, ['r1'])
  expect(await cachedReplaySize()).toBe(5)
})

test('recordings without a connection, expired, or unused for two months are dropped', async () => {
  await cacheSegment(replayCacheKey(connection, 'good'), 'a', bytes(1))
  await cacheSegment(replayCacheKey({ ...connection, id: 'gone' }, 'r'), 'a', bytes(2))
  await cacheSegment(replayCacheKey({ ...connection, host: 'https://moved.example' }, 'r'), 'a', bytes(4))
  await cacheSegment(replayCacheKey(connection, 'expired'), 'a', bytes(8))
  await cacheBlocks(replayCacheKey(connection, 'expired'), [block], Date.now() - 1)
  await tidyReplays([connection])
  expect(await cachedReplaySize()).toBe(1)
  const cached = { place: replayCacheKey(connection, 'r'), blocks: null, size: 1, usedAt: 0, expiresAt: null }
  expect(isWorthKeeping(cached, [connection], 60 * 86_400_000)).toBe(true)
  expect(isWorthKeeping(cached, [connection], 61 * 86_400_000)).toBe(false)
})

test('dropping makes the rest fit, and drops no more than needed', () => {
  const entry = fc.record({ id: fc.nat(30), size: fc.nat(100), usedAt: fc.nat(1000) })
  fc.assert(
    fc.property(
      fc.uniqueArray(entry, { selector: ({ id }) => id, minLength: 1, maxLength: 12 }),
      fc.nat(600),
      (entries, most) => {
        const cached = entries.map(({ id, size, usedAt }): CachedReplay => ({
          place: replayCacheKey(connection, String(id)),
          blocks: null,
          size,
          usedAt,
          expiresAt: null,
        }))
        const spared = cached[0]?.place ?? replayCacheKey(connection, '')
        const going = surplus(cached, most, spared)
        const left = cached.filter((one) => !going.includes(one))
        const sum = (all: CachedReplay[]) => all.reduce((total, { size }) => total + size, 0)
        expect(sum(left)).toBeLessThanOrEqual(most)
        const last = going.at(-1)
        if (last) expect(sum(left) + last.size, 'the last one had to go').toBeGreaterThan(most)
        const others = left.filter(({ place }) => place !== spared)
        for (const gone of going.filter(({ place }) => place !== spared)) {
          for (const one of others) expect(gone.usedAt).toBeLessThanOrEqual(one.usedAt)
        }
      },
    ),
  )
})

test('without storage nothing is cached, and nothing fails', async () => {
  vi.resetModules()
  vi.stubGlobal('indexedDB', undefined)
  const bare = await import('./replayCache.ts')
  const place = bare.replayCacheKey(connection, 'r1')
  await bare.cacheSegment(place, 'a', bytes(10))
  await bare.cacheBlocks(place, [block], null)
  expect(await bare.readCachedSegment(place, 'a')).toBeNull()
  expect(await bare.readCachedBlocks(place)).toBeNull()
  expect(await bare.cachedReplaySize()).toBe(0)
  await bare.dropAllReplays()
  await bare.tidyReplays([])
})
