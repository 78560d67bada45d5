import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { demoKeys } from '../../../demo/keys.ts'
import type { DemoOptions } from '../../../demo/options.ts'
import { snapshotFailures } from '../../../demo/snapshotFailures.ts'
import { saveConnection } from '#storage/connections.ts'
import { loadBudget } from '#api/rateLimit/acquire.ts'
import { request } from '#api/http/request.ts'
import type { PlanChoice } from '#storage/settings.ts'
import { snapshotsPath } from '#api/snapshots/snapshots.ts'
import * as v from 'valibot'
import { LoadTrial, longAgo } from './loadHarness.fixture.ts'
import type { ReplayLoad, ReplayState } from './replayLoad.ts'

let trial: LoadTrial

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
})
afterEach(() => {
  trial.leaving.abort()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const reallyLater = globalThis.setTimeout
const travel = () => new Promise((resolve) => reallyLater(resolve, 1))

/** Lets the clock run in steps of a moment until it is so, for at most so many minutes. */
async function runUntil(load: ReplayLoad, isThere: (state: ReplayState) => boolean, minutes = 300, step = 500) {
  for (let left = (minutes * 60_000) / step; left > 0 && !isThere(load.get()); left -= 1) {
    await vi.advanceTimersByTimeAsync(step)
    await travel()
  }
  expect(isThere(load.get())).toBe(true)
  return load.get()
}

async function begin(options: Partial<DemoOptions>, plan: PlanChoice): Promise<void> {
  trial = new LoadTrial({ now: longAgo, ...options }, demoKeys.all)
  vi.stubGlobal('fetch', trial.fetch)
  saveConnection({ ...trial.connection, name: '', projectName: null, zone: null, owner: null, keyKept: 'device', plan })
  await loadBudget()
  await import('#api/http/readRefusal.ts') // which takes its time on the way, and the clock runs meanwhile
}

/** Some eighty blocks; where a server gives one at a time, as many requests. */
const many = snapshotFailures.manyBlocks.id

function oneKeyAtATime(): void {
  const body = JSON.stringify({
    type: 'validation_error',
    code: 'invalid_input',
    detail: 'Cannot request more than 1 blob keys at once',
  })
  trial.change = (asked, answer) => {
    const { searchParams } = new URL(asked.url)
    const isOne = searchParams.get('start_blob_key') === searchParams.get('end_blob_key')
    return isOne ? answer() : Promise.resolve(new Response(body, { status: 400 }))
  }
}

/** Uses up what background work may take of a minute: nine of twelve. */
async function useUp(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await request(trial.connection, snapshotsPath(snapshotFailures.oneEvent.id), v.unknown(), { query: { index } })
  }
  trial.asked = []
}

const isPlayable = ({ runs }: ReplayState) => runs.length > 0
const statuses = () => new Set(trial.asked.map(({ status }) => status))

test('under the free plan a recording of many requests is loaded as far as the budget goes, and never refused', async () => {
  await begin({ ratePlan: 'free' }, 'free')
  oneKeyAtATime()
  const load = trial.load(many)
  const whys = new Set<string>()
  load.subscribe(() => {
    const { waiting } = load.get()
    if (!waiting) return
    whys.add(waiting.why)
    expect(waiting.until).toBeGreaterThanOrEqual(Date.now() - 1000)
  })
  load.wantAll()
  const start = Date.now()
  const state = await runUntil(load, ({ end }) => end !== null, 300, 4000)
  expect(state.end).toEqual({ kind: 'complete' })
  expect(state.waiting).toBeNull()
  expect(statuses()).toEqual(new Set([200, 400]))
  expect(trial.asked.length).toBeGreaterThan(60)
  expect(Date.now() - start).toBeGreaterThan(60 * 60_000)
  expect([...whys].some((why) => why.includes('background work may take'))).toBe(true)
}, 60_000)

test('play that runs dry again and again uses what is kept for people too, and is not refused either', async () => {
  await begin({ ratePlan: 'free' }, 'free')
  oneKeyAtATime()
  const load = trial.load(many)
  await runUntil(load, isPlayable)
  for (let left = 240; left > 0; left -= 1) {
    load.want(Number(load.get().runs[0]?.to))
    await vi.advanceTimersByTimeAsync(500)
    await travel()
  }
  expect(statuses()).toEqual(new Set([200, 400]))
  expect(trial.asked.length, 'in two minutes; background work alone has nine a minute').toBeGreaterThan(20)
}, 30_000)

test('what waits ahead of play goes at once when play comes up to it', async () => {
  await begin({}, 'free')
  await useUp(6)
  const load = trial.load(many)
  await runUntil(load, ({ waiting }) => waiting !== null)
  const before = trial.asked.length
  expect(load.get().waiting?.why).toContain('background work may take 9')
  load.want(Number(load.get().runs[0]?.to))
  await runUntil(load, ({ waiting }) => waiting === null, 0.05)
  expect(trial.asked.length).toBe(before + 1)
})

test('a seek calls off what waits, and its own request goes at once', async () => {
  await begin({}, 'free')
  await useUp(6)
  const times = await trial.blockTimes(many)
  const load = trial.load(many)
  const state = await runUntil(load, ({ waiting }) => waiting !== null)
  const ahead = trial.asked.length
  load.want(Number(times[40]?.start) + 100 - Number(state.facts.startedAt))
  await vi.advanceTimersByTimeAsync(50)
  expect(trial.asked.slice(ahead).map(({ query }) => query['start_blob_key'])[0], 'and not 20, which waited').toBe('40')
  expect(Number(state.waiting?.until)).toBeGreaterThan(Date.now())
})

test('a long scan in the queue does not hold up what play needs', async () => {
  await begin({}, 'free')
  await useUp(9)
  const scan = new AbortController()
  const scanned = request(trial.connection, '/session_recordings/', v.unknown(), {
    background: { label: 'A scan', signal: scan.signal },
  })
  scanned.catch(() => undefined)
  await vi.advanceTimersByTimeAsync(100)
  const load = trial.load(many)
  await runUntil(load, isPlayable, 0.05)
  scan.abort()
})

test('with nothing left at all it waits for its own count, and says so', async () => {
  await begin({ ratePlan: 'free' }, 'free')
  await useUp(12)
  const load = trial.load(many)
  const { waiting } = await runUntil(load, (state) => state.waiting !== null, 0.05)
  expect(Number(waiting?.until) - Date.now()).toBeGreaterThan(10_000)
  expect(trial.asked).toEqual([])
  await runUntil(load, isPlayable, 3)
  expect(statuses()).toEqual(new Set([200]))
})

test('a limit that nobody knew of is sat out for as long as the server says', async () => {
  await begin({ ratePlan: 'free' }, 'auto')
  await useUp(12)
  const load = trial.load(many)
  const { waiting } = await runUntil(load, (state) => state.waiting !== null, 0.05)
  expect(waiting?.why).toContain('request limit of this key is used up')
  expect(Number(waiting?.until) - Date.now()).toBeGreaterThan(40_000)
  expect(trial.asked.map(({ status }) => status)).toEqual([429])
  await runUntil(load, isPlayable, 3)
  expect(trial.asked.filter(({ status }) => status === 429)).toHaveLength(1)
})

test('an answer that says nothing more for a minute is asked for again', async () => {
  await begin({}, 'none')
  let stalls = 1
  trial.change = async (asked, answer) => {
    const response = await answer()
    if (!asked.url.includes('source=') || stalls === 0) return response
    stalls -= 1
    const bytes = new Uint8Array(await response.arrayBuffer())
    const start = (controller: ReadableStreamDefaultController) => {
      controller.enqueue(bytes.slice(0, bytes.length >> 1))
      asked.signal.addEventListener('abort', () => controller.error(asked.signal.reason)) // as browsers do
    }
    return new Response(new ReadableStream({ start }))
  }
  const load = trial.captured('join-form')
  const start = Date.now()
  const { waiting } = await runUntil(load, (state) => state.waiting !== null, 3)
  expect(waiting?.why).toContain('did not answer within')
  expect(Date.now() - start).toBeGreaterThan(59_000)
  const { end, facts } = await runUntil(load, (state) => state.end !== null, 3)
  expect(end).toEqual({ kind: 'complete' })
  expect(facts).toMatchObject({ eventCount: 146, skips: {} })
})
