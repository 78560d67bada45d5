import type { ReplayEvent } from '#lib/replayEvent.ts'
import { createEngine, type Engine, type EngineOptions } from './engine.ts'
import { type DecoderMessage, type CacheTarget, maxBatchesInFlight, type DecoderCommand } from './protocol.ts'
import { readFile } from './readFile.ts'

/** See `src/storage/replayCache.ts`. */
export type SegmentCache = {
  read: (cacheTarget: CacheTarget) => Promise<ArrayBuffer | null>
  write: (cacheTarget: CacheTarget, bytes: ArrayBuffer) => Promise<void>
}

/** A file is read in turns, so that its first events show while the rest is read. */
const valuesPerTurn = 500
const piecesPerTurn = 16

type Bytes = Uint8Array<ArrayBuffer>
/** `completeCount`: chunks from completed requests. */
type PendingWrite = { cacheTarget: CacheTarget; pieces: Bytes[]; completeCount: number }

const lineBreak = new Uint8Array([10])

function compress(pieces: Bytes[]): Promise<ArrayBuffer> {
  return new Response(new Blob(pieces).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer()
}

/** Returns null if damaged. gzip is only verified at its end, so nothing is used before. */
async function unpackCached(bytes: ArrayBuffer): Promise<Bytes[] | null> {
  const pieces: Bytes[] = []
  try {
    const reader = new Blob([bytes]).stream().pipeThrough<Bytes>(new DecompressionStream('gzip')).getReader()
    for (let piece = await reader.read(); piece.value; piece = await reader.read()) pieces.push(piece.value)
    return pieces
  } catch {
    return null
  }
}

function yieldToMessages(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}

/** Extremely deep nesting can't be serialized. That costs one event, not the batch. */
function writeEvents(events: readonly ReplayEvent[]): string {
  try {
    return JSON.stringify(events)
  } catch {
    const parts = events.flatMap((event) => {
      try {
        return JSON.stringify(event)
      } catch {
        return []
      }
    })
    return `[${parts.join()}]`
  }
}

/** Holds messages back while too many batches are unread. */
function createOutbox(post: (message: DecoderMessage) => void) {
  const outbox: DecoderMessage[] = []
  let batchesInFlight = 0

  function flush(): void {
    for (let next = outbox[0]; next && (batchesInFlight < maxBatchesInFlight || next.type !== 'batch'); next = outbox[0]) {
      outbox.shift()
      if (next.type === 'batch') batchesInFlight += 1
      post(next)
    }
  }

  function send(message: DecoderMessage): void {
    outbox.push(message)
    flush()
  }

  function acknowledge(): void {
    batchesInFlight -= 1
    flush()
  }

  return { send, acknowledge }
}

/** Handles commands of `protocol.ts` inside the worker and answers through `post`. Never throws or rejects. */
export function createDecoderService(post: (message: DecoderMessage) => void, cache: SegmentCache) {
  const { send, acknowledge } = createOutbox(post)
  const pendingWrites = new Map<number, PendingWrite>()
  let engine: Engine | null = null

  function open(options: Omit<EngineOptions, 'emit'>): Engine {
    engine = createEngine({
      ...options,
      emit: (output) => send(output.type === 'batch' ? { ...output, events: writeEvents(output.events) } : output),
    })
    return engine
  }

  async function readFromCache(currentEngine: Engine, segment: number, cacheTarget: CacheTarget): Promise<void> {
    const cached = await cache.read(cacheTarget)
    if (!cached) return send({ type: 'not-cached', segment })
    const pieces = await unpackCached(cached)
    if (!pieces) return send({ type: 'not-cached', segment })
    for (const [index, piece] of pieces.entries()) {
      currentEngine.push(segment, piece)
      if (index % piecesPerTurn === piecesPerTurn - 1) await yieldToMessages()
    }
    currentEngine.endSegment(segment)
    send({ type: 'decoded', segment, facts: currentEngine.facts() })
    send({ type: 'stored', segment })
  }

  function pendingWriteOf(segment: number): PendingWrite[] {
    const write = pendingWrites.get(segment)
    return write ? [write] : []
  }

  function collect(segment: number, cacheTarget: CacheTarget, bytes: Bytes): void {
    const write = pendingWrites.get(segment) ?? { cacheTarget, pieces: [], completeCount: 0 }
    pendingWrites.set(segment, write)
    if (write.completeCount > 0 && write.completeCount === write.pieces.length) write.pieces.push(lineBreak) // between two responses
    write.pieces.push(bytes)
  }

  async function writeToCache(segment: number): Promise<void> {
    const write = pendingWrites.get(segment)
    pendingWrites.delete(segment)
    if (write) await cache.write(write.cacheTarget, await compress(write.pieces))
  }

  async function readReplay({ ownHost, allowedHosts, file }: DecoderCommand & { type: 'read-file' }): Promise<void> {
    const content = await readFile(file)
    if ('kind' in content) return send({ type: 'file-error', error: content })
    const currentEngine = open({ ownHost, allowedHosts, starts: [null], hints: [] })
    for (let from = 0; from < content.values.length; from += valuesPerTurn) {
      currentEngine.pushValues(0, content.values.slice(from, from + valuesPerTurn))
      await yieldToMessages()
    }
    currentEngine.endSegment(0)
    const facts = currentEngine.facts()
    if (facts.eventCount === 0) return send({ type: 'file-error', error: { kind: 'no-events' } })
    send({ type: 'file-read', file: content.facts, facts })
  }

  async function handleSegment(currentEngine: Engine, message: DecoderCommand & { segment: number }): Promise<void> {
    const { segment } = message
    switch (message.type) {
      case 'read-cache':
        await readFromCache(currentEngine, segment, message.cacheTarget)
        break
      case 'bytes':
        if (message.cacheTarget) collect(segment, message.cacheTarget, message.bytes)
        currentEngine.push(segment, message.bytes)
        break
      case 'end-request':
        for (const write of pendingWriteOf(segment)) write.completeCount = write.pieces.length
        currentEngine.endRequest(segment)
        break
      case 'discard-request':
        for (const write of pendingWriteOf(segment)) write.pieces.splice(write.completeCount)
        currentEngine.discardRequest(segment)
        break
      case 'end-segment':
        currentEngine.endSegment(segment)
        send({ type: 'decoded', segment, facts: currentEngine.facts() })
        await writeToCache(segment).catch(() => undefined)
        send({ type: 'stored', segment })
        break
      case 'abandon-segment':
        pendingWrites.delete(segment)
        currentEngine.abandonSegment(segment)
    }
  }

  async function handle(message: DecoderCommand): Promise<void> {
    if (message.type === 'open') open(message)
    else if (message.type === 'read-file') await readReplay(message)
    else if ('segment' in message && engine) await handleSegment(engine, message)
    else if (message.type === 'ping') post({ type: 'pong' })
    else if (message.type === 'ack') acknowledge()
  }

  return (message: DecoderCommand): void => {
    handle(message).catch(() => send({ type: 'crashed' }))
  }
}
