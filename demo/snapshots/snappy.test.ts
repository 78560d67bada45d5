import fc from 'fast-check'
import { expect, test } from 'vitest'
import { snappyOf } from './snappy.ts'

/** Reads the raw Snappy format as its description says, as far as literals go. */
function unpack(bytes: Uint8Array): Uint8Array {
  let place = 0
  let length = 0
  for (let shift = 1; ; shift *= 128) {
    const byte = bytes[place++] ?? 0
    length += (byte & 0x7f) * shift
    if (byte < 0x80) break
  }
  const parts: Uint8Array[] = []
  while (place < bytes.length) {
    const tag = bytes[place++] ?? 0
    if ((tag & 3) !== 0) throw new Error('A copy, where only literals should be.')
    const code = tag >> 2
    const extra = code < 60 ? 0 : code - 59
    const most =
      extra === 0 ? code : bytes.subarray(place, place + extra).reduce((sum, byte, order) => sum + byte * 256 ** order, 0)
    place += extra
    parts.push(bytes.subarray(place, place + most + 1))
    place += most + 1
  }
  const whole = Buffer.concat(parts)
  if (whole.length !== length) throw new Error(`It says ${length} and holds ${whole.length} bytes.`)
  return new Uint8Array(whole)
}

test('any bytes come out again', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => Buffer.compare(unpack(snappyOf(bytes)), bytes) === 0))
  for (const length of [0, 1, 127, 128, 65_535, 65_536, 65_537, 300_000]) {
    const bytes = Uint8Array.from({ length }, (_, order) => order % 251)
    expect(Buffer.compare(unpack(snappyOf(bytes)), bytes)).toBe(0)
  }
})
