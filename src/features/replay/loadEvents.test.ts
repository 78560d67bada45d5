import { EventType } from '@rrweb/types'
import { afterEach, expect, test, vi } from 'vitest'
import { hostileRecordings, type HostileSlug } from '../../../demo/data/hostileRecordings.ts'
import { createDemoHost } from '../../../demo/createDemoHost.ts'
import { demoKeys } from '../../../demo/host/keys.ts'
import { capturedSessions } from '../../../demo/data/capturedSessions.ts'
import { undecodableTag } from './describe/customLine.ts'
import { windowAt } from './describe/windowAt.ts'
import { LoadHarness, longAgo, loadFully } from './loadHarness.fixture.ts'
import type { ReplayState } from './replayLoad.ts'

const host = createDemoHost({ now: longAgo })
let harness: LoadHarness

afterEach(() => {
  harness.controller.abort()
  vi.unstubAllGlobals()
})

function setUp(): LoadHarness {
  harness = new LoadHarness({}, demoKeys.all, host)
  vi.stubGlobal('fetch', harness.fetch)
  return harness
}

async function hostile(slug: HostileSlug): Promise<ReplayState> {
  const recording = hostileRecordings.find((one) => one.slug === slug)
  const state = await loadFully(setUp().load(String(recording?.id)))
  expect(state.end).toEqual({ kind: 'complete' })
  const text = JSON.stringify(state.ranges.map(({ events }) => events))
  expect(text).toContain(recording?.shows)
  expect(text).toContain(recording?.showsLater)
  return state
}

function eventsOf({ ranges }: ReplayState) {
  return ranges.flatMap(({ events }) => events)
}

test('separates two windows', async () => {
  const state = await loadFully(setUp().captured('two-tabs'))
  const session = capturedSessions().find(({ name }) => name === 'two-tabs')
  const windowIds = new Set(eventsOf(state).map(({ windowId }) => windowId))
  expect(windowIds).toEqual(new Set(session?.windowIds))
  const [shop = '', journal = ''] = session?.windowIds ?? []
  const current = [1000, 3000, 8400, 10_000, 13_700, 15_100, 18_000].map((time) => windowAt(state.switches, time))
  expect(current).toEqual([shop, journal, journal, shop, shop, journal, journal])
  const changes = state.switches.map(({ windowId }) => windowId)
  expect(changes).toEqual(changes.map((_, index) => (index % 2 === 0 ? shop : journal)))
  for (const id of windowIds) {
    const types = eventsOf(state).flatMap(({ windowId, type }) => (windowId === id ? type : []))
    expect(types.indexOf(EventType.FullSnapshot), 'Meta before the full snapshot').toBe(types.indexOf(EventType.Meta) + 1)
  }
})

test('accepts any window ID', async () => {
  const state = await hostile('windows')
  const windowIds = new Set(eventsOf(state).map(({ windowId }) => windowId))
  expect(windowIds.size).toBeGreaterThan(65)
  for (const name of ['__proto__', 'constructor', '7', 'window-59']) expect(windowIds).toContain(name)
})

test('adds a Meta event before a full snapshot without one', async () => {
  const events = eventsOf(await hostile('meta'))
  const fullSnapshot = events.findIndex(({ type }) => type === EventType.FullSnapshot)
  expect(events[fullSnapshot - 1]).toMatchObject({ type: EventType.Meta, data: { href: '', width: 1280, height: 720 } })
  expect(events[fullSnapshot - 1]?.timestamp).toBe(events[fullSnapshot]?.timestamp)
})

test('adds no second Meta event', async () => {
  const events = eventsOf(await loadFully(setUp().captured('shop-checkout')))
  const of = (wanted: EventType) => events.filter(({ type }) => type === wanted).length
  expect(of(EventType.Meta)).toBe(of(EventType.FullSnapshot))
})

test('removes and counts duplicates', async () => {
  const state = await hostile('twice')
  expect(state.facts.eventCount).toBe(7)
  expect(state.facts.skips).toEqual({})
  expect(state.facts.duplicates).toBeGreaterThan(14)
})

test('sorts reversed events', async () => {
  const events = eventsOf(await hostile('order'))
  const times = events.map(({ timestamp }) => timestamp)
  expect(times).toEqual(times.toSorted((one, other) => one - other))
  // The Meta event came last, after the page was shown, so another one replaces it.
  const own = events.filter((event) => event.type !== EventType.Meta || event.data.href !== '')
  expect(own.map(({ type }) => type)).toEqual([4, 2, 3, 3, 3, 3, 3])
})

test('keeps and counts events with an unknown compression', async () => {
  const state = await hostile('packing')
  const packed = eventsOf(state).filter((event) => event.type === EventType.Custom && event.data.tag === undecodableTag)
  expect(packed.length).toBe(state.facts.skips['unknown-compression'])
  expect(packed.length).toBeGreaterThan(5)
  expect(packed[0]?.data).toMatchObject({ payload: { data: 'packed as nobody knows', cv: '2031-01' } })
})

test('ignores empty lines', async () => {
  const { facts } = await hostile('empty')
  expect(facts.eventCount).toBe(7)
  expect(Object.keys(facts.skips)).toEqual(facts.skips['no-json'] === undefined ? [] : ['no-json']) // a line with a single NUL counts
})

test('skips and counts junk lines', async () => {
  const { facts } = await hostile('junk')
  expect(facts.eventCount).toBe(7)
  expect(facts.skips['no-json']).toBeGreaterThan(5)
  expect(facts.skips['no-event']).toBeGreaterThan(5)
})

test('skips events with damaged compression', async () => {
  const { facts } = await hostile('gzip')
  expect(facts.skips['damaged']).toBeGreaterThan(8)
  expect(facts.hasFullSnapshot).toBe(true)
}, 60_000)

test('ignores impossible times', async () => {
  const state = await hostile('clocks')
  expect(state.facts.skips['far-time']).toBeGreaterThan(3)
  expect(state.facts.skips['no-time']).toBeGreaterThan(2)
  expect(Number(state.duration)).toBeLessThan(60_000)
})

test.each(hostileRecordings)(
  'loads $title',
  async ({ slug }) => {
    const { facts } = await hostile(slug)
    expect(facts.hasFullSnapshot).toBe(true)
  },
  60_000,
)
