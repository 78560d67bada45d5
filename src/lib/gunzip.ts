import { gunzipSync } from 'fflate'

/** The bytes are no gzip, end early, or have another checksum or size than they say. */
export class DamagedData extends Error {
  override name = 'DamagedData'
}

/** The output would be larger than allowed. */
export class TooMuchData extends Error {
  override name = 'TooMuchData'
}

/** The maximum that DEFLATE expands one byte to. */
const mostPerByte = 1032

/** The shortest gzip: header, an empty block, checksum and size. */
const fewestBytes = 18

const checksums = new Uint32Array(256).map((_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

/** fflate skips the checksum that gzip ends with. */
function checksum(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (let index = 0; index < bytes.length; index += 1) {
    value = (value >>> 8) ^ (checksums[(value ^ (bytes[index] ?? 0)) & 0xff] ?? 0)
  }
  return (value ^ 0xffffffff) >>> 0
}

function unpackInto(out: Uint8Array<ArrayBuffer>, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  try {
    return gunzipSync(bytes, { out })
  } catch (error) {
    throw new DamagedData('no gzip', { cause: error })
  }
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

/**
 * Decompresses gzip (RFC 1952; one member) and verifies its checksum. Gzip states its size at the end, so nothing larger than
 * `maxSize` bytes is started. Synchronous: a recording holds tens of thousands of small compressed pieces, and a
 * DecompressionStream for each takes several times as long (docs/decisions/013-replay-loading.md). Throws DamagedData and
 * TooMuchData.
 */
export function gunzip(bytes: Uint8Array, maxSize: number): Uint8Array<ArrayBuffer> {
  if (bytes.length < fewestBytes || !isGzip(bytes)) throw new DamagedData('no gzip')
  const end = new DataView(bytes.buffer, bytes.byteOffset + bytes.byteLength - 8, 8)
  const size = end.getUint32(4, true)
  if (size > mostPerByte * bytes.length) throw new DamagedData('claims more than it can hold')
  if (size > maxSize) throw new TooMuchData(`${size} bytes`)
  const out = unpackInto(new Uint8Array(size), bytes)
  if (out.length !== size || checksum(out) !== end.getUint32(0, true)) throw new DamagedData('its checksum is another')
  return out
}
