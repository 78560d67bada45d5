/** Cuts bytes that arrive in pieces into lines of text. */
export type LineReader = {
  push: (bytes: Uint8Array) => void
  /** What stands after the last line break is a line too. */
  end: () => void
}

/** In characters; the largest snapshots seen have a few million. */
const longestLine = 64 * 1024 * 1024

/**
 * Calls `onLine` for every line that is not blank, as soon as it is complete, and `onLong` for one that is too long to be kept.
 * UTF-8; broken sequences become replacement characters.
 */
export function createLineReader(onLine: (line: string) => void, onLong: () => void, longest = longestLine): LineReader {
  const decoder = new TextDecoder()
  let rest = ''
  let isSkipping = false

  function add(piece: string): void {
    if (isSkipping) return
    rest += piece
    if (rest.length <= longest) return
    rest = ''
    isSkipping = true
    onLong()
  }

  function close(): void {
    const line = rest
    rest = ''
    isSkipping = false
    if (line.trim() !== '') onLine(line)
  }

  function take(text: string): void {
    let from = 0
    for (let to = text.indexOf('\n'); to !== -1; to = text.indexOf('\n', from)) {
      add(text.slice(from, to))
      close()
      from = to + 1
    }
    add(text.slice(from))
  }

  return {
    push: (bytes) => take(decoder.decode(bytes, { stream: true })),
    end() {
      take(decoder.decode())
      close()
    },
  }
}
