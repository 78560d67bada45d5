import { expect, test } from 'vitest'
import { newAsker, noon, recordings, rowsOf } from './askHost.ts'
import { type BenchRecording, benchRecordings } from './data/benchRecordings.ts'
import { isRecord, playAll, range, snapshotsPath, sourcesIn, timesOf, unpackEvent } from './snapshots/askSnapshots.ts'

const ask = newAsker({ count: 700 })
const [one, ten, fifty] = benchRecordings

function weightOf(events: readonly { event: Record<string, unknown> }[]): number {
  return events.reduce((sum, { event }) => sum + Buffer.byteLength(JSON.stringify(unpackEvent(event))), 0)
}

function known(recording: BenchRecording | undefined): BenchRecording {
  if (recording === undefined) throw new Error('There is no such recording.')
  return recording
}

test.each([known(one), known(ten)])('$title weighs what it says, and lasts as long as its row says', async (recording) => {
  const { events } = await playAll(ask, recording.id)
  expect(weightOf(events) / 1_000_000).toBeGreaterThan(recording.megabytes * 0.95)
  expect(weightOf(events) / 1_000_000).toBeLessThan(recording.megabytes * 1.05)
  const times = timesOf(events)
  expect(Math.abs((Math.max(...times) - Math.min(...times)) / 1000 - recording.durationSeconds)).toBeLessThan(2)
  const row = rowsOf(await ask(`${recordings}?date_from=-30d&limit=700`)).find(({ id }) => id === recording.id)
  expect(row).toMatchObject({ recording_duration: recording.durationSeconds, person: { name: recording.title } })
})

test('it is made of what recorders send: pages every five minutes, changes, movements, scrolls, inputs, rules, console lines', async () => {
  const { events } = await playAll(ask, known(ten).id)
  const count = (type: number, source: number | null = null) =>
    events.filter(
      ({ event }) =>
        event['type'] === type && (source === null || (isRecord(event['data']) && event['data']['source'] === source)),
    )
  const full = timesOf(count(2))
  expect(full).toHaveLength(4)
  expect(full.slice(1).map((time, order) => Math.round((time - (full[order] ?? 0)) / 1000))).toEqual([300, 300, 300])
  expect(count(4)).toHaveLength(4)
  for (const source of [0, 1, 2, 3, 5, 8]) expect(count(3, source).length).toBeGreaterThan(15)
  expect(count(6).length).toBeGreaterThan(30)
  for (const { event } of [...count(2), ...count(3, 0), ...count(3, 8)]) expect(event['cv']).toBe('2024-10')
  const times = timesOf(events)
  expect(times).toEqual(times.toSorted((earlier, later) => earlier - later))
})

test('changes name only nodes that are there', async () => {
  const { events } = await playAll(ask, known(one).id)
  const there = new Set<number>()
  const addAll = (node: unknown): void => {
    if (!isRecord(node)) return
    there.add(Number(node['id']))
    const children: unknown = node['childNodes']
    if (Array.isArray(children)) for (const child of children) addAll(child)
  }
  const lists = (data: Record<string, unknown>, name: string) => (Array.isArray(data[name]) ? data[name].filter(isRecord) : [])
  for (const { event } of events) {
    const { type, data } = unpackEvent(event)
    if (!isRecord(data)) continue
    if (type === 2) addAll(data['node'])
    if (type !== 3 || data['source'] !== 0) continue
    for (const { id } of [...lists(data, 'texts'), ...lists(data, 'attributes')]) expect(there.has(Number(id))).toBe(true)
    for (const { id } of lists(data, 'removes')) expect(there.delete(Number(id))).toBe(true)
    for (const { parentId, node } of lists(data, 'adds')) {
      expect(there.has(Number(parentId))).toBe(true)
      addAll(node)
    }
  }
})

test('the clock on its page tells the second', async () => {
  const { id } = known(one)
  const { events } = await playAll(ask, id)
  const start = Math.min(...timesOf(events))
  const told = events.flatMap(({ event }) =>
    [...JSON.stringify(unpackEvent(event)).matchAll(/"value":"Second (\d+)"/g)].map(([, digits]) => ({
      second: Number(digits),
      at: (Number(event['timestamp']) - start) / 1000,
    })),
  )
  expect(told).toHaveLength(known(one).durationSeconds)
  for (const { second, at } of told) expect(at).toBe(second + 0.5)
})

test('the same is made every time, by any host, in any order, and the largest is listed at once', async () => {
  const { id, durationSeconds } = known(fifty)
  const begun = performance.now()
  const sources = sourcesIn(await ask(snapshotsPath(id)))
  expect(performance.now() - begun).toBeLessThan(500)
  expect(sources).toHaveLength(Math.ceil(durationSeconds / 10))
  const late = snapshotsPath(id, range(300, 319))
  const text = (await ask(late)).text
  expect(text.length).toBeGreaterThan(100_000)
  await ask(snapshotsPath(id, range(0, 19)))
  expect((await newAsker({ count: 700, now: () => noon })(late)).text).toBe(text)
})
