import type { ReplayEvent } from '#lib/replayEvent.ts'
import { createEngine, type Engine, type EngineOptions } from './engine.ts'
import { type FromDecoder, type Keeping, mostUnderWay, type ToDecoder } from './protocol.ts'
import { readFile } from './readFile.ts'

/** Where stretches are kept; see `src/storage/replayCache.ts`. */
export type KeptStretches = {
  recall: (keeping: Keeping) => Promise<ArrayBuffer | null>
  keep: (keeping: Keeping, bytes: ArrayBuffer) => Promise<void>
}

/** Events of a file are read this many at a time, so that the first of them can be seen while the others follow. */
const valuesAtOnce = 500
const piecesAtOnce = 16

type Bytes = Uint8Array<ArrayBuffer>
/** `whole` counts the pieces that complete requests brought. */
type Keep = { keeping: Keeping; pieces: Bytes[]; whole: number }

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
export function createDecoderService(post: (message: FromDecoder) => void, kept: KeptStretches) {
  const waiting: FromDecoder[] = []
  const toKeep = new Map<number, Keep>()
  let underWay = 0
  let engine: Engine | null = null

  function pump(): void {
    for (let next = waiting[0]; next && (underWay < mostUnderWay || next.says !== 'batch'); next = waiting[0]) {
      waiting.shift()
      if (next.says === 'batch') underWay += 1
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

  async function recall(into: Engine, stretch: number, keeping: Keeping): Promise<void> {
    const found = await kept.recall(keeping)
    if (!found) return say({ says: 'absent', stretch })
    const pieces = await unpacked(found)
    if (!pieces) return say({ says: 'absent', stretch })
    for (const [index, piece] of pieces.entries()) {
      into.bytes(stretch, piece)
      if (index % piecesAtOnce === piecesAtOnce - 1) await breathe()
    }
    into.end(stretch)
    say({ says: 'done', stretch, facts: into.facts() })
    say({ says: 'settled', stretch })
  }

  function gathered(stretch: number): Keep[] {
    const found = toKeep.get(stretch)
    return found ? [found] : []
  }

  function gather(stretch: number, keeping: Keeping, bytes: Bytes): void {
    const found = toKeep.get(stretch) ?? { keeping, pieces: [], whole: 0 }
    toKeep.set(stretch, found)
    if (found.whole > 0 && found.whole === found.pieces.length) found.pieces.push(lineBreak) // between two answers
    found.pieces.push(bytes)
  }

  async function keep(stretch: number): Promise<void> {
    const found = toKeep.get(stretch)
    toKeep.delete(stretch)
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

  async function answerStretch(into: Engine, message: ToDecoder & { stretch: number }): Promise<void> {
    const { stretch } = message
    switch (message.do) {
      case 'recall':
        await recall(into, stretch, message.keeping)
        break
      case 'bytes':
        if (message.keeping) gather(stretch, message.keeping, message.bytes)
        into.bytes(stretch, message.bytes)
        break
      case 'part':
        for (const found of gathered(stretch)) found.whole = found.pieces.length
        into.part(stretch)
        break
      case 'undo':
        for (const found of gathered(stretch)) found.pieces.splice(found.whole)
        into.undo(stretch)
        break
      case 'end':
        into.end(stretch)
        say({ says: 'done', stretch, facts: into.facts() })
        await keep(stretch).catch(() => undefined)
        say({ says: 'settled', stretch })
        break
      case 'break':
        toKeep.delete(stretch)
        into.break(stretch)
    }
  }

  async function answer(message: ToDecoder): Promise<void> {
    if (message.do === 'open') open(message)
    else if (message.do === 'file') await readReplay(message)
    else if ('stretch' in message && engine) await answerStretch(engine, message)
    else if (message.do === 'more') {
      underWay -= 1
      pump()
    }
  }

  return (message: ToDecoder): void => {
    answer(message).catch(() => say({ says: 'broken' }))
  }
}
