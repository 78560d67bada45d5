/** So many characters become a piece of a file at once: a copy of a megabyte takes a millisecond or two. */
const pieceLength = 500_000

/** A long text that grows. `blob` is the whole of it, in UTF-8; making it copies nothing that is long. */
export type TextPieces = { add: (text: string) => void; blob: () => Blob }

/** Collects a text of any length without ever holding the page up by copying all of it at once. */
export function createTextPieces(): TextPieces {
  const pieces: Blob[] = []
  let waiting: string[] = []
  let length = 0
  function pack() {
    if (length > 0) pieces.push(new Blob([waiting.join('')]))
    waiting = []
    length = 0
  }
  return {
    add(text) {
      waiting.push(text)
      length += text.length
      if (length >= pieceLength) pack()
    },
    blob() {
      pack()
      return new Blob(pieces)
    },
  }
}
