import { EventType } from '@rrweb/types'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createDemoHost } from '../../../demo/createDemoHost.ts'
import { demoKeys } from '../../../demo/host/keys.ts'
import { snapshotFailures } from '../../../demo/data/snapshotFailures.ts'
import { windowNumbers } from './describe/windowAt.ts'
import { LoadHarness, longAgo, waitForState, loadFully } from './loadHarness.fixture.ts'

let harness: LoadHarness
const host = createDemoHost({ now: longAgo })

afterEach(() => {
  harness.controller.abort()
  vi.unstubAllGlobals()
})

function setUp(): LoadHarness {
  harness = new LoadHarness({}, demoKeys.all, host)
  vi.stubGlobal('fetch', harness.fetch)
  return harness
}

/** About 17 minutes: 100 blocks, so six requests. */
const long = 'bench-10mb'

function firstKeys(): number[] {
  return harness.requests.flatMap(({ query }) => (query['start_blob_key'] === undefined ? [] : Number(query['start_blob_key'])))
}

/** Responses stop before their last chunk until the latch opens. */
function holdBodies() {
  const latch = { open: () => undefined as void }
  const opened = new Promise<void>((resolve) => {
    latch.open = resolve
  })
  harness.intercept = async (request, answer) => {
    const response = await answer()
    if (!request.url.includes('source=')) return response
    const bytes = new Uint8Array(await response.arrayBuffer())
    const half = bytes.length >> 1
    const body = new ReadableStream({
      async start(controller) {
        controller.enqueue(bytes.slice(0, half))
        await opened
        controller.enqueue(bytes.slice(half))
        controller.close()
      },
    })
    return new Response(body, { status: response.status })
  }
  return latch
}

test('the first frame is ready before the first response is complete', async () => {
  setUp()
  const latch = holdBodies()
  const load = harness.captured('shop-checkout')
  const state = await waitForState(load, ({ facts }) => facts.hasFullSnapshot)
  expect(state.ranges[0]?.events.some(({ type }) => type === EventType.FullSnapshot)).toBe(true)
  expect(state.segments).toEqual({ known: 1, loaded: 0 })
  latch.open()
  expect((await loadFully(load)).end).toEqual({ kind: 'complete' })
})

test('requests only what is near playback', async () => {
  setUp()
  const load = harness.load(long)
  await waitForState(load, ({ segments }) => segments?.loaded === 1)
  expect(firstKeys()).toEqual([0])
  load.prioritize(60_000)
  expect(firstKeys()).toEqual([0])
  const { ranges } = load.get()
  const end = Number(ranges[0]?.to)
  load.prioritize(end - 55_000)
  await waitForState(load, ({ segments }) => segments?.loaded === 2)
  expect(firstKeys()).toEqual([0, 20])
})

test('loads further ahead at higher speed', async () => {
  setUp()
  const load = harness.load(long)
  const { ranges } = await waitForState(load, ({ segments }) => segments?.loaded === 1)
  load.prioritize(Number(ranges[0]?.to) - 300_000, 8)
  await waitForState(load, ({ segments }) => segments?.loaded === 2)
  expect(firstKeys().slice(0, 2)).toEqual([0, 20])
})

/** Half a minute: about eighty blocks, so several requests. */
const many = snapshotFailures.manyBlocks.id

test('a link into the middle loads that position first, then only what it needs before it', async () => {
  setUp()
  const load = harness.load(many, { startAt: 25_000 })
  const state = await waitForState(load, ({ ranges }) => ranges.some(({ from, to }) => from <= 25_000 && 25_000 <= to))
  const [first = 0, ...more] = firstKeys()
  const target = Number(state.facts.startedAt) + 25_000
  const times = await harness.blockTimes(many)
  expect(times[first]?.start).toBeLessThanOrEqual(target)
  expect(times[first + 20]?.start ?? Infinity).toBeGreaterThan(target)
  for (const [index, key] of more.entries()) expect(Math.abs(key - first)).toBe(20 * (index + 1))
  const whole = await loadFully(load)
  expect(whole.end).toEqual({ kind: 'complete' })
  expect(whole.ranges).toHaveLength(1)
  expect(firstKeys().toSorted((one, other) => one - other)).toEqual(
    Array.from({ length: firstKeys().length }, (_, index) => 20 * index),
  )
})

test('loading from any position ends with the same recording', async () => {
  setUp()
  const plain = await loadFully(harness.load(many))
  const expectedEvents = plain.ranges[0]?.events
  for (const startAt of [8000, 16_000, 21_500, 30_000, 90_000]) {
    const load = harness.load(many, { startAt })
    await waitForState(load, ({ ranges }) => ranges.length > 0)
    load.prioritize(100)
    const state = await loadFully(load)
    expect(state.ranges).toHaveLength(1)
    expect(state.ranges[0]?.events).toEqual(expectedEvents)
    expect(state.items.map(({ at, text }) => [at, text])).toEqual(plain.items.map(({ at, text }) => [at, text]))
    expect([...windowNumbers(state.switches)]).toEqual([...windowNumbers(plain.switches)])
    load.close()
  }
})

describe('closing', () => {
  test.each(['signal', 'close'] as const)('by %s cancels requests', async (method) => {
    setUp()
    holdBodies()
    const load = harness.captured('shop-checkout')
    await waitForState(load, ({ facts }) => facts.hasFullSnapshot)
    const before = load.get()
    if (method === 'signal') harness.controller.abort()
    else load.close()
    await vi.waitFor(() => expect(harness.requests.at(-1)?.aborted).toBe(true))
    expect(load.get()).toBe(before)
  })

  test('also cancels a wait', async () => {
    setUp()
    const load = harness.load(snapshotFailures.busyFirst.id)
    await waitForState(load, ({ waiting }) => waiting !== null)
    harness.controller.abort()
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(harness.requests).toHaveLength(1)
  })
})

test('events that arrive twice after a failed response appear once', async () => {
  setUp()
  let isBroken = true
  harness.intercept = async (request, answer) => {
    const response = await answer()
    if (!isBroken || !request.url.includes('source=')) return response
    isBroken = false
    const bytes = new Uint8Array(await response.arrayBuffer())
    const body = new ReadableStream({
      pull(controller) {
        controller.enqueue(bytes.slice(0, bytes.length - 1000))
        controller.error(new TypeError('network error'))
      },
    })
    return new Response(body)
  }
  const load = harness.captured('shop-checkout')
  const state = await loadFully(load)
  expect(state.end).toEqual({ kind: 'complete' })
  expect(state.facts.eventCount).toBe(290)
  expect(state.facts.skips).toEqual({})
  expect(harness.requests).toHaveLength(3)
})
