export type LineReader = {
  push: (bytes: Uint8Array) => void
  /** Text after the last line break is a line too. */
  end: () => void
}

/** In characters; the largest known snapshots have a few million. */
const maxLineLength = 64 * 1024 * 1024

/** Splits UTF-8 chunks into lines and skips blank ones. Invalid bytes become replacement characters. */
export function createLineReader(onLine: (line: string) => void, onTooLong: () => void, maxLength = maxLineLength): LineReader {
  const decoder = new TextDecoder()
  let buffer = ''
  let isSkipping = false

  function append(piece: string): void {
    if (isSkipping) return
    buffer += piece
    if (buffer.length <= maxLength) return
    buffer = ''
    isSkipping = true
    onTooLong()
  }

  function finishLine(): void {
    const line = buffer
    buffer = ''
    isSkipping = false
    if (line.trim() !== '') onLine(line)
  }

  function readText(text: string): void {
    let from = 0
    for (let to = text.indexOf('\n'); to !== -1; to = text.indexOf('\n', from)) {
      append(text.slice(from, to))
      finishLine()
      from = to + 1
    }
    append(text.slice(from))
  }

  return {
    push: (bytes) => readText(decoder.decode(bytes, { stream: true })),
    end() {
      readText(decoder.decode())
      finishLine()
    },
  }
}
