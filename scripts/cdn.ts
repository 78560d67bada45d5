import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'

type Fetch = (request: Request) => Response | Promise<Response>

/**
 * Serves the files of `site` as a CDN would: compressed once with gzip level 9, 304 for cached files, each response after
 * `latencyMs`.
 */
export function behindCdn(site: Fetch, latencyMs: number): Fetch {
  const files = new Map<string, Promise<{ status: number; headers: Headers; body: Uint8Array<ArrayBuffer> }>>()

  async function load(request: Request) {
    const response = await site(new Request(request.url, { headers: { Accept: request.headers.get('Accept') ?? '*/*' } }))
    const plain = new Uint8Array(await response.arrayBuffer())
    const body = new Uint8Array(gzipSync(plain, { level: 9 }))
    const headers = new Headers(response.headers)
    headers.set('Content-Encoding', 'gzip')
    headers.set('Content-Length', String(body.length))
    headers.set('ETag', `"${createHash('sha1').update(plain).digest('base64url')}"`)
    return { status: response.status, headers, body }
  }

  return async (request) => {
    const file = files.get(request.url) ?? load(request)
    files.set(request.url, file)
    const [{ status, headers, body }] = await Promise.all([file, wait(latencyMs)])
    const isKnown = request.headers.get('If-None-Match') === headers.get('ETag')
    return isKnown ? new Response(null, { status: 304, headers }) : new Response(body, { status, headers })
  }
}
