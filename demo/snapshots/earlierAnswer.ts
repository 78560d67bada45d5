import { errorAnswer, json, notFound } from '../host/answers.ts'
import type { RecordingFacts } from '../data/recordingFacts.ts'
import { day } from '../data/timeline.ts'
import { iso } from '../data/times.ts'
import type { ProjectCall } from '../host/resource.ts'
import { deliver, fetchBlocks, kinds, linesOf } from './delivery.ts'
import { requireNoFault, findPlayed, snapshotsBroke } from './findPlayed.ts'
import { readFlag, readRange, readText, refuse } from './parameters.ts'
import type { Block, Line } from './tape.ts'
import { tapeOf } from './tapeOf.ts'
import { oldBlockText } from './writeLines.ts'

/** What is told twice, in the last blob and in the realtime lines. */
const overlap = 3

type Age = 'blobs' | 'both'

/** What is in blobs, and what is not there yet: of a recording of the last day, the last block. */
type Store = { blobs: readonly Block[]; live: readonly Line[] | null }

function storeOf({ context }: ProjectCall, { startedAt }: RecordingFacts, blocks: readonly Block[]): Store {
  if (startedAt + day <= context.options.now()) return { blobs: blocks, live: null }
  const newest = blocks.at(-1)
  const before = blocks.at(-2)?.lines() ?? []
  return { blobs: blocks.slice(0, -1), live: newest === undefined ? null : [...before.slice(-overlap), ...newest.lines()] }
}

function blobKey({ startedAt, endedAt }: Block): string {
  return `${startedAt}-${endedAt}`
}

function times({ startedAt, endedAt }: Block) {
  return { start_timestamp: iso(startedAt), end_timestamp: iso(endedAt) }
}

function listSources({ url }: ProjectCall, age: Age, blocks: readonly Block[], { blobs, live }: Store): Response {
  const hasBlocks = age === 'both' && readFlag(url, 'blob_v2', false)
  const stored = [
    ...(hasBlocks ? blocks.map((block, order) => ({ source: 'blob_v2', ...times(block), blob_key: String(order) })) : []),
    ...blobs.map((block) => ({ source: 'blob', ...times(block), blob_key: blobKey(block) })),
  ].toSorted((one, other) => one.start_timestamp.localeCompare(other.start_timestamp))
  const newest = blobs.at(-1)
  const started = newest === undefined ? null : iso(newest.endedAt)
  const realtime = { source: 'realtime', start_timestamp: started, end_timestamp: null, blob_key: null }
  return json({ sources: live === null ? stored : [...stored, realtime] })
}

/** Which blocks a call of mid-2025 means: a single key, or a range. */
function readKeys(url: URL): { first: number; last: number } {
  const single = readText(url, 'blob_key')
  const first = readText(url, 'start_blob_key')
  const last = readText(url, 'end_blob_key')
  if (single !== null && (first !== null || last !== null)) {
    refuse('Must provide a single blob key or start and end blob keys, not both')
  }
  if ((first === null) !== (last === null)) refuse('Must provide both start_blob_key and end_blob_key')
  const from = first ?? single ?? refuse('Must provide one of blob key or start and end blob keys')
  return readRange(from, last ?? from, 'Blob key must be an integer')
}

async function blocksAnswer(call: ProjectCall, blocks: readonly Block[]): Promise<Response> {
  const { first, last } = readKeys(call.url)
  if (blocks.length === 0) return notFound('Session recording not found')
  if (last >= blocks.length) return notFound('Block index out of range')
  const wanted = blocks.slice(Math.max(0, first), last + 1)
  await fetchBlocks(call, wanted)
  if (wanted.some(({ isLost }) => isLost)) return snapshotsBroke()
  return deliver(call, linesOf(wanted), kinds.lines, 'max-age=3600')
}

async function blobAnswer(call: ProjectCall, age: Age, { blobs }: Store): Promise<Response> {
  const key = readText(call.url, 'blob_key')
  if (key === null && age === 'blobs') return refuse('Must provide a snapshot file blob key')
  if (key !== null && !/^\d+(-\d+)*$/.test(key)) return refuse(`Invalid blob key: ${key}`)
  const blob = blobs.find((block) => blobKey(block) === key)
  if (blob === undefined || blob.isLost === true) {
    // Object storage says that there is no such file, and nobody expects that.
    return age === 'both' ? snapshotsBroke() : errorAnswer(500, 'server_error', 'error', 'A server error occurred.')
  }
  await fetchBlocks(call, [blob])
  return deliver(call, oldBlockText(blob.lines()), kinds.blobs, 'max-age=3600')
}

/**
 * Snapshots as older servers give them (posthog-api.md#j-snapshots). Old ones have blobs by their time and realtime lines; those
 * of mid-2025 have the same and, told `blob_v2=true`, also list blocks, which are the same events once more. The recording is
 * looked for before parameters are checked.
 */
export async function earlierAnswer(call: ProjectCall, age: Age): Promise<Response> {
  const facts = findPlayed(call)
  const source = call.url.searchParams.get('source')
  const known = age === 'both' ? ['realtime', 'blob', 'blob_v2'] : ['realtime', 'blob']
  if (source !== null && !(age === 'blobs' && source === '') && !known.includes(source)) {
    refuse(`Invalid source must be one of [${[...known, ...(age === 'both' ? ['None'] : [])].join(', ')}]`)
  }
  requireNoFault(call, facts)
  const blocks = tapeOf(call, facts)(call.context.options.now())
  const store = storeOf(call, facts, blocks)
  if (source === 'blob_v2') return blocksAnswer(call, blocks)
  if (source === 'blob') return blobAnswer(call, age, store)
  if (source === 'realtime') return deliver(call, oldBlockText(store.live ?? []), kinds.blobs, 'no-store')
  return listSources(call, age, blocks, store)
}
