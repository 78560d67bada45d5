import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import {
  dropAllReplays,
  dropReplays,
  dropReplaysOf,
  isWelcome,
  keepBlocks,
  keepStretch,
  type KeptReplay,
  keptReplaySize,
  recallBlocks,
  recallStretch,
  replayPlace,
  surplus,
  tidyReplays,
} from './replayCache.ts'

const at = { id: 'one', host: 'https://a.example', key: 'phx_x', projectId: '1' }
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

test('what was kept is found under its place and its name, and nowhere else', async () => {
  const place = replayPlace(at, 'r1')
  await keepStretch(place, 'a', bytes(10))
  await keepBlocks(place, [block], null)
  expect(await recallStretch(place, 'a')).toEqual(bytes(10))
  expect(await recallBlocks(place)).toEqual([block])
  expect(await recallStretch(place, 'b')).toBeNull()
  for (const other of [
    { ...at, id: 'two' },
    { ...at, host: 'https://b.example' },
    { ...at, projectId: '2' },
  ]) {
    expect(await recallStretch(replayPlace(other, 'r1'), 'a')).toBeNull()
    expect(await recallBlocks(replayPlace(other, 'r1'))).toBeNull()
  }
  expect(await keptReplaySize()).toBe(10)
})

test('a stretch that is kept again counts once', async () => {
  const place = replayPlace(at, 'r1')
  await keepStretch(place, 'a', bytes(10))
  await keepStretch(place, 'a', bytes(30))
  await keepStretch(place, 'b', bytes(5))
  expect(await keptReplaySize()).toBe(35)
})

test('where there is too much, what was not used for longest goes as a whole', async () => {
  roomFor(100)
  vi.useFakeTimers({ toFake: ['Date'], now: 1_790_000_000_000 })
  for (const id of ['old', 'mid', 'new']) {
    await keepStretch(replayPlace(at, id), 'a', bytes(30))
    vi.advanceTimersByTime(1000)
  }
  await recallStretch(replayPlace(at, 'old'), 'a')
  vi.advanceTimersByTime(1000)
  await keepStretch(replayPlace(at, 'new'), 'b', bytes(30))
  expect(await recallStretch(replayPlace(at, 'mid'), 'a')).toBeNull()
  expect(await recallStretch(replayPlace(at, 'old'), 'a')).not.toBeNull()
  expect(await recallStretch(replayPlace(at, 'new'), 'a')).not.toBeNull()
  expect(await keptReplaySize()).toBe(90)
})

test('what takes more than half of the room is not kept', async () => {
  roomFor(100)
  await keepStretch(replayPlace(at, 'r1'), 'a', bytes(51))
  expect(await keptReplaySize()).toBe(0)
})

test('what was fetched with a connection goes with it', async () => {
  await keepStretch(replayPlace(at, 'r1'), 'a', bytes(10))
  await keepStretch(replayPlace({ ...at, id: 'two' }, 'r1'), 'a', bytes(20))
  await dropReplaysOf('one')
  expect(await recallStretch(replayPlace(at, 'r1'), 'a')).toBeNull()
  expect(await keptReplaySize()).toBe(20)
})

test('a recording that was deleted is dropped, whoever watched it', async () => {
  for (const id of ['one', 'two']) await keepStretch(replayPlace({ ...at, id }, 'r1'), 'a', bytes(10))
  await keepStretch(replayPlace(at, 'r2'), 'a', bytes(5))
  await dropReplays(at, ['r1'])
  expect(await keptReplaySize()).toBe(5)
})

test('what has no connection, has expired or was not used for two months is tidied away', async () => {
  await keepStretch(replayPlace(at, 'good'), 'a', bytes(1))
  await keepStretch(replayPlace({ ...at, id: 'gone' }, 'r'), 'a', bytes(2))
  await keepStretch(replayPlace({ ...at, host: 'https://moved.example' }, 'r'), 'a', bytes(4))
  await keepStretch(replayPlace(at, 'expired'), 'a', bytes(8))
  await keepBlocks(replayPlace(at, 'expired'), [block], Date.now() - 1)
  await tidyReplays([at])
  expect(await keptReplaySize()).toBe(1)
  const kept = { place: replayPlace(at, 'r'), blocks: null, size: 1, usedAt: 0, expiresAt: null }
  expect(isWelcome(kept, [at], 60 * 86_400_000)).toBe(true)
  expect(isWelcome(kept, [at], 61 * 86_400_000)).toBe(false)
})

test('whatever is kept, what goes makes it fit, and nothing goes that need not', () => {
  const entry = fc.record({ id: fc.nat(30), size: fc.nat(100), usedAt: fc.nat(1000) })
  fc.assert(
    fc.property(
      fc.uniqueArray(entry, { selector: ({ id }) => id, minLength: 1, maxLength: 12 }),
      fc.nat(600),
      (entries, most) => {
        const kept = entries.map(({ id, size, usedAt }): KeptReplay => ({
          place: replayPlace(at, String(id)),
          blocks: null,
          size,
          usedAt,
          expiresAt: null,
        }))
        const spared = kept[0]?.place ?? replayPlace(at, '')
        const going = surplus(kept, most, spared)
        const left = kept.filter((one) => !going.includes(one))
        const sum = (all: KeptReplay[]) => all.reduce((total, { size }) => total + size, 0)
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

test('without storage nothing is kept, and nothing fails', async () => {
  vi.resetModules()
  vi.stubGlobal('indexedDB', undefined)
  const bare = await import('./replayCache.ts')
  const place = bare.replayPlace(at, 'r1')
  await bare.keepStretch(place, 'a', bytes(10))
  await bare.keepBlocks(place, [block], null)
  expect(await bare.recallStretch(place, 'a')).toBeNull()
  expect(await bare.recallBlocks(place)).toBeNull()
  expect(await bare.keptReplaySize()).toBe(0)
  await bare.dropAllReplays()
  await bare.tidyReplays([])
})
