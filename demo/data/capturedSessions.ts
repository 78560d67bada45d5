import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import * as v from 'valibot'
import { measureEvents, readEvents } from './eventCounts.ts'

/**
 * What is known of a real session that was recorded for the demo. Seconds are whole or have two decimals; `sizeBytes` is
 * the JSON of its events without transport compression; `windowIds` are its browser tabs in the order they opened.
 */
export type CapturedSession = {
  name: string
  title: string
  distinctId: string
  person: { name: string; properties: Record<string, unknown> } | null
  durationSeconds: number
  activeSeconds: number
  inactiveSeconds: number
  clickCount: number
  keypressCount: number
  mouseActivityCount: number
  consoleLogCount: number
  consoleWarnCount: number
  consoleErrorCount: number
  startUrl: string | null
  eventCount: number
  sizeBytes: number
  windowIds: string[]
  snapshotLibrary: string | null
}

/** One rrweb event as the SDK sent it (`{ type, timestamp, data, cv? }`, milliseconds) and the tab it happened in. */
export type SnapshotEvent = { windowId: string; event: Record<string, unknown> }

const folder = new URL('../sessions/', import.meta.url)

const Index = v.array(v.object({ name: v.string(), title: v.string() }))

const SnapshotBatch = v.array(
  v.object({
    event: v.literal('$snapshot'),
    properties: v.object({
      $window_id: v.string(),
      $snapshot_data: v.array(v.record(v.string(), v.unknown())),
      $lib: v.string(),
      distinct_id: v.string(),
    }),
  }),
)
type SnapshotBatch = v.InferOutput<typeof SnapshotBatch>

const EventBatch = v.object({
  batch: v.array(v.object({ event: v.string(), $set: v.optional(v.record(v.string(), v.unknown())) })),
})

function readLines(file: string): unknown[] {
  const text = gunzipSync(readFileSync(new URL(file, folder))).toString('utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))
}

function readSnapshots(name: string): SnapshotBatch {
  return readLines(`${name}.jsonl.gz`).flatMap((line) => v.parse(SnapshotBatch, line))
}

/** Who the visitor said to be; null where the site never called identify. */
function readPerson(name: string, distinctId: string): CapturedSession['person'] {
  const events = readLines(`${name}.events.jsonl.gz`).flatMap((line) => v.parse(EventBatch, line).batch)
  const properties = events.findLast(({ event }) => event === '$identify')?.$set
  if (properties === undefined) return null
  const known = [properties['name'], properties['email']].find((value) => typeof value === 'string')
  return { name: known ?? distinctId, properties }
}

function describe({ name, title }: { name: string; title: string }): CapturedSession {
  const snapshots = readSnapshots(name)
  const last = snapshots.at(-1)
  if (last === undefined) throw new Error(`The session ${name} holds no snapshots. Record it again: npm run demo:record ${name}`)
  const raw = snapshots.flatMap(({ properties }) => properties.$snapshot_data)
  const distinctId = last.properties.distinct_id
  return {
    name,
    title,
    distinctId,
    person: readPerson(name, distinctId),
    ...measureEvents(readEvents(raw)),
    sizeBytes: raw.reduce((sum, event) => sum + Buffer.byteLength(JSON.stringify(event)), 0),
    windowIds: [...new Set(snapshots.map(({ properties }) => properties.$window_id))],
    snapshotLibrary: last.properties.$lib,
  }
}

let described: CapturedSession[] | undefined

/**
 * The real sessions below demo/sessions/, read once. All numbers come from the captured events, counted as PostHog counts:
 * - duration: whole seconds from the first event to the last, over all tabs
 * - active seconds: the sum of the gaps between neighbouring user events (pointer, scroll, resize, input, touch, drag) that
 *   are at most 5 s long; the rest of the duration is inactive
 * - clicks: mouse interactions of type click; key presses: input events; mouse activity: all user events
 * - console: lines of the console plugin by level (assert counts as error; all but errors and warnings as log)
 * - start URL: the address of the first Meta event, null where there is none
 */
export function capturedSessions(): CapturedSession[] {
  described ??= v.parse(Index, JSON.parse(readFileSync(new URL('index.json', folder), 'utf8'))).map(describe)
  return described
}

/**
 * The rrweb events of a session in the order they were sent: `[{ windowId, event: { type, timestamp, data, cv? } }, …]`,
 * timestamps in milliseconds. Events of several tabs are mixed, and those of one tab may come late.
 * Throws where there is no session of this name.
 */
export function snapshotEvents(name: string): SnapshotEvent[] {
  return readSnapshots(name).flatMap(({ properties }) =>
    properties.$snapshot_data.map((event) => ({ windowId: properties.$window_id, event })),
  )
}
