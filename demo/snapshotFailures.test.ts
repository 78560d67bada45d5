import { describe, expect, test } from 'vitest'
import { askerOf, field, newAsker, noon, recordings, rowsOf } from './askHost.ts'
import { hour } from './data/timeline.ts'
import { createDemoHost } from './host.ts'
import { demoKeys } from './keys.ts'
import type { DemoOptions } from './options.ts'
import { snapshotEvents } from './sessions.ts'
import { eventsIn, playAll, range, snapshotsPath, sourcesIn, timesOf } from './snapshots/askSnapshots.ts'
import { snapshotFailures } from './snapshotFailures.ts'

function asker(options: Partial<DemoOptions> = {}) {
  return newAsker({ count: 700, slowRecordingMs: 150, ...options })
}

const ask = asker()
const whole = snapshotEvents('shop-checkout')

test('each stands in the usual list under what it does, behind the first page, and is gone from small hosts', async () => {
  const rows = rowsOf(await ask(`${recordings}?limit=1000`))
  for (const { id, title } of Object.values(snapshotFailures)) {
    expect(rows.find((row) => row.id === id)).toMatchObject({ person: { name: title } })
    expect((await ask(`${recordings}${id}/`)).status).toBe(200)
  }
  expect((await newAsker()(`${recordings}${snapshotFailures.breaks.id}/`)).status).toBe(404)
})

describe('each of them fails as it is called:', () => {
  test('deleted elsewhere', async () => {
    const { id } = snapshotFailures.deleted
    const answer = await ask(snapshotsPath(id))
    expect(answer).toMatchObject({ status: 410, body: { error: 'recording_deleted', deleted_by: expect.stringContaining('@') } })
    expect(Number(field(answer, 'deleted_at')) * 1000).toBeLessThan(noon)
  })

  test('blocks unavailable', async () => {
    const { id } = snapshotFailures.unavailable
    expect(sourcesIn(await ask(snapshotsPath(id))).length).toBeGreaterThan(2)
    const gone = { status: 502, body: { code: 'recording_blocks_unavailable', detail: expect.stringContaining("Couldn't load") } }
    expect(await ask(snapshotsPath(id, range(0, 2)))).toMatchObject(gone)
    const mid = await asker({ edition: 'mid' })(snapshotsPath(id, range(0, 0)))
    expect([mid.status, field(mid, 'error')]).toEqual([500, 'An unexpected error has occurred. Please try again later.'])
  })

  test('blocks missing in the middle', async () => {
    const { id } = snapshotFailures.someLost
    const { events } = await playAll(ask, id)
    expect(events.length).toBeGreaterThan(50)
    expect(events.length).toBeLessThan(whole.length - 50)
    expect((await ask(snapshotsPath(id, range(1, 2)))).status).toBe(502)
    const old = asker({ edition: 'old' })
    const statuses: number[] = []
    for (const { blob_key } of sourcesIn(await old(snapshotsPath(id)))) {
      statuses.push((await old(snapshotsPath(id, `?source=blob&blob_key=${blob_key}`))).status)
    }
    expect(statuses).toEqual([200, 500, 500, 200])
  })

  test('busy at first', async () => {
    const path = snapshotsPath(snapshotFailures.busyFirst.id)
    const busy = { status: 503, body: { error: 'ClickHouse over capacity. Please retry' } }
    expect(await ask(path)).toMatchObject(busy)
    expect((await ask(path)).status).toBe(200)
    expect(await ask(path + range(0, 1))).toMatchObject(busy)
    expect((await ask(path + range(0, 1))).status).toBe(200)
    expect(await ask(path, { key: demoKeys.readOnly })).toMatchObject(busy)
  })

  test('breaks', async () => {
    for (const query of ['', range(0, 0), range(0, 0)]) {
      const answer = await ask(snapshotsPath(snapshotFailures.breaks.id, query))
      expect([answer.status, answer.body]).toEqual([500, { error: 'An unexpected error has occurred. Please try again later.' }])
    }
  })

  test('cut short', async () => {
    const { text, events } = await playAll(ask, snapshotFailures.cutShort.id)
    const broken = text.split('\n').filter((line) => !line.endsWith('}]'))
    expect(broken).toHaveLength(1)
    expect(() => JSON.parse(broken[0] ?? '')).toThrow(SyntaxError)
    expect(events.length).toBeLessThan(whole.length - 5)
    expect(events.at(-1)?.event['type']).toBe(whole.at(-1)?.event['type'])
  })

  test('slow block', async () => {
    const { id } = snapshotFailures.slowBlock
    const begun = performance.now()
    await ask(snapshotsPath(id, range(0, 1)))
    expect(performance.now() - begun).toBeLessThan(120)
    expect(eventsIn((await ask(snapshotsPath(id, range(0, 3)))).text)).toHaveLength(whole.length)
    expect(performance.now() - begun).toBeGreaterThan(145)
    const host = createDemoHost({ now: () => noon, count: 700 })
    const path = `http://demo.test${snapshotsPath(id, range(2, 2))}`
    const headers = { Authorization: `Bearer ${demoKeys.all}` }
    expect((await host.fetch(new Request(path, { headers, signal: AbortSignal.timeout(30) }))).status).toBe(499)
  })

  test('more than forty blocks', async () => {
    const { id } = snapshotFailures.manyBlocks
    const { sources, events } = await playAll(ask, id)
    expect(sources.length).toBeGreaterThan(41)
    expect(events).toHaveLength(whole.length)
    expect((await ask(snapshotsPath(id, range(0, sources.length - 1)))).status).toBe(400)
  })

  test('much too big', async () => {
    const { events, text } = await playAll(ask, snapshotFailures.hugeBlock.id)
    expect(text.length).toBeGreaterThan(40_000_000)
    expect(events).toHaveLength(whole.length + 1)
  })

  test('one event only, and no full snapshot', async () => {
    const one = await playAll(ask, snapshotFailures.oneEvent.id)
    expect(one.events.map(({ event }) => event['type'])).toEqual([4])
    const none = await playAll(ask, snapshotFailures.noFullSnapshot.id)
    const types = new Set(none.events.map(({ event }) => event['type']))
    expect([types.has(2), types.has(3), types.has(4)]).toEqual([false, true, true])
  })

  test('mobile wireframes', async () => {
    const { id } = snapshotFailures.wireframes
    expect(field(await ask(`${recordings}${id}/`), 'snapshot_source')).toBe('mobile')
    const { events } = await playAll(ask, id)
    const full = events.filter(({ event }) => event['type'] === 2)
    expect(full.length).toBeGreaterThan(0)
    for (const { event } of full)
      expect(event['data']).toMatchObject({ wireframes: [{ type: 'div', childWireframes: expect.any(Array) }] })
    const touches = events.filter(({ event }) => event['type'] === 3)
    expect(touches.length).toBeGreaterThan(5)
  })
})

test('what is still being recorded has a new block every ten seconds of the clock, and no block ever changes', async () => {
  let now = noon
  const host = createDemoHost({ now: () => now, count: 700 })
  const live = askerOf(host)
  const { id } = snapshotFailures.stillRecording
  const count = async () => sourcesIn(await live(snapshotsPath(id))).length
  expect(field(await live(`${recordings}${id}/`), 'ongoing')).toBe(true)
  const before = await count()
  now += 9_999
  expect(await count()).toBe(before)
  now += 1
  expect(await count()).toBe(before + 1)
  const first = await live(snapshotsPath(id, range(before, before)))
  expect(timesOf(eventsIn(first.text)).every((time) => time >= noon && time < noon + 10_000)).toBe(true)
  now += 50_000
  expect(await count()).toBe(before + 6)
  expect((await live(snapshotsPath(id, range(before, before)))).text).toBe(first.text)
  const later = eventsIn((await live(snapshotsPath(id, range(before, before + 5)))).text)
  expect(later.filter(({ event }) => event['type'] === 2)).toHaveLength(2)
  expect(new Set(later.map(({ windowId }) => windowId)).size).toBe(1)
  now += 10 * hour
  expect(await count()).toBe(before + 6 * 360)
})

test('the ordinary recordings that go on grow as well', async () => {
  let now = noon
  const live = askerOf(createDemoHost({ now: () => now, count: 240 }))
  const { id } = rowsOf(await live(recordings))[0] ?? {}
  const before = sourcesIn(await live(snapshotsPath(id))).length
  now += 25_000
  expect(sourcesIn(await live(snapshotsPath(id))).length).toBe(before + 2)
})
