import { gzipSync } from 'node:zlib'
import { pause } from '../host/pause.ts'
import type { ProjectCall } from '../host/resource.ts'
import { snappyOf } from './snappy.ts'
import type { Block } from './tape.ts'
import { newBlockText } from './writeLines.ts'

export const kinds = { lines: 'application/jsonl', blobs: 'application/json', bytes: 'application/octet-stream' } as const

/** Waits if one of the blocks takes its time; leaving ends the wait. */
export async function fetchBlocks({ context, request }: ProjectCall, blocks: readonly Block[]): Promise<void> {
  if (blocks.some(({ isSlow }) => isSlow)) await pause(context.options.slowRecordingMs, request.signal)
}

/** Snapshots as they travel: compressed where the asker can read that, as the server's middleware does for this path. */
export function deliver({ request }: ProjectCall, body: string | Uint8Array, kind: string, cacheControl: string): Response {
  const headers = new Headers({ 'Content-Type': kind, 'Cache-Control': cacheControl, 'Content-Disposition': 'inline' })
  const isZipped = (request.headers.get('Accept-Encoding') ?? '').includes('gzip')
  if (!isZipped) return new Response(typeof body === 'string' ? body : new Uint8Array(body), { headers })
  headers.set('Content-Encoding', 'gzip')
  headers.set('Vary', 'Accept-Encoding')
  return new Response(new Uint8Array(gzipSync(body)), { headers })
}

/** Blocks in one text, a line per event, without a last line feed. */
export function linesOf(blocks: readonly Block[]): string {
  return blocks.map(newBlockText).join('').replace(/\n+$/, '')
}

/** Blocks as they are stored, each behind its length in four bytes. */
export function storedBytesOf(blocks: readonly Block[]): Uint8Array {
  return Buffer.concat(
    blocks.flatMap((block) => {
      const bytes = snappyOf(Buffer.from(newBlockText(block)))
      const length = Buffer.alloc(4)
      length.writeUInt32BE(bytes.length)
      return [length, bytes]
    }),
  )
}
