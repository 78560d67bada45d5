import { afterEach, describe, expect, test, vi } from 'vitest'
import { capturedSessions } from '../../../demo/data/capturedSessions.ts'
import { snapshotFailures } from '../../../demo/data/snapshotFailures.ts'
import type { Edition } from '../../../demo/host/options.ts'
import { capturedEvents } from './capturedEvents.fixture.ts'
import { LoadHarness, loadFully } from './loadHarness.fixture.ts'

let harness: LoadHarness

afterEach(() => {
  harness.controller.abort()
  vi.unstubAllGlobals()
})

function setUp(...args: ConstructorParameters<typeof LoadHarness>): LoadHarness {
  harness = new LoadHarness(...args)
  vi.stubGlobal('fetch', harness.fetch)
  return harness
}

const editions: Edition[] = ['documented', 'old', 'mid', 'newest']

describe.each(editions)('a server of edition %s', (edition) => {
  test.each(capturedSessions().map(({ name }) => name))('gives every event of %s, once and in order', async (name) => {
    const state = await loadFully(setUp({ edition }).captured(name))
    expect(state.end).toEqual({ kind: 'complete' })
    expect(state.ranges).toHaveLength(1)
    const events = state.ranges[0]?.events ?? []
    expect(events).toEqual(capturedEvents(name, Number(state.facts.startedAt)))
    expect(state.facts).toMatchObject({ eventCount: events.length, hasFullSnapshot: true })
    expect(state.facts.skips).toEqual({})
    const refused = harness.requests.filter(({ status }) => status !== 200)
    expect(refused.map(({ status }) => status)).toEqual(edition === 'documented' ? [404] : []) // the older path is tried second
  })
})

const both = { blob_v2: 'true', blob_v2_lts: 'true' }

async function queries(edition: Edition, id: string) {
  await loadFully(setUp({ edition }).load(id))
  return harness.requests.map(({ query }) => query)
}

const id = snapshotFailures.manyBlocks.id

test('requests at most twenty keys at a time from the newest servers, each key once', async () => {
  const [list, ...windows] = await queries('newest', id)
  expect(list).toEqual(both)
  const blocks = windows.length
  expect(blocks).toBeGreaterThan(2)
  for (const [index, window] of windows.entries()) {
    const first = 20 * index
    expect(window).toEqual({
      source: 'blob_v2',
      start_blob_key: String(first),
      end_blob_key: index === blocks - 1 ? window['end_blob_key'] : String(first + 19),
    })
    expect(Number(window['end_blob_key']) - first).toBeLessThan(20)
  }
})

test('sends blob_v2=true to servers of mid-2025 and requests none of their older storage', async () => {
  const [list, ...windows] = await queries('mid', id)
  expect(list).toEqual(both)
  expect(new Set(windows.map(({ source }) => source))).toEqual(new Set(['blob_v2']))
})

test('requests single blobs and realtime data from old servers', async () => {
  await loadFully(setUp({ edition: 'old' }).captured('join-form'))
  const [, ...rest] = harness.requests.map(({ query }) => query)
  expect(rest).toEqual([
    { source: 'blob', blob_key: expect.stringMatching(/^\d+-\d+$/) },
    { source: 'blob', blob_key: expect.stringMatching(/^\d+-\d+$/) },
    { source: 'realtime', version: '2024-04-30' },
  ])
})

test('requests one file from long-term storage, which lists no times', async () => {
  const state = await loadFully(setUp({ edition: 'newest' }).load(snapshotFailures.longTerm.id))
  const [, file, ...more] = harness.requests.map(({ query }) => query)
  expect(file).toEqual({ source: 'blob_v2_lts', blob_key: expect.stringContaining(snapshotFailures.longTerm.id) })
  expect(more).toEqual([])
  expect(state.end).toEqual({ kind: 'complete' })
  expect(state.ranges[0]?.events).toEqual(capturedEvents('shop-checkout', Number(state.facts.startedAt)))
})

function refusing(detail: string, isRefused: (query: URLSearchParams) => boolean) {
  const body = JSON.stringify({ type: 'validation_error', code: 'invalid_input', detail, attr: null })
  setUp({ edition: 'mid' }).intercept = (request, answer) =>
    isRefused(new URL(request.url).searchParams) ? Promise.resolve(new Response(body, { status: 400 })) : answer()
}

test('requests fewer keys at a time after a refusal', async () => {
  const span = (query: URLSearchParams) => Number(query.get('end_blob_key')) - Number(query.get('start_blob_key'))
  refusing('Cannot request more than 8 blob keys at once', (query) => span(query) >= 8)
  const state = await loadFully(harness.load(id))
  expect(state.end).toEqual({ kind: 'complete' })
  expect(state.ranges[0]?.events).toEqual(capturedEvents('shop-checkout', Number(state.facts.startedAt)))
  expect(harness.requests.filter(({ status }) => status === 400)).toHaveLength(1)
})

test('requests single keys if the server accepts no ranges', async () => {
  refusing('Must provide a snapshot file blob key', (query) => query.has('start_blob_key'))
  const state = await loadFully(harness.load(id))
  expect(state.ranges[0]?.events).toEqual(capturedEvents('shop-checkout', Number(state.facts.startedAt)))
  const keys = harness.requests.slice(2).map(({ query }) => query['blob_key'])
  expect(keys).toEqual(keys.map((_, index) => String(index)))
})
