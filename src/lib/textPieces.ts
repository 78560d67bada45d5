/** Copying this much takes a millisecond or two. */
const pieceLength = 500_000

/** A growing text; `blob` is all of it in UTF-8 and copies little. */
export type TextPieces = { add: (text: string) => void; blob: () => Blob }

/** Collects a text of any length without blocking the page to copy it. */
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
