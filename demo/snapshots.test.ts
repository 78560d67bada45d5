import { describe, expect, test } from 'vitest'
import { field, newAsker, noon, recordings, rowsOf } from './askHost.ts'
import { capturedId } from './data/capturedRows.ts'
import { day } from './data/timeline.ts'
import { demoKeys } from './keys.ts'
import { ownerMail } from './endpoints/account.ts'
import { capturedSessions, snapshotEvents } from './sessions.ts'
import { eventsIn, playAll, range, snapshotsPath, sourcesIn, timesOf, unpack } from './snapshots/askSnapshots.ts'
import { snapshotFailures } from './snapshotFailures.ts'

const names = capturedSessions().map(({ name }) => name)
const shop = capturedId('shop-checkout')

function times(name: string): number[] {
  return snapshotEvents(name).map(({ event }) => Number(event['timestamp']))
}

describe('the newest server', () => {
  const ask = newAsker()

  test.each(names)('plays the captured session %s as it was sent, moved to where its recording begins', async (name) => {
    const row = await ask(`${recordings}${capturedId(name)}/`)
    const { sources, events } = await playAll(ask, capturedId(name))
    const original = snapshotEvents(name)
    const start = Date.parse(String(field(row, 'start_time')))
    expect(sources.every(({ source }) => source === 'blob_v2')).toBe(true)
    expect(Math.min(...timesOf(events))).toBe(start)
    const before = Math.min(...times(name))
    expect(events.map(({ windowId, event }) => [windowId, event['type'], Number(event['timestamp']) - start])).toEqual(
      original.map(({ windowId, event }) => [windowId, event['type'], Number(event['timestamp']) - before]),
    )
    const packed = (one: { event: Record<string, unknown> }) => ('cv' in one.event ? one.event['data'] : null)
    expect(events.map(packed)).toEqual(original.map(packed))
  })

  test('moves the clocks in network and custom events along', async () => {
    const { events } = await playAll(ask, shop)
    const start = noon - day
    const readings = JSON.stringify(events.filter(({ event }) => event['type'] === 6)).matchAll(/"timestamp":(\d{13})/g)
    const all = [...readings].map(([, digits]) => Number(digits))
    expect(all.length).toBeGreaterThan(20)
    expect(all.filter((time) => time < start || time > noon)).toEqual([])
  })

  test('lists blocks from "0" on, in order, each with the times of its first and its last event', async () => {
    const sources = sourcesIn(await ask(snapshotsPath(shop)))
    expect(sources.map(({ blob_key }) => blob_key)).toEqual(['0', '1', '2', '3'])
    for (const [order, { start_timestamp, end_timestamp }] of sources.entries()) {
      expect(start_timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
      const held = timesOf(eventsIn((await ask(snapshotsPath(shop, range(order, order)))).text))
      expect([Math.min(...held), Math.max(...held)]).toEqual([Date.parse(start_timestamp ?? ''), Date.parse(end_timestamp ?? '')])
      expect(Math.max(...held) - Math.min(...held)).toBeLessThan(11_000)
    }
  })

  test('sends a line per event, cacheable for an hour, and both ends of a range', async () => {
    const answer = await ask(snapshotsPath(shop, range(1, 2)))
    expect(answer.headers.get('Content-Type')).toBe('application/jsonl')
    expect(answer.headers.get('Cache-Control')).toBe('max-age=3600')
    for (const line of answer.text.split('\n')) expect(JSON.parse(line)).toEqual([expect.any(String), expect.any(Object)])
    const alone = await Promise.all([1, 2].map(async (order) => (await ask(snapshotsPath(shop, range(order, order)))).text))
    expect(answer.text).toBe(alone.join('\n'))
    expect((await ask(snapshotsPath(shop, range(2, 1)))).text).toBe('')
  })

  test('sends blocks as they are stored when told not to decompress', async () => {
    const path = (decompress: string) => snapshotsPath(shop, `${range(0, 0)}&decompress=${decompress}`)
    const stored = await ask(path('false'))
    expect(stored.headers.get('Content-Type')).toBe('application/octet-stream')
    const lines = await ask(path('1'))
    expect(lines.text.length).toBeGreaterThan(10_000)
    expect(stored.text).toContain(lines.text.slice(0, 60))
    expect(await ask(path('perhaps'))).toMatchObject({
      status: 400,
      body: { attr: 'decompress', detail: 'Must be a valid boolean.' },
    })
  })

  test('says what is wrong with a question before it looks for the recording', async () => {
    const details = async (query: string) => field(await ask(snapshotsPath('nobody', query)), 'detail')
    const both = 'Must provide both start blob key and end blob key'
    for (const query of ['?source=blob_v2', '?source=blob_v2&blob_key=0', '?source=blob_v2&start_blob_key=0']) {
      expect(await details(query)).toBe(both)
    }
    expect(await details('?source=blob_v2&start_blob_key=a&end_blob_key=1')).toBe('Blob keys must be integers')
    expect(await details(range(0, 21))).toBe('Cannot request more than 20 blob keys at once')
    expect(await details('?source=blob')).toBe('Invalid source must be one of [blob_v2, blob_v2_ts, None]')
    expect(await details('?source=blob_v2_lts')).toBe('Must provide a blob key')
    const unknown = await ask(snapshotsPath('nobody', '?blob_v2=true'))
    expect([unknown.status, field(unknown, 'detail')]).toEqual([404, 'Recording not found'])
  })

  test('has no block behind the last', async () => {
    const { id } = snapshotFailures.stillIngesting
    const whole = newAsker({ count: 700 })
    expect(await ask(snapshotsPath(shop, range(0, 4)))).toMatchObject({
      status: 404,
      body: { detail: 'Block index out of range' },
    })
    expect(sourcesIn(await whole(snapshotsPath(id)))).toEqual([])
    const none = await whole(snapshotsPath(id, range(0, 0)))
    expect(none).toMatchObject({ status: 404, body: { code: 'not_found', detail: 'Session recording not found' } })
  })

  test('keeps some recordings in one piece, without times', async () => {
    const whole = newAsker({ count: 700 })
    const { id } = snapshotFailures.longTerm
    const sources = sourcesIn(await whole(snapshotsPath(id)))
    expect(sources).toEqual([
      { source: 'blob_v2_lts', start_timestamp: null, end_timestamp: null, blob_key: expect.stringContaining('/') },
    ])
    const path = (key: string | null | undefined) => snapshotsPath(id, `?source=blob_v2_lts&blob_key=${key}`)
    const answer = await whole(path(sources[0]?.blob_key))
    expect(answer.headers.get('Cache-Control')).toBe('max-age=86400')
    expect(eventsIn(answer.text)).toHaveLength(snapshotEvents('shop-checkout').length)
    expect((await whole(path('session_recordings_lts/another'))).status).toBe(404)
    const old = rowsOf(await whole(`${recordings}?date_from=-90d&date_to=-40d&limit=100`))
    const kinds = new Set<string | undefined>()
    for (const row of old) kinds.add(sourcesIn(await whole(snapshotsPath(row.id)))[0]?.source)
    expect(kinds).toEqual(new Set(['blob_v2', 'blob_v2_lts']))
  })

  test('says of a deleted recording when and by whom', async () => {
    const other = newAsker({ now: () => noon + 999 })
    await other(`${recordings}${shop}/`, { method: 'DELETE' })
    const gone = {
      error: 'recording_deleted',
      message: 'This recording has been permanently deleted',
      deleted_at: noon / 1000,
      deleted_by: ownerMail,
    }
    expect(await other(snapshotsPath(shop))).toMatchObject({ status: 410, body: gone })
    expect(await other(snapshotsPath(shop, range(0, 0)))).toMatchObject({ status: 410, body: gone })
  })

  test('needs the scope to read recordings', async () => {
    expect((await ask(snapshotsPath(shop), { key: demoKeys.readOnly })).status).toBe(200)
    const refused = await ask(snapshotsPath(shop), { key: demoKeys.noRecordings })
    expect([refused.status, field(refused, 'detail')]).toEqual([403, "API key missing required scope 'session_recording:read'"])
    expect((await ask(snapshotsPath(shop), { key: 'phx_wrong' })).status).toBe(403)
    expect((await ask(snapshotsPath(shop), { method: 'POST', body: {} })).status).toBe(405)
  })

  test('compresses what travels for those who can read it', async () => {
    const plain = await ask(snapshotsPath(shop, range(0, 0)))
    const packed = await ask(snapshotsPath(shop, range(0, 0)), { headers: { 'Accept-Encoding': 'gzip, br' } })
    expect(plain.headers.has('Content-Encoding')).toBe(false)
    expect(packed.headers.get('Content-Encoding')).toBe('gzip')
    expect(packed.text.length).toBeLessThan(plain.text.length)
  })
})

describe('every recording of the list', () => {
  const ask = newAsker({ count: 700 })

  test('plays about as long as its row says, begins where it says, and every tab of a browser begins with a page', async () => {
    const rows = rowsOf(await ask(`${recordings}?date_from=-60d&limit=150&offset=60`))
    const special = new Set([...Object.values(snapshotFailures).map(({ id }) => id), undefined])
    const usual = rows.filter(({ id }) => !special.has(id) && !id?.startsWith('hostile') && !id?.startsWith('bench'))
    expect(usual.length).toBeGreaterThan(60)
    let phones = 0
    for (const row of usual) {
      const { events } = await playAll(ask, row.id)
      const moments = timesOf(events)
      const length = (Math.max(...moments) - Math.min(...moments)) / 1000
      const duration = row['recording_duration']
      expect(Math.abs(Math.min(...moments) - Date.parse(String(row['start_time'])))).toBeLessThanOrEqual(1)
      if (typeof duration === 'number') {
        expect(length).toBeLessThanOrEqual(duration + 1)
        expect(length).toBeGreaterThan(duration * 0.6 - 2)
      }
      const full = events.find(({ event }) => event['type'] === 2)
      const page = JSON.stringify(unpack(full?.event['data']))
      if (page.includes('"wireframes"')) phones += 1
      else expect(page).toContain('"tagName":"html"')
    }
    expect(phones).toBeGreaterThan(2)
    expect(phones).toBeLessThan(usual.length / 3)
  })

  test('a longer one has longer pauses and nothing slower: all but a few gaps are as they were captured', async () => {
    const rows = rowsOf(await ask(`${recordings}?date_from=-60d&limit=40&order=duration`))
    const long = rows.find(({ id }) => id !== undefined && !id.startsWith('bench') && !id.startsWith('0198f000'))
    const { events } = await playAll(ask, long?.id)
    const gaps = (moments: number[]) => {
      const sorted = moments.toSorted((one, other) => one - other)
      return sorted.slice(1).map((time, order) => time - (sorted[order] ?? 0))
    }
    const played = gaps(timesOf(events))
    const captured = names.map((name) => gaps(times(name))).find(({ length }) => length === played.length)
    const longer = played.filter((gap, order) => gap - (captured?.[order] ?? 0) > 2)
    expect(longer.length).toBeGreaterThan(0)
    expect(longer.length).toBeLessThanOrEqual(5)
    expect(played.filter((gap, order) => gap < (captured?.[order] ?? 0) - 2)).toEqual([])
  })

  test('of another project plays as well, and two of one project need not play the same', async () => {
    const path = '/api/projects/2/session_recordings/'
    const rows = rowsOf(await ask(`${path}?date_from=-90d&limit=60`))
    const pages = new Set<unknown>()
    for (const { id } of rows.slice(0, 30)) {
      const answer = await ask(`${path}${id}/snapshots${range(0, 0)}`)
      for (const { event } of eventsIn(answer.text).filter((one) => one.event['type'] === 4))
        pages.add(JSON.stringify(event['data']))
    }
    expect(pages.size).toBeGreaterThan(4)
    expect((await ask(snapshotsPath(rows[0]?.id))).status).toBe(404)
  })
})

test('what travels is what the list of editions says: only newest servers know a recording by blocks alone', async () => {
  const kinds = async (edition: 'old' | 'mid' | 'newest') => {
    const sources = sourcesIn(await newAsker({ edition })(snapshotsPath(shop)))
    return [...new Set(sources.map(({ source }) => source))]
  }
  expect(await kinds('old')).toEqual(['blob', 'realtime'])
  expect(await kinds('mid')).toEqual(['blob', 'realtime'])
  expect(await kinds('newest')).toEqual(['blob_v2'])
})
