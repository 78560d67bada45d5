import { afterEach, describe, expect, test, vi } from 'vitest'
import { failures } from '../../../demo/data/failures.ts'
import { snapshotFailures } from '../../../demo/data/snapshotFailures.ts'
import type { KnownRecording } from './cacheWriter.ts'
import { LoadHarness, longAgo, waitForState, loadFully } from './loadHarness.fixture.ts'
import { replayEndMessage } from './replayEnd.ts'

let harness: LoadHarness

afterEach(() => {
  harness.controller.abort()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function setUp(...args: ConstructorParameters<typeof LoadHarness>): LoadHarness {
  harness = new LoadHarness(...args)
  vi.stubGlobal('fetch', harness.fetch)
  return harness
}

function known(changes: Partial<KnownRecording>): KnownRecording {
  const times = { startTime: new Date(longAgo() - 3_600_000), endTime: new Date(longAgo()) }
  return { ongoing: false, expiryTime: null, ...times, ...changes }
}

async function endOf(id: string, recording: KnownRecording | null = null) {
  const { end } = await loadFully(harness.load(id, { recording }))
  return end
}

const {
  deleted,
  unavailable,
  breaks,
  stillIngesting,
  stillRecording,
  oneEvent,
  noFullSnapshot,
  wireframes,
  busyFirst,
  someLost,
} = snapshotFailures

describe('a recording that is still going on', () => {
  const now = () => Date.now()

  test('is reported as ongoing and can be watched', async () => {
    setUp({ now })
    const state = await loadFully(harness.load(stillRecording.id))
    expect(state.end).toEqual({ kind: 'ongoing' })
    expect(state.facts.hasFullSnapshot).toBe(true)
  })

  test('is complete hours later, even if an old server still lists a realtime source', async () => {
    setUp({ edition: 'old' })
    const state = await loadFully(harness.captured('join-form'))
    expect(harness.requests.at(-1)?.query['source']).toBe('realtime')
    expect(state.end).toEqual({ kind: 'complete' })
  })

  test('is ongoing if the server says so', async () => {
    setUp()
    expect((await loadFully(harness.captured('join-form', { recording: known({ ongoing: true }) }))).end).toEqual({
      kind: 'ongoing',
    })
  })
})

describe('a recording without blocks', () => {
  test('is not available yet if it is new', async () => {
    setUp()
    const young = known({ startTime: new Date(Date.now() - 600_000), endTime: null })
    expect(await endOf(stillIngesting.id, young)).toEqual({ kind: 'not-yet' })
    expect(await endOf(stillIngesting.id, known({ ongoing: true }))).toEqual({ kind: 'not-yet' })
  })

  test('has expired if its retention is over', async () => {
    setUp()
    expect(await endOf(stillIngesting.id, known({ expiryTime: new Date(Date.now() - 1000) }))).toEqual({ kind: 'expired' })
  })

  test('is empty otherwise', async () => {
    setUp()
    expect(await endOf(stillIngesting.id, known({}))).toEqual({ kind: 'empty' })
    expect(await endOf(stillIngesting.id)).toEqual({ kind: 'empty' })
  })
})

test('a deleted recording says when and by whom on the newest servers, and is missing on older ones', async () => {
  setUp()
  const end = await endOf(deleted.id)
  expect(end && replayEndMessage(end)?.message).toMatch(
    /^This recording was permanently deleted on \w{3} \d+, \d{4} by noor@leafandkettle\.example\.$/,
  )
  setUp({ edition: 'mid' })
  const older = await endOf(deleted.id)
  expect(older).toEqual({ kind: 'missing' })
  expect(older && replayEndMessage(older)?.message).toBe('The server has no replay data for this recording.')
})

test('an unknown recording is missing', async () => {
  setUp()
  expect(await endOf(failures.gone.id)).toEqual({ kind: 'missing' })
})

test('lost blocks are retried a few times, then unavailable', async () => {
  setUp()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  const load = harness.load(unavailable.id)
  const loaded = loadFully(load)
  const waitReasons: string[] = []
  load.subscribe(() => {
    const { waiting } = load.get()
    if (waiting && waitReasons.at(-1) !== waiting.why) waitReasons.push(waiting.why)
  })
  await vi.advanceTimersByTimeAsync(30_000)
  const { end } = await loaded
  expect(end).toMatchObject({ kind: 'unavailable', error: { facts: { status: 502, code: 'recording_blocks_unavailable' } } })
  expect(harness.requests).toHaveLength(1 + 4)
  expect(waitReasons).toHaveLength(1)
  expect(load.get().waiting).toBeNull()
  load.retry()
  await vi.advanceTimersByTimeAsync(30_000)
  await waitForState(load, (state) => state.end !== null)
  expect(harness.requests).toHaveLength(1 + 8)
})

test('a failure keeps its own message, and retrying continues where it stopped', async () => {
  setUp()
  expect(await endOf(breaks.id)).toMatchObject({ kind: 'failed', error: { kind: 'server-error', facts: { status: 500 } } })
  setUp()
  harness.intercept = (request, answer) =>
    request.url.includes('source=') ? Promise.resolve(new Response('', { status: 500 })) : answer()
  const load = harness.captured('join-form')
  expect((await loadFully(load)).end).toMatchObject({ kind: 'failed', error: { kind: 'server-error' } })
  harness.intercept = (_, answer) => answer()
  load.retry()
  expect(load.get().end).toBeNull()
  expect((await loadFully(load)).end).toEqual({ kind: 'complete' })
  expect(harness.requests.map(({ query, status }) => [query['source'], status])).toEqual([
    [undefined, 200],
    ['blob_v2', 500],
    ['blob_v2', 200],
  ])
})

test('a busy server is retried', async () => {
  setUp()
  const state = await loadFully(harness.load(busyFirst.id))
  expect(state.end).toEqual({ kind: 'complete' })
  expect(harness.requests.map(({ status }) => status)).toEqual([503, 200, 503, 200])
})

test('a mobile recording plays, and its screens and taps are named', async () => {
  setUp()
  const state = await loadFully(harness.load(wireframes.id))
  expect(state.end).toEqual({ kind: 'complete' })
  expect(state.facts).toMatchObject({ skips: {}, removed: {}, hasFullSnapshot: true })
  expect(state.items.some(({ kind, text }) => kind === 'click' && text.startsWith('Tapped'))).toBe(true)
  expect(state.items.filter(({ kind }) => kind === 'navigation').map(({ details }) => details[0]?.[0])).toContain('Screen')
})

test('a single event is too few', async () => {
  setUp()
  expect(await endOf(oneEvent.id)).toEqual({ kind: 'too-few', events: 1 })
})

test('changes without a full snapshot cannot be played', async () => {
  setUp()
  const state = await loadFully(harness.load(noFullSnapshot.id))
  expect(state.end).toEqual({ kind: 'no-full-snapshot' })
  expect(state.items.length).toBeGreaterThan(3)
})

test('blocks that the newest servers silently leave out are gaps', async () => {
  setUp()
  const state = await loadFully(harness.load(someLost.id))
  expect(state.end).toEqual({ kind: 'complete' })
  expect(state.gaps).toHaveLength(1)
  const [gap = { from: 0, to: 0 }] = state.gaps
  expect(gap.from).toBeGreaterThan(9000)
  expect(gap.to).toBeGreaterThan(gap.from)
  const times = state.ranges.flatMap(({ events }) => events.map(({ timestamp }) => timestamp - Number(state.facts.startedAt)))
  expect(times.filter((time) => time >= gap.from && time <= gap.to)).toEqual([])
})

test('a truncated block loses only its last line', async () => {
  setUp()
  const state = await loadFully(harness.load(snapshotFailures.cutShort.id))
  expect(state.end).toEqual({ kind: 'complete' })
  expect(state.facts.skips).toEqual({ 'no-json': 1 })
})

test('an event of 40 MB is skipped alone', async () => {
  setUp()
  const state = await loadFully(harness.load(snapshotFailures.hugeBlock.id))
  expect(state.end).toEqual({ kind: 'complete' })
  expect(state.facts.skips).toEqual({ 'too-big': 1 })
  expect(state.facts.eventCount).toBe(290)
})

test('a web page instead of snapshots is malformed', async () => {
  setUp()
  harness.intercept = (request, answer) => {
    const page = new Response('<!doctype html>\n<title>Sign in</title>\n', { headers: { 'Content-Type': 'text/html' } })
    return request.url.includes('source=') ? Promise.resolve(page) : answer()
  }
  expect((await loadFully(harness.captured('join-form'))).end).toMatchObject({ kind: 'failed', error: { kind: 'malformed' } })
})

test('an invalid key is not retried', async () => {
  setUp({}, 'phx_nobody')
  expect(await endOf(oneEvent.id)).toMatchObject({ kind: 'failed', error: { kind: 'bad-key' } })
  expect(harness.requests).toHaveLength(1)
})
