import { gunzip, isGzip } from '#lib/gunzip.ts'
import { createLineReader } from './decode/lineReader.ts'
import type { SkipReason } from './decode/skips.ts'

/**
 * Reads one stretch, which arrives in pieces of bytes, of one request after the other. `part` ends what one of them brought, and
 * `undo` forgets what is not a whole line of it yet.
 */
export type SegmentReader = { push: (bytes: Uint8Array) => void; part: () => void; undo: () => void }

/** An old host may hand out a stored file as it is, which is gzip; that much may come out of it. In bytes. */
const mostOfFile = 256 * 1024 * 1024

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}

/** Lines as soon as they are there; of a compressed answer, when it is complete. */
export function createSegmentReader(onLine: (line: string) => void, onSkip: (reason: SkipReason) => void): SegmentReader {
  const newLines = () => createLineReader(onLine, () => onSkip('long-line'))
  let lines = newLines()
  let packed: Uint8Array[] | null = null
  let isFirst = true

  function reset(): void {
    lines = newLines()
    packed = null
    isFirst = true
  }

  return {
    push(bytes) {
      if (bytes.length === 0) return
      if (isFirst && isGzip(bytes)) packed = []
      isFirst = false
      if (packed) packed.push(bytes)
      else lines.push(bytes)
    },
    part() {
      if (packed) {
        try {
          lines.push(gunzip(joined(packed), mostOfFile))
        } catch {
          onSkip('damaged')
        }
      }
      lines.end()
      reset()
    },
    undo: reset,
  }
}
