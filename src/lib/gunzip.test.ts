import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DamagedData, gunzip, isGzip, TooMuchData } from './gunzip.ts'

const enough = 1_000_000

/** Bytes of every kind: random ones, repeats near and far, text, and all of these one after the other. */
const piece = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 3000 })).map(([one, times]) => {
    const all = new Uint8Array(one.length * times)
    for (let index = 0; index < all.length; index += 1) all[index] = one[index % one.length] ?? 0
    return all
  }),
  fc.lorem({ maxCount: 80 }).map((text) => new TextEncoder().encode(text)),
  fc.json().map((text) => new TextEncoder().encode(text)),
)
const content = fc.array(piece, { maxLength: 6 }).map((pieces) => new Uint8Array(Buffer.concat(pieces)))
const options = fc.record({
  level: fc.integer({ min: 0, max: 9 }),
  memLevel: fc.integer({ min: 1, max: 9 }),
  strategy: fc.integer({ min: 0, max: 4 }),
  windowBits: fc.integer({ min: 9, max: 15 }),
})

function outcome(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return error
  }
}

const isRefusal = (found: unknown) => found instanceof DamagedData || found instanceof TooMuchData

test('decompresses what node:zlib compressed, at any level', () => {
  fc.assert(
    fc.property(content, options, (bytes, how) => {
      expect(Buffer.compare(gunzip(gzipSync(bytes, how), enough), bytes)).toBe(0)
    }),
    { numRuns: 300 },
  )
})

test('reads headers with names, comments, extra fields and a checksum', () => {
  const packed = gzipSync('hello')
  const head = packed.subarray(0, 10)
  const rest = packed.subarray(10)
  const withFlags = (flags: number, ...more: Uint8Array[]) => {
    const changed = Uint8Array.from(head)
    changed[3] = flags
    return new Uint8Array(Buffer.concat([changed, ...more, rest]))
  }
  const name = new TextEncoder().encode('a name\0')
  for (const bytes of [
    withFlags(8, name),
    withFlags(16, name),
    withFlags(4, new Uint8Array([3, 0, 1, 2, 3])),
    withFlags(2, new Uint8Array(2)),
    withFlags(30, new Uint8Array([1, 0, 9]), name, name, new Uint8Array(2)),
  ]) {
    expect(new TextDecoder().decode(gunzip(bytes, enough))).toBe('hello')
  }
})

describe('damage', () => {
  test('of any single bit is detected', () => {
    fc.assert(
      fc.property(content, fc.nat(), (bytes, where) => {
        const packed = new Uint8Array(gzipSync(bytes))
        const bit = (10 * 8 + where) % (packed.length * 8)
        if (bit < 80) return // the header holds a time and a system, which mean nothing
        packed[bit >> 3] = (packed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        const found = outcome(() => gunzip(packed, enough))
        // A bit or two between the last code and the checksum belong to nobody.
        if (!isRefusal(found)) expect(Buffer.compare(found as Uint8Array, bytes)).toBe(0)
      }),
      { numRuns: 500 },
    )
  })

  test('by truncation is detected', () => {
    fc.assert(
      fc.property(content, fc.nat(), (bytes, where) => {
        const packed = new Uint8Array(gzipSync(bytes))
        expect(isRefusal(outcome(() => gunzip(packed.subarray(0, where % packed.length), enough)))).toBe(true)
      }),
    )
  })

  test('of any kind is rejected quickly and without too much output', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(100_000), (noise, most) => {
        const bytes = new Uint8Array(Buffer.concat([new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0]), noise]))
        const found = outcome(() => gunzip(bytes, most))
        expect(isRefusal(found) || (found instanceof Uint8Array && found.length <= most)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a bomb', () => {
  const bomb = new Uint8Array(gzipSync(new Uint8Array(30_000_000)))

  test('is not started', () => {
    expect(bomb.length).toBeLessThan(40_000)
    expect(outcome(() => gunzip(bomb, enough))).toBeInstanceOf(TooMuchData)
    const unreadable = Uint8Array.from(bomb).fill(0xff, 10, -8)
    expect(
      outcome(() => gunzip(unreadable, enough)),
      'what it claims to be is enough',
    ).toBeInstanceOf(TooMuchData)
  })

  test('that claims to be small ends at its claimed size', () => {
    const liar = Uint8Array.from(bomb)
    new DataView(liar.buffer).setUint32(liar.length - 4, 1000, true)
    expect(outcome(() => gunzip(liar, enough))).toBeInstanceOf(DamagedData)
  })

  test('that claims more than its bytes can hold is damaged', () => {
    const liar = new Uint8Array(gzipSync('small'))
    new DataView(liar.buffer).setUint32(liar.length - 4, 900_000, true)
    expect(outcome(() => gunzip(liar, enough))).toBeInstanceOf(DamagedData)
  })
})

test('recognizes gzip by its first bytes', () => {
  expect(isGzip(new Uint8Array(gzipSync('')))).toBe(true)
  for (const bytes of [[], [0x1f], [0x8b, 0x1f], [91, 34]]) expect(isGzip(Uint8Array.from(bytes))).toBe(false)
})
