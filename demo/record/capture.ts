import { gunzipSync } from 'node:zlib'

/** One request body as the SDK meant it: the transport's compression is undone, nothing else is touched. */
export type CapturedBody = { text: string; hasSnapshots: boolean; eventNames: string[] }

export type Capture = {
  /** Takes a place in the order now; the body may travel for a while. */
  receive(arriving: Promise<{ bytes: Uint8Array; url: URL }>): Promise<void>
  bodies(): Promise<CapturedBody[]>
  /** Waits until an event of this name has come `count` times. */
  waitFor(eventName: string, count?: number): Promise<void>
}

const patience = 30_000

function decode(bytes: Uint8Array, url: URL): string {
  // Some browsers and beacons leave out the parameter; gzip tells itself apart.
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return gunzipSync(bytes).toString('utf8')
  const text = Buffer.from(bytes).toString('utf8')
  const isBase64 = url.searchParams.get('compression') === 'base64' || text.startsWith('data=')
  if (!isBase64) return text
  return Buffer.from(new URLSearchParams(text).get('data') ?? '', 'base64').toString('utf8')
}

function eventsOf(body: unknown): unknown[] {
  if (Array.isArray(body)) return body
  if (typeof body !== 'object' || body === null) return []
  if ('batch' in body && Array.isArray(body.batch)) return body.batch
  if ('data' in body && Array.isArray(body.data)) return body.data
  return [body]
}

function nameOf(event: unknown): string {
  return typeof event === 'object' && event !== null && 'event' in event ? String(event.event) : ''
}

function readBody(bytes: Uint8Array, url: URL): CapturedBody {
  const text = decode(bytes, url)
  const eventNames = eventsOf(JSON.parse(text)).map(nameOf)
  return { text, eventNames, hasSnapshots: eventNames.includes('$snapshot') }
}

export function createCapture(): Capture {
  const received: Promise<CapturedBody>[] = []
  const counts = new Map<string, number>()
  const waiting = new Set<() => void>()

  async function receive(arriving: Promise<{ bytes: Uint8Array; url: URL }>): Promise<void> {
    const read = arriving.then(({ bytes, url }) => readBody(bytes, url))
    received.push(read)
    const { eventNames } = await read
    for (const name of eventNames) counts.set(name, seen(name) + 1)
    for (const look of waiting) look()
  }

  function seen(eventName: string): number {
    return counts.get(eventName) ?? 0
  }

  function waitFor(eventName: string, count = 1): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(look)
        reject(new Error(`Waited ${patience / 1000} s for ${count} × ${eventName} and saw ${seen(eventName)}.`))
      }, patience)
      function look(): void {
        if (seen(eventName) < count) return
        clearTimeout(timer)
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
    })
  }

  return { receive, waitFor, bodies: () => Promise.all(received) }
}
