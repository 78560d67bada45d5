export class DamagedData extends Error {
  override name = 'DamagedData'
}

type Codes = { table: Uint16Array; bits: number }

const lengthBase = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
]
const lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
const distanceBase = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289,
  16385, 24577,
]
const distanceExtra = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13]
const orderOfLengths = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

function reversed(code: number, length: number): number {
  let result = 0
  for (let bit = 0; bit < length; bit += 1) result |= ((code >> bit) & 1) << (length - 1 - bit)
  return result
}

/** Maps the next `bits` bits to `symbol << 4 | length`; 0 where no code starts with them. */
function codesOf(lengths: Uint8Array): Codes {
  const counts = new Uint16Array(16)
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1
  counts[0] = 0
  let bits = 15
  while (bits > 1 && counts[bits] === 0) bits -= 1
  const next = new Uint16Array(16)
  let code = 0
  for (let length = 1; length <= 15; length += 1) {
    code = (code + (counts[length - 1] ?? 0)) << 1
    next[length] = code
    if (code + (counts[length] ?? 0) > 1 << length) throw new DamagedData('more codes than there is room for')
  }
  const table = new Uint16Array(1 << bits)
  for (let symbol = 0; symbol < lengths.length; symbol += 1) {
    const length = lengths[symbol] ?? 0
    if (length === 0) continue
    const own = next[length] ?? 0
    next[length] = own + 1
    for (let index = reversed(own, length); index < table.length; index += 1 << length) table[index] = (symbol << 4) | length
  }
  return { table, bits }
}

function fixedCodes(): { symbols: Codes; distances: Codes } {
  const lengths = new Uint8Array(288).fill(8)
  lengths.fill(9, 144, 256)
  lengths.fill(7, 256, 280)
  return { symbols: codesOf(lengths), distances: codesOf(new Uint8Array(30).fill(5)) }
}

let fixed: { symbols: Codes; distances: Codes } | undefined

/** `held` has `holding` bits that were read and not used yet, the next one lowest. */
type State = { input: Uint8Array; position: number; held: number; holding: number; out: Uint8Array; written: number }

function take(state: State, count: number): number {
  while (state.holding < count) {
    if (state.position >= state.input.length) throw new DamagedData('ends too early')
    state.held |= (state.input[state.position] ?? 0) << state.holding
    state.position += 1
    state.holding += 8
  }
  const value = state.held & ((1 << count) - 1)
  state.held >>>= count
  state.holding -= count
  return value
}

/** Near the end fewer bits may be left than the longest code has: zeros stand in, and a code that needs them is rejected. */
function takeSymbol(state: State, { table, bits }: Codes): number {
  while (state.holding < bits && state.position < state.input.length) {
    state.held |= (state.input[state.position] ?? 0) << state.holding
    state.position += 1
    state.holding += 8
  }
  const entry = table[state.held & ((1 << bits) - 1)] ?? 0
  const length = entry & 15
  if (length === 0 || length > state.holding) throw new DamagedData('no such code')
  state.held >>>= length
  state.holding -= length
  return entry >> 4
}

function copyStored(state: State): void {
  const { input, out, written } = state
  const at = state.position - (state.holding >> 3)
  const length = (input[at] ?? 0) | ((input[at + 1] ?? 0) << 8)
  const check = (input[at + 2] ?? 0) | ((input[at + 3] ?? 0) << 8)
  const end = at + 4 + length
  if ((length ^ check) !== 0xffff) throw new DamagedData('a stored block contradicts itself')
  if (end > input.length) throw new DamagedData('ends too early')
  if (written + length > out.length) throw new DamagedData('longer than it says')
  out.set(input.subarray(at + 4, end), written)
  Object.assign(state, { position: end, held: 0, holding: 0, written: written + length })
}

function readCodes(state: State): { symbols: Codes; distances: Codes } {
  const symbolCount = take(state, 5) + 257
  const distanceCount = take(state, 5) + 1
  const lengthCount = take(state, 4) + 4
  const ofLengths = new Uint8Array(19)
  for (let index = 0; index < lengthCount; index += 1) ofLengths[orderOfLengths[index] ?? 0] = take(state, 3)
  const codes = codesOf(ofLengths)
  const lengths = new Uint8Array(symbolCount + distanceCount)
  for (let index = 0; index < lengths.length;) {
    const read = takeSymbol(state, codes)
    if (read < 16) {
      lengths[index] = read
      index += 1
      continue
    }
    if (read === 16 && index === 0) throw new DamagedData('repeats nothing')
    const again = read === 16 ? (lengths[index - 1] ?? 0) : 0
    const times = read === 16 ? 3 + take(state, 2) : read === 17 ? 3 + take(state, 3) : 11 + take(state, 7)
    if (index + times > lengths.length) throw new DamagedData('too many codes')
    lengths.fill(again, index, index + times)
    index += times
  }
  return { symbols: codesOf(lengths.subarray(0, symbolCount)), distances: codesOf(lengths.subarray(symbolCount)) }
}

/**
 * The hot loop: writes the bytes of a block while there are surely enough bits and room, on local variables only. Returns true at
 * the end of the block; otherwise the careful loop continues.
 */
function expandFast(state: State, symbols: Codes, distances: Codes): boolean {
  const { input, out } = state
  const { table, bits } = symbols
  const { table: far, bits: farBits } = distances
  const mask = (1 << bits) - 1
  const farMask = (1 << farBits) - 1
  const lastInput = input.length - 8
  const lastOutput = out.length - 258
  let { position, held, holding, written } = state
  let isEnd = false
  while (position < lastInput && written < lastOutput) {
    while (holding < 24) {
      held |= (input[position++] ?? 0) << holding
      holding += 8
    }
    const entry = table[held & mask] ?? 0
    const taken = entry & 15
    if (taken === 0) throw new DamagedData('no such code')
    held >>>= taken
    holding -= taken
    const read = entry >> 4
    if (read < 256) {
      out[written++] = read
      continue
    }
    if (read === 256) {
      isEnd = true
      break
    }
    if (read > 285) throw new DamagedData('no such length')
    const extra = lengthExtra[read - 257] ?? 0
    let length = lengthBase[read - 257] ?? 0
    if (extra > 0) {
      length += held & ((1 << extra) - 1)
      held >>>= extra
      holding -= extra
    }
    while (holding < 24) {
      held |= (input[position++] ?? 0) << holding
      holding += 8
    }
    const farEntry = far[held & farMask] ?? 0
    const farTaken = farEntry & 15
    const farRead = farEntry >> 4
    if (farTaken === 0 || farRead > 29) throw new DamagedData('no such distance')
    held >>>= farTaken
    holding -= farTaken
    const farExtra = distanceExtra[farRead] ?? 0
    while (holding < farExtra) {
      held |= (input[position++] ?? 0) << holding
      holding += 8
    }
    const distance = (distanceBase[farRead] ?? 0) + (held & ((1 << farExtra) - 1))
    held >>>= farExtra
    holding -= farExtra
    if (distance > written) throw new DamagedData('points before the beginning')
    if (distance >= length && length > 24) {
      out.copyWithin(written, written - distance, written - distance + length)
      written += length
    } else {
      for (const end = written + length; written < end; written += 1) out[written] = out[written - distance] ?? 0
    }
  }
  Object.assign(state, { position, held, holding, written })
  return isEnd
}

function expand(state: State, { symbols, distances }: { symbols: Codes; distances: Codes }): void {
  if (expandFast(state, symbols, distances)) return
  const { out } = state
  for (;;) {
    const read = takeSymbol(state, symbols)
    if (read === 256) return
    if (state.written >= out.length) throw new DamagedData('longer than it says')
    if (read < 256) {
      out[state.written] = read
      state.written += 1
      continue
    }
    const base = lengthBase[read - 257]
    if (base === undefined) throw new DamagedData('no such length')
    const length = base + take(state, lengthExtra[read - 257] ?? 0)
    const far = takeSymbol(state, distances)
    const nearest = distanceBase[far]
    if (nearest === undefined) throw new DamagedData('no such distance')
    const distance = nearest + take(state, distanceExtra[far] ?? 0)
    if (distance > state.written) throw new DamagedData('points before the beginning')
    const end = state.written + length
    if (end > out.length) throw new DamagedData('longer than it says')
    for (; state.written < end; state.written += 1) out[state.written] = out[state.written - distance] ?? 0
  }
}

/**
 * Decompresses DEFLATE (RFC 1951) from `start` into `out`, which has exactly the length of the output. Returns the position after
 * the last byte read. Synchronous: a recording holds tens of thousands of small compressed pieces, and a DecompressionStream for
 * each takes several times as long (docs/decisions/013-replay-loading.md). Throws DamagedData if the bytes are invalid, end
 * early, or do not fill `out` exactly.
 */
export function inflate(input: Uint8Array, start: number, out: Uint8Array): number {
  const state: State = { input, position: start, held: 0, holding: 0, out, written: 0 }
  for (let isLast = false; !isLast;) {
    isLast = take(state, 1) === 1
    const kind = take(state, 2)
    if (kind === 0) copyStored(state)
    else if (kind === 1) expand(state, (fixed ??= fixedCodes()))
    else if (kind === 2) expand(state, readCodes(state))
    else throw new DamagedData('no such block')
  }
  if (state.written !== out.length) throw new DamagedData('shorter than it says')
  return state.position - (state.holding >> 3)
}
