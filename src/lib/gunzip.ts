import { DamagedData, inflate } from './inflate.ts'

/** The output would be larger than allowed. */
export class TooMuchData extends Error {
  override name = 'TooMuchData'
}

const flags = { headerChecksum: 2, extra: 4, name: 8, comment: 16 }

/** The maximum that DEFLATE expands one byte to. */
const mostPerByte = 1032

const checksums = new Uint32Array(256).map((_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

function checksum(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (let index = 0; index < bytes.length; index += 1) {
    value = (value >>> 8) ^ (checksums[(value ^ (bytes[index] ?? 0)) & 0xff] ?? 0)
  }
  return (value ^ 0xffffffff) >>> 0
}

function afterZero(bytes: Uint8Array, from: number): number {
  const zero = bytes.indexOf(0, from)
  if (zero === -1) throw new DamagedData('ends in its header')
  return zero + 1
}

function afterHeader(bytes: Uint8Array): number {
  if (bytes.length < 18 || !isGzip(bytes) || bytes[2] !== 8) throw new DamagedData('no gzip')
  const set = bytes[3] ?? 0
  let position = 10
  if (set & flags.extra) position += 2 + (bytes[position] ?? 0) + ((bytes[position + 1] ?? 0) << 8)
  if (set & flags.name) position = afterZero(bytes, position)
  if (set & flags.comment) position = afterZero(bytes, position)
  if (set & flags.headerChecksum) position += 2
  return position
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

/**
 * Decompresses gzip (RFC 1952; one member) and verifies its checksum. Gzip states its size at the end, so nothing larger than
 * `maxSize` bytes is started. Throws DamagedData and TooMuchData.
 */
export function gunzip(bytes: Uint8Array, maxSize: number): Uint8Array<ArrayBuffer> {
  const start = afterHeader(bytes)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = bytes.length - 8
  const size = view.getUint32(end + 4, true)
  if (size > mostPerByte * bytes.length) throw new DamagedData('claims more than it can hold')
  if (size > maxSize) throw new TooMuchData(`${size} bytes`)
  const out = new Uint8Array(size)
  if (inflate(bytes.subarray(0, end), start, out) !== end) throw new DamagedData('something follows')
  if (checksum(out) !== view.getUint32(end, true)) throw new DamagedData('its checksum is another')
  return out
}
