const longestLiteral = 65_536

/** A number in as few bytes as it needs, seven bits each, the lowest first. */
function varint(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80)
    rest = Math.floor(rest / 0x80)
  }
  return [...bytes, rest]
}

/** Bytes in the raw Snappy format, all of them as literals: readable by every decoder, and no smaller than before. */
export function snappyOf(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.from(varint(bytes.length))]
  for (let start = 0; start < bytes.length; start += longestLiteral) {
    const literal = bytes.subarray(start, start + longestLiteral)
    const most = literal.length - 1
    parts.push(Uint8Array.of(61 << 2, most & 0xff, most >> 8), literal)
  }
  return Buffer.concat(parts)
}
