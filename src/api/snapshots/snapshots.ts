import * as v from 'valibot'
import { type SendOptions, request } from '#api/http/request.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { recordingPath } from '#api/recordings/recordings.ts'
import { When } from '#api/http/schema.ts'
import { readAs } from '#lib/readAs.ts'

/** A block of a recording (posthog-api.md#j1-sources). Times are milliseconds since 1970, null if the server did not say. */
export type SnapshotBlock = { source: string; key: string | null; start: number | null; end: number | null }

const Block = v.pipe(
  v.object({
    source: v.string(),
    blob_key: v.fallback(v.nullable(v.pipe(v.union([v.string(), v.number()]), v.transform(String))), null),
    start_timestamp: When,
    end_timestamp: When,
  }),
  v.transform(({ source, blob_key: key, start_timestamp: start, end_timestamp: end }): SnapshotBlock => ({
    source,
    key,
    start: start?.getTime() ?? null,
    end: end?.getTime() ?? null,
  })),
)

/** The readable blocks of a list of sources. */
export const Blocks = v.pipe(
  v.object({ sources: v.array(v.unknown()) }),
  v.transform(({ sources }) => sources.flatMap((source) => readAs(Block, source) ?? [])),
)

export function snapshotsPath(id: string): string {
  return `${recordingPath(id)}snapshots/`
}

/**
 * The blocks of a recording. Servers of mid-2025 list newer storage only on request, and then nothing from older storage, so an
 * empty answer is requested again without the parameters. Needs session_recording:read. Throws ApiError: `gone` with who and when
 * for a deleted recording.
 */
export async function listSnapshots(connection: ApiConnection, id: string, sendOptions: SendOptions): Promise<SnapshotBlock[]> {
  const query = { blob_v2: true, blob_v2_lts: true }
  const blocks = await request(connection, snapshotsPath(id), Blocks, { ...sendOptions, query })
  return blocks.length > 0 ? blocks : request(connection, snapshotsPath(id), Blocks, sendOptions)
}

/** What one request loads: neighboring blocks, or a single one. `name` is unique within its recording. */
export type Segment = {
  name: string
  start: number | null
  end: number | null
  /** Only blocks with known times. */
  blocks: readonly { start: number; end: number }[]
  request:
    | { kind: 'keys'; source: string; first: number; last: number }
    | { kind: 'one'; source: string; key: string }
    | { kind: 'realtime' }
}

/** The maximum for personal keys, by the stricter reading of the limit (posthog-api.md#j2-blocks). */
const maxKeysPerRequest = 20

function nameOf(blocks: readonly SnapshotBlock[]): string {
  return blocks.map(({ source, key, start, end }) => [source, key, start, end].join(' ')).join('|')
}

function timesOf(blocks: readonly SnapshotBlock[]): Pick<Segment, 'start' | 'end' | 'blocks'> {
  const starts = blocks.flatMap(({ start }) => start ?? [])
  const ends = blocks.flatMap(({ end }) => end ?? [])
  return {
    start: starts.length === 0 ? null : Math.min(...starts),
    end: ends.length === 0 ? null : Math.max(...ends),
    blocks: blocks.flatMap(({ start, end }) => (start === null || end === null ? [] : [{ start, end }])),
  }
}

function segmentOfOne(block: SnapshotBlock): Segment {
  return { name: nameOf([block]), ...timesOf([block]), request: { kind: 'one', source: block.source, key: block.key ?? '' } }
}

/** Runs of consecutive keys, no longer than one request may have. */
function segmentsOfKeys(blocks: readonly SnapshotBlock[]): Segment[] {
  const sorted = blocks.toSorted((one, other) => Number(one.key) - Number(other.key))
  const runs: SnapshotBlock[][] = []
  for (const block of sorted) {
    const run = runs.at(-1)
    if (run && run.length < maxKeysPerRequest && Number(block.key) === Number(run.at(-1)?.key) + 1) run.push(block)
    else if (block.key !== runs.at(-1)?.at(-1)?.key) runs.push([block])
  }
  return runs.map((run) => {
    const [first, last] = [Number(run[0]?.key), Number(run.at(-1)?.key)]
    return { name: nameOf(run), ...timesOf(run), request: { kind: 'keys', source: run[0]?.source ?? 'blob_v2', first, last } }
  })
}

/**
 * Segments in the order of time (posthog-api.md#j-snapshots): if there is newer storage, everything else is a copy of it;
 * long-term storage has one file per recording.
 */
export function planSegments(blocks: readonly SnapshotBlock[]): Segment[] {
  const newer = blocks.filter(({ source }) => source.startsWith('blob_v2'))
  const whole = newer.filter(({ source, key }) => key !== null && (source === 'blob_v2_lts' || key.includes('/')))
  if (whole.length > 0) return whole.map(segmentOfOne)
  if (newer.length > 0) return segmentsOfKeys(newer.filter(({ key }) => key !== null && /^\d+$/.test(key)))
  const older = blocks.filter(({ source, key }) => source === 'blob' && key !== null)
  const live = blocks.find(({ source }) => source === 'realtime')
  const sorted = older.toSorted((one, other) => (one.start ?? 0) - (other.start ?? 0)).map(segmentOfOne)
  return live
    ? [...sorted, { name: 'realtime', start: live.start, end: null, blocks: [], request: { kind: 'realtime' } }]
    : sorted
}
