import type { ReplayEvent } from '#lib/replayEvent.ts'
import { createEngine, type Engine, type EngineOptions } from './engine.ts'
import { type FromDecoder, type CacheTarget, mostUnderWay, type ToDecoder } from './protocol.ts'
import { readFile } from './readFile.ts'

/** Where stretches are kept; see `src/storage/replayCache.ts`. */
export type CachedSegments = {
  readCached: (keeping: CacheTarget) => Promise<ArrayBuffer | null>
  keep: (keeping: CacheTarget, bytes: ArrayBuffer) => Promise<void>
}

/** Events of a file are read this many at a time, so that the first of them can be seen while the others follow. */
const valuesAtOnce = 500
const piecesAtOnce = 16

type Bytes = Uint8Array<ArrayBuffer>
/** `whole` counts the pieces that complete requests brought. */
type Keep = { keeping: CacheTarget; pieces: Bytes[]; whole: number }

const lineBreak = new Uint8Array([10])

function compress(pieces: Bytes[]): Promise<ArrayBuffer> {
  return new Response(new Blob(pieces).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer()
}

/** What was kept; null where it is damaged. Only at its end does gzip tell, so nothing of it is used before. */
async function unpacked(kept: ArrayBuffer): Promise<Bytes[] | null> {
  const pieces: Bytes[] = []
  try {
    const reader = new Blob([kept]).stream().pipeThrough<Bytes>(new DecompressionStream('gzip')).getReader()
    for (let piece = await reader.read(); piece.value; piece = await reader.read()) pieces.push(piece.value)
    return pieces
  } catch {
    return null
  }
}

/** Lets messages in that came meanwhile. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}

/** Nesting that is deeper than anything real cannot be written: it costs the events that have it. */
function writeEvents(events: readonly ReplayEvent[]): string {
  try {
    return JSON.stringify(events)
  } catch {
    const written = events.flatMap((event) => {
      try {
        return JSON.stringify(event)
      } catch {
        return []
      }
    })
    return `[${written.join()}]`
  }
}

/**
 * The worker's side of `protocol.ts`: takes what the page says, and says its answers through `post`. Never throws and never
 * rejects; whoever drops it, drops all of it.
 */
export function createDecoderService(post: (message: FromDecoder) => void, kept: CachedSegments) {
  const waiting: FromDecoder[] = []
  const toKeep = new Map<number, Keep>()
  let inProgress = 0
  let engine: Engine | null = null

  function pump(): void {
    for (let next = waiting[0]; next && (inProgress < mostUnderWay || next.says !== 'batch'); next = waiting[0]) {
      waiting.shift()
      if (next.says === 'batch') inProgress += 1
      post(next)
    }
  }

  function say(message: FromDecoder): void {
    waiting.push(message)
    pump()
  }

  function open(options: Omit<EngineOptions, 'emit'>): Engine {
    engine = createEngine({
      ...options,
      emit: (output) => say(output.says === 'batch' ? { ...output, events: writeEvents(output.events) } : output),
    })
    return engine
  }

  async function readCached(into: Engine, segment: number, keeping: CacheTarget): Promise<void> {
    const found = await kept.readCached(keeping)
    if (!found) return say({ says: 'absent', segment })
    const pieces = await unpacked(found)
    if (!pieces) return say({ says: 'absent', segment })
    for (const [index, piece] of pieces.entries()) {
      into.bytes(segment, piece)
      if (index % piecesAtOnce === piecesAtOnce - 1) await breathe()
    }
    into.end(segment)
    say({ says: 'done', segment, facts: into.facts() })
    say({ says: 'settled', segment })
  }

  function gathered(segment: number): Keep[] {
    const found = toKeep.get(segment)
    return found ? [found] : []
  }

  function gather(segment: number, keeping: CacheTarget, bytes: Bytes): void {
    const found = toKeep.get(segment) ?? { keeping, pieces: [], whole: 0 }
    toKeep.set(segment, found)
    if (found.whole > 0 && found.whole === found.pieces.length) found.pieces.push(lineBreak) // between two answers
    found.pieces.push(bytes)
  }

  async function keep(segment: number): Promise<void> {
    const found = toKeep.get(segment)
    toKeep.delete(segment)
    if (found) await kept.keep(found.keeping, await compress(found.pieces))
  }

  async function readReplay({ ownHost, allowedHosts, file }: ToDecoder & { do: 'file' }): Promise<void> {
    const content = await readFile(file)
    if ('kind' in content) return say({ says: 'fault', fault: content })
    const into = open({ ownHost, allowedHosts, starts: [null], hints: [] })
    for (let from = 0; from < content.values.length; from += valuesAtOnce) {
      into.values(0, content.values.slice(from, from + valuesAtOnce))
      await breathe()
    }
    into.end(0)
    const facts = into.facts()
    if (facts.eventCount === 0 && !facts.isMobile) return say({ says: 'fault', fault: { kind: 'no-events' } })
    say({ says: 'file', file: content.facts, facts })
  }

  async function answerSegment(into: Engine, message: ToDecoder & { segment: number }): Promise<void> {
    const { segment } = message
    switch (message.do) {
      case 'recall':
        await readCached(into, segment, message.keeping)
        break
      case 'bytes':
        if (message.keeping) gather(segment, message.keeping, message.bytes)
        into.bytes(segment, message.bytes)
        break
      case 'part':
        for (const found of gathered(segment)) found.whole = found.pieces.length
        into.part(segment)
        break
      case 'undo':
        for (const found of gathered(segment)) found.pieces.splice(found.whole)
        into.undo(segment)
        break
      case 'end':
        into.end(segment)
        say({ says: 'done', segment, facts: into.facts() })
        await keep(segment).catch(() => undefined)
        say({ says: 'settled', segment })
        break
      case 'break':
        toKeep.delete(segment)
        into.break(segment)
    }
  }

  async function answer(message: ToDecoder): Promise<void> {
    if (message.do === 'open') open(message)
    else if (message.do === 'file') await readReplay(message)
    else if ('segment' in message && engine) await answerSegment(engine, message)
    else if (message.do === 'more') {
      inProgress -= 1
      pump()
    }
  }

  return (message: ToDecoder): void => {
    answer(message).catch(() => say({ says: 'broken' }))
  }
}
