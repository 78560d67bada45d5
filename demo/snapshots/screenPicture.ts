import { crc32, deflateSync } from 'node:zlib'

/** A rectangle of one color of the palette, in pixels. */
export type Patch = { x: number; y: number; width: number; height: number; color: number }

function chunk(name: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const bytes = Buffer.alloc(content.length + 8)
  bytes.writeUInt32BE(data.length, 0)
  content.copy(bytes, 4)
  bytes.writeUInt32BE(crc32(content), content.length + 4)
  return bytes
}

/** A PNG in base64, as a phone's SDK sends a screenshot. `palette` holds colors like 0xrrggbb; the first is the background. */
export function screenPicture(width: number, height: number, palette: readonly number[], patches: readonly Patch[]): string {
  const lines = Buffer.alloc((width + 1) * height) // each line begins with its filter, 0
  for (const { x, y, width: across, height: down, color } of patches) {
    for (let line = Math.max(0, y); line < Math.min(height, y + down); line += 1) {
      const from = line * (width + 1) + 1
      lines.fill(color, from + Math.max(0, x), from + Math.min(width, x + across))
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8) // eight bits a pixel, which are colors of the palette
  const colors = Buffer.from(palette.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]))
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', colors),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]).toString('base64')
}
