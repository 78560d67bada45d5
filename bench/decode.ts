import { gunzipSync, gzipSync } from 'node:zlib'
import { benchRecordings } from '../demo/data/benchRecordings.ts'
import { createDemoHost } from '../demo/createDemoHost.ts'
import { demoKeys } from '../demo/host/keys.ts'
import { createEngine, type EngineOutput } from '../src/features/replay/engine.ts'

/**
 * Measures decoding from the server's bytes to playable events, in one thread. Also measures a DecompressionStream per compressed
 * field, and caching the bytes or the events instead.
 */
const host = createDemoHost()

async function fetchSnapshots(id: string, query: string): Promise<Response> {
  const address = `http://demo.test/api/projects/1/session_recordings/${id}/snapshots${query}`
  return host.fetch(new Request(address, { headers: { Authorization: `Bearer ${demoKeys.all}` } }))
}

async function bytesOf(id: string): Promise<Uint8Array[]> {
  const { sources }: { sources: unknown[] } = await (await fetchSnapshots(id, '')).json()
  const all: Uint8Array[] = []
  for (let first = 0; first < sources.length; first += 20) {
    const last = Math.min(sources.length, first + 20) - 1
    const response = await fetchSnapshots(id, `?source=blob_v2&start_blob_key=${first}&end_blob_key=${last}`)
    all.push(new Uint8Array(await response.arrayBuffer()))
  }
  return all
}

const pieceSize = 65_536

function decode(segments: readonly Uint8Array[]) {
  const startedAt = performance.now()
  const seen = { first: 0, events: 0, longest: 0, texts: [] as string[] }
  const emit = (output: EngineOutput) => {
    if (output.type !== 'batch') return
    seen.events += output.events.length
    if (output.facts.hasFullSnapshot && seen.first === 0) seen.first = performance.now() - startedAt
    seen.texts.push(JSON.stringify(output.events))
  }
  const engine = createEngine({ ownHost: 'desk.test', allowedHosts: [], starts: segments.map(() => null), hints: [], emit })
  segments.forEach((bytes, segment) => {
    for (let at = 0; at < bytes.length; at += pieceSize) {
      const piece = performance.now()
      engine.push(segment, bytes.subarray(at, at + pieceSize))
      seen.longest = Math.max(seen.longest, performance.now() - piece)
    }
    engine.endSegment(segment)
  })
  return { ...seen, all: performance.now() - startedAt }
}

/** Decompresses every field through its own DecompressionStream, a hundred at a time. */
async function throughStreams(segments: readonly Uint8Array[]): Promise<{ fields: number; ms: number }> {
  const lines = segments.flatMap((bytes) => new TextDecoder().decode(bytes).split('\n'))
  const fields = lines
    .flatMap((line) => line.match(/"\\u001f\\u008b(?:[^"\\]|\\.)*"/g) ?? [])
    .map((text) => String(JSON.parse(text)))
  const startedAt = performance.now()
  for (let at = 0; at < fields.length; at += 100) {
    const batch = fields.slice(at, at + 100).map((field) => {
      const bytes = Uint8Array.from(field, (character) => character.charCodeAt(0))
      return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text()
    })
    await Promise.all(batch)
  }
  return { fields: fields.length, ms: performance.now() - startedAt }
}

function timed<T>(work: () => T): { result: T; ms: number } {
  const startedAt = performance.now()
  const result = work()
  return { result, ms: performance.now() - startedAt }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}

for (const { id, title } of benchRecordings) {
  const segments = await bytesOf(id)
  const size = segments.reduce((sum, { length }) => sum + length, 0)
  decode(segments) // once to warm up
  const { first, all, longest, events, texts } = decode(segments)
  const streams = await throughStreams(segments)
  const raw = timed(() => segments.map((bytes) => gzipSync(bytes)))
  const back = timed(() => raw.result.map((bytes) => gunzipSync(bytes).length))
  const clean = timed(() => texts.map((text) => gzipSync(text)))
  const sizeOf = (list: readonly Uint8Array[]) => megabytes(list.reduce((sum, { length }) => sum + length, 0))
  console.log(`${title}: ${megabytes(size)} sent, ${events} events`)
  console.log(
    `  first frame decoded after ${first.toFixed(0)} ms, all after ${all.toFixed(0)} ms, longest piece ${longest.toFixed(0)} ms`,
  )
  console.log(`  ${streams.fields} compressed fields through one stream each: ${streams.ms.toFixed(0)} ms `)
  console.log(
    `  cached as sent ${sizeOf(raw.result)} (${raw.ms.toFixed(0)} ms to compress, ${back.ms.toFixed(0)} ms to decompress), as events ${sizeOf(clean.result)} (${clean.ms.toFixed(0)} ms)`,
  )
}
