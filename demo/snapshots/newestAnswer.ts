import { errorAnswer, json, notFound, Refusal } from '../host/answers.ts'
import type { RecordingFacts } from '../data/recordingFacts.ts'
import { iso } from '../data/times.ts'
import type { ProjectCall } from '../host/resource.ts'
import { deliver, fetchBlocks, kinds, linesOf, storedBytesOf } from './delivery.ts'
import { requireNoFault, findPlayed } from './findPlayed.ts'
import { readFlag, readRange, readText, refuse } from './parameters.ts'
import { snappyOf } from './snappy.ts'
import type { Block } from './tape.ts'
import { isLongTerm, tapeOf } from './tapeOf.ts'
import { newBlockText } from './writeLines.ts'

type SnapshotRequest = { kind: 'sources' } | { kind: 'blocks'; first: number; last: number } | { kind: 'longTerm'; path: string }

function longTermPath({ project }: ProjectCall, { id }: RecordingFacts): string {
  return `session_recordings_lts/${project.uuid}/${id}`
}

function readSnapshotRequest(url: URL): SnapshotRequest {
  const source = url.searchParams.get('source')
  if (source === 'blob_v2') {
    const first = readText(url, 'start_blob_key')
    const last = readText(url, 'end_blob_key')
    if (first === null || last === null) return refuse('Must provide both start blob key and end blob key')
    return { kind: 'blocks', ...readRange(first, last, 'Blob keys must be integers') }
  }
  if (source === 'blob_v2_lts') {
    return { kind: 'longTerm', path: readText(url, 'blob_key') ?? refuse('Must provide a blob key') }
  }
  // The server's own text has the slip in the second name.
  return source === null ? { kind: 'sources' } : refuse('Invalid source must be one of [blob_v2, blob_v2_ts, None]')
}

function listSources(call: ProjectCall, facts: RecordingFacts, blocks: readonly Block[]): Response {
  if (isLongTerm(facts, call.context.anchor)) {
    const source = { source: 'blob_v2_lts', start_timestamp: null, end_timestamp: null, blob_key: longTermPath(call, facts) }
    return json({ sources: [source] })
  }
  const sources = blocks.map(({ startedAt, endedAt }, order) => ({
    source: 'blob_v2',
    start_timestamp: iso(startedAt),
    end_timestamp: iso(endedAt),
    blob_key: String(order),
  }))
  return json({ sources })
}

/** Blocks that cannot be fetched are left out, unless none is left. */
function requireSome(wanted: readonly Block[]): readonly Block[] {
  const found = wanted.filter(({ isLost }) => isLost !== true)
  if (found.length > 0 || wanted.length === 0) return found
  const detail = "Couldn't load this recording's data. Try again, and if it keeps happening contact support."
  throw new Refusal(errorAnswer(502, 'server_error', 'recording_blocks_unavailable', detail))
}

function longTermAnswer(call: ProjectCall, facts: RecordingFacts, path: string, blocks: readonly Block[], isLines: boolean) {
  const isIt = isLongTerm(facts, call.context.anchor) && path.replace(/^\/+/, '') === longTermPath(call, facts)
  if (!isIt) return notFound('Recording not found')
  const body = isLines ? linesOf(blocks) : snappyOf(Buffer.from(blocks.map(newBlockText).join('')))
  return deliver(call, body, isLines ? kinds.lines : kinds.bytes, 'max-age=86400')
}

/**
 * Snapshots as newest servers give them (posthog-api.md#j-snapshots): sources, then blocks by a range of keys, both ends
 * included, or one file from long-term storage. Parameters are checked before the recording is looked for.
 */
export async function newestAnswer(call: ProjectCall): Promise<Response> {
  const request = readSnapshotRequest(call.url)
  const isLines = readFlag(call.url, 'decompress', true)
  const facts = findPlayed(call)
  requireNoFault(call, facts)
  const blocks = tapeOf(call, facts)(call.context.options.now())
  if (request.kind === 'sources') return listSources(call, facts, blocks)
  if (request.kind === 'longTerm') return longTermAnswer(call, facts, request.path, blocks, isLines)
  if (blocks.length === 0) return notFound('Session recording not found')
  if (request.last >= blocks.length) return notFound('Block index out of range')
  const wanted = blocks.slice(Math.max(0, request.first), request.last + 1)
  await fetchBlocks(call, wanted)
  const found = requireSome(wanted)
  return deliver(call, isLines ? linesOf(found) : storedBytesOf(found), isLines ? kinds.lines : kinds.bytes, 'max-age=3600')
}
