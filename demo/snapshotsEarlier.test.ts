import { describe, expect, test } from 'vitest'
import { type Ask, field, newAsker, recordings } from './askHost.ts'
import { capturedId } from './data/capturedRows.ts'
import { snapshotEvents } from './sessions.ts'
import { eventsIn, range, snapshotsPath, sourcesIn, timesOf } from './snapshots/askSnapshots.ts'
import { snapshotFailures } from './snapshotFailures.ts'

/** The one began within the last day, the other before. */
const fresh = capturedId('shop-checkout')
const settled = capturedId('two-tabs')

async function detailOf(ask: Ask, query: string, id = fresh) {
  const answer = await ask(snapshotsPath(id, query))
  return [answer.status, field(answer, 'detail') ?? field(answer, 'error')]
}

function distinct(events: readonly { event: unknown }[]): Set<string> {
  return new Set(events.map(({ event }) => JSON.stringify(event)))
}

describe.each(['old', 'mid'] as const)('a server of the %s age', (edition) => {
  const ask = newAsker({ edition })

  async function readAll(id: string) {
    const sources = sourcesIn(await ask(snapshotsPath(id)))
    const texts: string[] = []
    for (const { source, blob_key } of sources) {
      texts.push((await ask(snapshotsPath(id, `?source=${source}${blob_key === null ? '' : `&blob_key=${blob_key}`}`))).text)
    }
    return { sources, texts, events: texts.flatMap(eventsIn) }
  }

  test('lists blobs by their times; what began within a day ends in realtime lines', async () => {
    const { sources } = await readAll(fresh)
    expect(sources.map(({ source }) => source)).toEqual(['blob', 'blob', 'blob', 'realtime'])
    for (const { source, start_timestamp, end_timestamp, blob_key } of sources) {
      if (source === 'blob') expect(blob_key).toBe(`${Date.parse(start_timestamp ?? '')}-${Date.parse(end_timestamp ?? '')}`)
      else expect([end_timestamp, blob_key]).toEqual([null, null])
    }
    expect((await readAll(settled)).sources.map(({ source }) => source)).toEqual(['blob', 'blob', 'blob'])
  })

  test('sends lines of many events, each line of one window', async () => {
    const { texts, events } = await readAll(settled)
    for (const line of texts.join('\n').split('\n')) {
      expect(JSON.parse(line)).toEqual({ window_id: expect.any(String), data: expect.any(Array) })
    }
    expect(events).toHaveLength(snapshotEvents('two-tabs').length)
    expect(new Set(events.map(({ windowId }) => windowId)).size).toBe(2)
    expect(texts.join('\n').split('\n').length).toBeLessThan(events.length / 2)
  })

  test('says a few events twice, and everything at least once', async () => {
    const { events } = await readAll(fresh)
    const original = snapshotEvents('shop-checkout').length
    expect(distinct(events).size).toBe(original)
    expect(events.length).toBe(original + 3)
    expect(Math.min(...timesOf(events))).toBe(Date.parse(String(field(await ask(`${recordings}${fresh}/`), 'start_time'))))
  })

  test('lets blobs be kept for an hour and realtime lines not at all', async () => {
    const sources = sourcesIn(await ask(snapshotsPath(fresh)))
    const blob = await ask(snapshotsPath(fresh, `?source=blob&blob_key=${sources[0]?.blob_key}`))
    const live = await ask(snapshotsPath(fresh, '?source=realtime'))
    expect([blob, live].map(({ headers }) => headers.get('Cache-Control'))).toEqual(['max-age=3600', 'no-store'])
    expect(blob.headers.get('Content-Type')).toBe('application/json')
    expect(await ask(snapshotsPath(settled, '?source=realtime'))).toMatchObject({ status: 200, text: '' })
  })

  test('refuses keys that are none, and breaks where there is no such file', async () => {
    expect(await detailOf(ask, '?source=blob&blob_key=../secret')).toEqual([400, 'Invalid blob key: ../secret'])
    expect((await ask(snapshotsPath(fresh, '?source=blob&blob_key=1-2'))).status).toBe(500)
  })

  test('looks for the recording first, and does not find one that was deleted', async () => {
    const text = edition === 'old' ? 'Not found.' : 'Recording not found'
    expect(await detailOf(ask, '?source=nonsense', 'nobody')).toEqual([404, text])
    const other = newAsker({ edition })
    await other(`${recordings}${fresh}/`, { method: 'DELETE' })
    expect(await detailOf(other, '')).toEqual([404, text])
    expect(await detailOf(newAsker({ edition, count: 700 }), '', snapshotFailures.deleted.id)).toEqual([404, text])
  })
})

test('an old server knows no blocks', async () => {
  const ask = newAsker({ edition: 'old' })
  expect(await detailOf(ask, range(0, 1))).toEqual([400, 'Invalid source must be one of [realtime, blob]'])
  expect(await detailOf(ask, '?source=blob')).toEqual([400, 'Must provide a snapshot file blob key'])
  const told = sourcesIn(await ask(snapshotsPath(fresh, '?blob_v2=true')))
  expect(told.some(({ source }) => source === 'blob_v2')).toBe(false)
})

describe.each(['mid', 'documented'] as const)('a server of the %s age', (edition) => {
  const ask = newAsker({ edition })
  const root = edition === 'documented' ? '/api/environments/1/session_recordings/' : recordings
  const path = (query: string, id = fresh) => `${root}${id}/snapshots${query}`
  const detail = async (query: string) => {
    const answer = await ask(path(query))
    return [answer.status, field(answer, 'detail')]
  }

  test('lists blocks only if told to, and then the same events once more as blobs', async () => {
    expect(sourcesIn(await ask(path(''))).some(({ source }) => source === 'blob_v2')).toBe(false)
    const sources = sourcesIn(await ask(path('?blob_v2=true')))
    const blocks = sources.filter(({ source }) => source === 'blob_v2')
    expect(blocks.map(({ blob_key }) => blob_key)).toEqual(['0', '1', '2', '3'])
    expect(sources.map(({ source }) => source)).toEqual(expect.arrayContaining(['blob', 'realtime']))
    const starts = sources.slice(0, -1).map(({ start_timestamp }) => Date.parse(start_timestamp ?? ''))
    expect(starts).toEqual(starts.toSorted((one, other) => one - other))
  })

  test('gives blocks by a range or by a single key', async () => {
    const all = await ask(path(range(0, 3)))
    expect(eventsIn(all.text)).toHaveLength(snapshotEvents('shop-checkout').length)
    expect([all.headers.get('Content-Type'), all.headers.get('Cache-Control')]).toEqual(['application/jsonl', 'max-age=3600'])
    expect((await ask(path('?source=blob_v2&blob_key=2'))).text).toBe((await ask(path(range(2, 2)))).text)
    expect(await detail(range(0, 4))).toEqual([404, 'Block index out of range'])
  })

  test('says in its own words what is wrong with a question', async () => {
    expect(await detail('?source=blob_v2')).toEqual([400, 'Must provide one of blob key or start and end blob keys'])
    expect(await detail('?source=blob_v2&start_blob_key=0')).toEqual([400, 'Must provide both start_blob_key and end_blob_key'])
    expect(await detail('?source=blob_v2&end_blob_key=0')).toEqual([400, 'Must provide both start_blob_key and end_blob_key'])
    expect(await detail('?source=blob_v2&blob_key=0&start_blob_key=0&end_blob_key=1')).toEqual([
      400,
      'Must provide a single blob key or start and end blob keys, not both',
    ])
    expect(await detail('?source=blob_v2&start_blob_key=0&end_blob_key=z')).toEqual([400, 'Blob key must be an integer'])
    expect(await detail(range(0, 21))).toEqual([400, 'Cannot request more than 20 blob keys at once'])
    expect(await detail('?source=file')).toEqual([400, 'Invalid source must be one of [realtime, blob, blob_v2, None]'])
    expect(await detail('?blob_v2=perhaps')).toEqual([400, 'Must be a valid boolean.'])
  })
})
