/** Characters stand for bytes here, because no key has others than ASCII. */
const latin1 = new TextDecoder('latin1')

/** Stands for each character of a key, so that no length changes. */
const filler = '*'.charCodeAt(0)

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}

/**
 * Overwrites a key in a stream of bytes, also where it is split over pieces. Only as it is: a stream isn't parsed, and other forms
 * (see `redactKey`) have no fixed length.
 */
export function keyFilter(key: string): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let held = new Uint8Array(0)

  /** How many bytes at the end may begin a key. */
  function tailLength(text: string): number {
    for (let length = Math.min(key.length - 1, text.length); length > 0; length -= 1)
      if (text.endsWith(key.slice(0, length))) return length
    return 0
  }

  return new TransformStream({
    transform(piece, controller) {
      const bytes = held.length === 0 ? piece : joined(held, piece)
      const text = latin1.decode(bytes)
      for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + key.length)) bytes.fill(filler, at, at + key.length)
      const end = bytes.length - tailLength(text)
      held = bytes.slice(end)
      if (end > 0) controller.enqueue(bytes.subarray(0, end))
    },
    flush(controller) {
      if (held.length > 0) controller.enqueue(held)
    },
  })
}
