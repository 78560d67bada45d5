import { afterEach, describe, expect, test, vi } from 'vitest'
import { failures } from '../../../demo/failures.ts'
import { snapshotFailures } from '../../../demo/snapshotFailures.ts'
import type { KnownRecording } from './cacheWriter.ts'
import { LoadHarness, longAgo, waitForState, loadFully } from './loadHarness.fixture.ts'
import { replayEndMessage } from './replayEnd.ts'

let harness: LoadHarness

afterEach(() => {
  harness.controller.abort()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function setUp(...given: ConstructorParameters<typeof LoadHarness>): LoadHarness {
  harness = new LoadHarness(...given)
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

describe('what is still being recorded', () => {
  const now = () => Date.now()

  test('is said to be, and what there is can be watched', async () => {
    setUp({ now })
    const state = await loadFully(harness.load(stillRecording.id))
    expect(state.end).toEqual({ kind: 'ongoing' })
    expect(state.facts.hasFullSnapshot).toBe(true)
  })

  test('is not said of what ended hours ago, though an old server still lists what is live', async () => {
    setUp({ edition: 'old' })
    const state = await loadFully(harness.captured('join-form'))
    expect(harness.requests.at(-1)?.query['source']).toBe('realtime')
    expect(state.end).toEqual({ kind: 'complete' })
  })

  test('goes by the word of the server where it gives one', async () => {
    setUp()
    expect((await loadFully(harness.captured('join-form', { recording: known({ ongoing: true }) }))).end).toEqual({
      kind: 'ongoing',
    })
  })
})

describe('nothing is there', () => {
  test('yet, where the recording is young', async () => {
    setUp()
    const young = known({ startTime: new Date(Date.now() - 600_000), endTime: null })
    expect(await endOf(stillIngesting.id, young)).toEqual({ kind: 'not-yet' })
    expect(await endOf(stillIngesting.id, known({ ongoing: true }))).toEqual({ kind: 'not-yet' })
  })

  test('any more, where the server kept it for long enough', async () => {
    setUp()
    expect(await endOf(stillIngesting.id, known({ expiryTime: new Date(Date.now() - 1000) }))).toEqual({ kind: 'expired' })
  })

  test('and nobody knows why', async () => {
    setUp()
    expect(await endOf(stillIngesting.id, known({}))).toEqual({ kind: 'empty' })
    expect(await endOf(stillIngesting.id)).toEqual({ kind: 'empty' })
  })
})

test('what was deleted says when and by whom on newest servers, and is unknown to older ones', async () => {
  setUp()
  const end = await endOf(deleted.id)
  expect(end && replayEndMessage(end)?.message).toMatch(
    /^This recording was deleted for good on \d+ \w+ \d{4} by noor@leafandkettle\.example\.$/,
  )
  setUp({ edition: 'mid' })
  expect(await endOf(deleted.id)).toEqual({ kind: 'missing' })
})

test('what the server does not know is missing', async () => {
  setUp()
  expect(await endOf(failures.gone.id)).toEqual({ kind: 'missing' })
})

test('blocks that are lost are asked for again some times, and then unavailable', async () => {
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

test('a failure is told in its own words; trying again goes on where it was', async () => {
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

test('a server that is busy is asked again after a while', async () => {
  setUp()
  const state = await loadFully(harness.load(busyFirst.id))
  expect(state.end).toEqual({ kind: 'complete' })
  expect(harness.requests.map(({ status }) => status)).toEqual([503, 200, 503, 200])
})

test('a recording of an app cannot be played, and what happened in it can be read', async () => {
  setUp()
  const state = await loadFully(harness.load(wireframes.id))
  expect(state.end).toEqual({ kind: 'mobile' })
  expect(state.facts).toMatchObject({ isMobile: true, hasFullSnapshot: false })
  expect(state.items.some(({ kind, text }) => kind === 'click' && text.startsWith('Touched'))).toBe(true)
  expect(state.items.some(({ kind }) => kind === 'navigation')).toBe(true)
})

test('a single event is too little', async () => {
  setUp()
  expect(await endOf(oneEvent.id)).toEqual({ kind: 'too-few', events: 1 })
})

test('changes without the page that they change cannot be played', async () => {
  setUp()
  const state = await loadFully(harness.load(noFullSnapshot.id))
  expect(state.end).toEqual({ kind: 'no-full-snapshot' })
  expect(state.items.length).toBeGreaterThan(3)
})

test('what newest servers leave out without a word is shown as a gap', async () => {
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

test('a block that was cut short costs its last line', async () => {
  setUp()
  const state = await loadFully(harness.load(snapshotFailures.cutShort.id))
  expect(state.end).toEqual({ kind: 'complete' })
  expect(state.facts.skips).toEqual({ 'no-json': 1 })
})

test('an event of forty megabytes costs itself', async () => {
  setUp()
  const state = await loadFully(harness.load(snapshotFailures.hugeBlock.id))
  expect(state.end).toEqual({ kind: 'complete' })
  expect(state.facts.skips).toEqual({ 'too-big': 1 })
  expect(state.facts.eventCount).toBe(290)
})

test('a web page in the place of snapshots is a proxy in the way', async () => {
  setUp()
  harness.intercept = (request, answer) => {
    const page = new Response('<!doctype html>\n<title>Sign in</title>\n', { headers: { 'Content-Type': 'text/html' } })
    return request.url.includes('source=') ? Promise.resolve(page) : answer()
  }
  expect((await loadFully(harness.captured('join-form'))).end).toMatchObject({ kind: 'failed', error: { kind: 'malformed' } })
})

test('what a person has to mend is said at once', async () => {
  setUp({}, 'phx_nobody')
  expect(await endOf(oneEvent.id)).toMatchObject({ kind: 'failed', error: { kind: 'bad-key' } })
  expect(harness.requests).toHaveLength(1)
})
