import { expect, test } from 'vitest'
import { clientOf, field, newClient, noon, rowsOf } from './hostClient.ts'
import { createDemoHost } from '../createDemoHost.ts'
import { failures } from '../data/failures.ts'

const recordings = '/api/projects/4/session_recordings/'
const send = newClient({ count: 2400 })

type Event = {
  type: number
  timestamp: number
  data: { source?: number; type?: number; href?: string; plugin?: string; payload?: { level?: string } }
}

/** What a recording plays, in the order of its time. */
async function played(id: string): Promise<Event[]> {
  const path = `${recordings}${id}/snapshots/`
  const sources = field(await send(path), 'sources')
  if (!Array.isArray(sources)) throw new Error(`${id} has no sources.`)
  const keys = sources.map((source: { source: string; blob_key: string }) => source)
  const texts: string[] = []
  for (const { source, blob_key: key } of keys) {
    const range = source === 'blob_v2' ? `start_blob_key=${key}&end_blob_key=${key}` : `blob_key=${key}`
    texts.push((await send(`${path}?source=${source}&${range}`)).text)
  }
  const lines = texts.flatMap((text) => text.split('\n')).filter((line) => line !== '')
  return lines
    .map((line): Event => {
      const [, event]: [string, Event] = JSON.parse(line)
      return event
    })
    .toSorted((one, other) => one.timestamp - other.timestamp)
}

async function select(query: string): Promise<[string, unknown][]> {
  const body = { query: { kind: 'HogQLQuery', query } }
  const rows = field(await send('/api/projects/4/query/', { method: 'POST', body }), 'results')
  if (!Array.isArray(rows)) throw new Error(`${query} gave no rows.`)
  return rows
}

const userSources = new Set([1, 2, 3, 4, 5, 6, 12])

function count(events: readonly Event[]) {
  const times = events
    .filter(({ type, data }) => type === 3 && userSources.has(data.source ?? -1))
    .map(({ timestamp }) => timestamp)
  const gaps = times.slice(1).map((time, order) => time - (times[order] ?? time))
  const levels = events
    .filter(({ type, data }) => type === 6 && data.plugin === 'rrweb/console@1')
    .map(({ data }) => data.payload?.level)
  const pages = events.filter(({ type }) => type === 4).map(({ data }) => data.href)
  return {
    recording_duration: ((events.at(-1)?.timestamp ?? 0) - (events[0]?.timestamp ?? 0)) / 1000,
    click_count: events.filter(({ type, data }) => type === 3 && data.source === 2 && data.type === 2).length,
    keypress_count: events.filter(({ type, data }) => type === 3 && data.source === 5).length,
    mouse_activity_count: times.length,
    console_error_count: levels.filter((level) => level === 'error').length,
    console_warn_count: levels.filter((level) => level === 'warn').length,
    start_url: pages[0],
    lastUrl: pages.at(-1),
    activeSeconds: gaps.filter((gap) => gap <= 5000).reduce((sum, gap) => sum + gap, 0) / 1000,
  }
}

test('rows say what their replays play', async () => {
  const all = rowsOf(await send(`${recordings}?limit=1000&date_from=-90d`)).filter(({ ongoing }) => ongoing !== true)
  const some = all.filter((_, index) => index % 30 === 0 || index < 12)
  expect(some.length).toBeGreaterThan(40)
  const lastUrls = new Map(await select('select session_id, $end_current_url from sessions limit 10000'))
  for (const row of some) {
    const { lastUrl, activeSeconds, ...counts } = count(await played(row.id))
    expect(row, row.id).toMatchObject(counts)
    expect(Math.abs(Number(row['active_seconds']) - activeSeconds), row.id).toBeLessThan(0.6)
    expect(lastUrls.get(row.id), row.id).toBe(lastUrl)
  }
})

test('the rows of a shop differ as those of real people do', async () => {
  const rows = rowsOf(await send(`${recordings}?limit=1000&date_from=-90d`))
  const durations = rows.map((row) => Number(row['recording_duration'])).toSorted((one, other) => one - other)
  const at = (share: number) => durations[Math.floor(share * durations.length)] ?? 0
  expect([at(0.02) < 12, at(0.5) > 20, at(0.5) < 120, at(0.98) > 300, at(0.999) < 2000]).toEqual([true, true, true, true, true])
  const withErrors = rows.filter((row) => Number(row['console_error_count']) > 0).length / rows.length
  expect(withErrors).toBeGreaterThan(0.02)
  expect(withErrors).toBeLessThan(0.15)
  const kinds = new Set(
    rows.map((row) => [row['recording_duration'], row['click_count'], row['start_url'], row['active_seconds']].join(' ')),
  )
  expect(kinds.size / rows.length).toBeGreaterThan(0.7)
  const failing = new Set<string>(Object.values(failures).map(({ id }) => id))
  expect(rows.filter(({ id }) => failing.has(id))).toEqual([])
})

test('counts of SQL agree with the rows', async () => {
  const rows = rowsOf(await send(`${recordings}?limit=1000&date_from=-3d`))
  const query =
    'select count(), sum(click_count), sum(console_error_count) from session_replay_events where start_time > now() - interval 3 day'
  const sum = (name: string) => rows.reduce((all, row) => all + Number(row[name]), 0)
  expect(await select(query)).toEqual([[rows.length, sum('click_count'), sum('console_error_count')]])
})

test('a small host has a small shop, and an empty one none', async () => {
  for (const total of [0, 3, 40]) {
    const requested = clientOf(createDemoHost({ now: () => noon, count: total }))
    expect(rowsOf(await requested(`${recordings}?limit=100&date_from=-90d`))).toHaveLength(total)
  }
})

test('SQL is drafted in the shop, and nowhere else on a server of today', async () => {
  const prompt = 'query/draft_sql/?prompt=errors'
  expect((await send(`/api/projects/4/${prompt}`)).status).toBe(200)
  expect((await send(`/api/projects/1/${prompt}`)).status).toBe(403)
})
