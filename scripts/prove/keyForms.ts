const prefix = 'phx_'
const fragmentLength = 8

/** A new key with a random part that no other text has. */
export function newKey(): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
  const bytes = crypto.getRandomValues(new Uint8Array(43))
  return prefix + Array.from(bytes, (byte) => letters[byte % letters.length]).join('')
}

/** What base64 makes of a text after `before` other bytes, without the characters that depend on its neighbors. */
function base64Core(text: string, before: number): string {
  const encoded = Buffer.from('\0'.repeat(before) + text)
    .toString('base64')
    .replace(/=+$/, '')
  return encoded.slice(Math.ceil((before * 4) / 3), (before + text.length) % 3 === 0 ? undefined : -1)
}

function wide(text: string, isBigEndian = false): Buffer {
  const bytes = Buffer.from(text, 'utf16le')
  return isBigEndian ? bytes.swap16() : bytes
}

function form(name: string, bytes: Buffer | string) {
  return { name, bytes: Buffer.from(bytes) }
}

/** How a key may stand in a file: whole in any encoding, or in parts, which compression leaves of it. */
export function formsOf(key: string): { name: string; bytes: Buffer }[] {
  const reversed = Array.from(key).toReversed().join('')
  const base64 = [0, 1, 2].map((before) => base64Core(key, before))
  const random = key.slice(prefix.length)
  const fragments = Array.from({ length: random.length - fragmentLength + 1 }, (_, start) =>
    random.slice(start, start + fragmentLength),
  )
  return [
    form('plain', key),
    form('UTF-16LE', wide(key)),
    form('UTF-16BE', wide(key, true)),
    ...base64.flatMap((core) => [form('base64', core), form('base64url', core.replaceAll('+', '-').replaceAll('/', '_'))]),
    form('hex', Buffer.from(key).toString('hex')),
    form('HEX', Buffer.from(key).toString('hex').toUpperCase()),
    form('reversed', reversed),
    form('URL-encoded', Array.from(key, (one) => `%${one.charCodeAt(0).toString(16)}`).join('')),
    ...fragments.flatMap((part) => [form('fragment', part), form('fragment UTF-16LE', wide(part))]),
  ]
}

/** How many bytes of a file belong to a form of the key; a byte counts once. */
export function keyBytesIn(file: Buffer, key: string): number {
  const hits = new Set<number>()
  for (const { bytes } of formsOf(key)) {
    for (let at = file.indexOf(bytes); at !== -1; at = file.indexOf(bytes, at + 1)) {
      for (let byte = at; byte < at + bytes.length; byte += 1) hits.add(byte)
    }
  }
  return hits.size
}
