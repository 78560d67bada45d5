import { gunzip, isGzip } from '#lib/gunzip.ts'
import { createLineReader } from './decode/lineReader.ts'
import type { SkipReason } from './decode/skips.ts'

/** Reads the chunks of one segment, from one or several requests. */
export type SegmentReader = { push: (bytes: Uint8Array) => void; endRequest: () => void; discardRequest: () => void }

/** Old servers may return a stored file as it is, gzipped. */
const maxFileBytes = 256 * 1024 * 1024

function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let offset = 0
  for (const piece of pieces) {
    all.set(piece, offset)
    offset += piece.length
  }
  return all
}

/** Emits lines as they arrive; those of a gzipped response once it is complete. */
export function createSegmentReader(onLine: (line: string) => void, onSkip: (reason: SkipReason) => void): SegmentReader {
  const createLines = () => createLineReader(onLine, () => onSkip('long-line'))
  let lines = createLines()
  let gzipPieces: Uint8Array[] | null = null
  let isFirst = true

  function reset(): void {
    lines = createLines()
    gzipPieces = null
    isFirst = true
  }

  return {
    push(bytes) {
      if (bytes.length === 0) return
      if (isFirst && isGzip(bytes)) gzipPieces = []
      isFirst = false
      if (gzipPieces) gzipPieces.push(bytes)
      else lines.push(bytes)
    },
    endRequest() {
      if (gzipPieces) {
        try {
          lines.push(gunzip(concat(gzipPieces), maxFileBytes))
        } catch {
          onSkip('damaged')
        }
      }
      lines.end()
      reset()
    },
    discardRequest: reset,
  }
}
