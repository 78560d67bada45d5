import { EventType } from '@rrweb/types'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createDemoHost } from '../../../demo/host.ts'
import { demoKeys } from '../../../demo/keys.ts'
import { snapshotFailures } from '../../../demo/snapshotFailures.ts'
import { windowNumbers } from './describe/windowAt.ts'
import { LoadTrial, longAgo, until, wholeOf } from './loadHarness.fixture.ts'

let trial: LoadTrial
const host = createDemoHost({ now: longAgo })

afterEach(() => {
  trial.leaving.abort()
  vi.unstubAllGlobals()
})

function begin(): LoadTrial {
  trial = new LoadTrial({}, demoKeys.all, host)
  vi.stubGlobal('fetch', trial.fetch)
  return trial
}

/** Of about 17 minutes: 100 blocks, so six requests. */
const long = 'bench-10mb'

function firstKeys(): number[] {
  return trial.asked.flatMap(({ query }) => (query['start_blob_key'] === undefined ? [] : Number(query['start_blob_key'])))
}

/** Answers stop before the last piece until they are let go. */
function holdBodies() {
  const gate = { open: () => undefined as void }
  const opened = new Promise<void>((resolve) => {
    gate.open = resolve
  })
  trial.change = async (request, answer) => {
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
  return gate
}

test('the first picture is there while the first answer is still on its way', async () => {
  begin()
  const gate = holdBodies()
  const load = trial.captured('shop-checkout')
  const state = await until(load, ({ facts }) => facts.hasFullSnapshot)
  expect(state.runs[0]?.events.some(({ type }) => type === EventType.FullSnapshot)).toBe(true)
  expect(state.segments).toEqual({ known: 1, loaded: 0 })
  gate.open()
  expect((await wholeOf(load)).end).toEqual({ kind: 'complete' })
})

test('only what is near is asked for, the rest as play comes up to it', async () => {
  begin()
  const load = trial.load(long)
  await until(load, ({ segments }) => segments?.loaded === 1)
  expect(firstKeys()).toEqual([0])
  load.want(60_000)
  expect(firstKeys()).toEqual([0])
  const { runs } = load.get()
  const end = Number(runs[0]?.to)
  load.want(end - 55_000)
  await until(load, ({ segments }) => segments?.loaded === 2)
  expect(firstKeys()).toEqual([0, 20])
})

test('faster play looks further ahead', async () => {
  begin()
  const load = trial.load(long)
  const { runs } = await until(load, ({ segments }) => segments?.loaded === 1)
  load.want(Number(runs[0]?.to) - 300_000, 8)
  await until(load, ({ segments }) => segments?.loaded === 2)
  expect(firstKeys().slice(0, 2)).toEqual([0, 20])
})

/** Of half a minute: some eighty blocks, so several requests. */
const many = snapshotFailures.manyBlocks.id

test('a link into the middle asks first for what lies there, and then only for what it needs before', async () => {
  begin()
  const load = trial.load(many, { startAt: 25_000 })
  const state = await until(load, ({ runs }) => runs.some(({ from, to }) => from <= 25_000 && 25_000 <= to))
  const [first = 0, ...more] = firstKeys()
  const asked = Number(state.facts.startedAt) + 25_000
  const times = await trial.blockTimes(many)
  expect(times[first]?.start).toBeLessThanOrEqual(asked)
  expect(times[first + 20]?.start ?? Infinity).toBeGreaterThan(asked)
  for (const [index, key] of more.entries()) expect(Math.abs(key - first)).toBe(20 * (index + 1))
  const whole = await wholeOf(load)
  expect(whole.end).toEqual({ kind: 'complete' })
  expect(whole.runs).toHaveLength(1)
  expect(firstKeys().toSorted((one, other) => one - other)).toEqual(
    Array.from({ length: firstKeys().length }, (_, index) => 20 * index),
  )
})

test('loaded from anywhere, it is the same recording in the end', async () => {
  begin()
  const plain = await wholeOf(trial.load(many))
  const sure = plain.runs[0]?.events
  for (const startAt of [8000, 16_000, 21_500, 30_000, 90_000]) {
    const load = trial.load(many, { startAt })
    await until(load, ({ runs }) => runs.length > 0)
    load.want(100)
    const state = await wholeOf(load)
    expect(state.runs).toHaveLength(1)
    expect(state.runs[0]?.events).toEqual(sure)
    expect(state.items.map(({ at, text }) => [at, text])).toEqual(plain.items.map(({ at, text }) => [at, text]))
    expect([...windowNumbers(state.switches)]).toEqual([...windowNumbers(plain.switches)])
    load.close()
  }
})

describe('leaving', () => {
  test.each(['signal', 'close'] as const)('by %s ends what is on its way', async (way) => {
    begin()
    holdBodies()
    const load = trial.captured('shop-checkout')
    await until(load, ({ facts }) => facts.hasFullSnapshot)
    const before = load.get()
    if (way === 'signal') trial.leaving.abort()
    else load.close()
    await vi.waitFor(() => expect(trial.asked.at(-1)?.aborted).toBe(true))
    expect(load.get()).toBe(before)
  })

  test('ends a wait too: nothing more is asked', async () => {
    begin()
    const load = trial.load(snapshotFailures.busyFirst.id)
    await until(load, ({ waiting }) => waiting !== null)
    trial.leaving.abort()
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(trial.asked).toHaveLength(1)
  })
})

test('what comes twice after a broken answer is there once', async () => {
  begin()
  let isBroken = true
  trial.change = async (request, answer) => {
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
  const load = trial.captured('shop-checkout')
  const state = await wholeOf(load)
  expect(state.end).toEqual({ kind: 'complete' })
  expect(state.facts).toMatchObject({ eventCount: 290, skips: {} })
  expect(trial.asked).toHaveLength(3)
})
