import { gunzipSync } from 'node:zlib'
import * as v from 'valibot'

/**
 * One request body as the SDK meant it: the transport's compression is undone, nothing else is touched.
 * `snapshotsUntil` is the time of the latest rrweb event in it (milliseconds), null where it carries none.
 */
export type CapturedBody = { text: string; eventNames: string[]; snapshotsUntil: number | null }

export type Capture = {
  /** Takes a place in the order now; the body may travel for a while. */
  receive: (arriving: Promise<{ bytes: Uint8Array; url: URL }>) => Promise<void>
  bodies: () => Promise<CapturedBody[]>
  /** How many events of this name have come so far. */
  count: (eventName: string) => number
  /** Waits until so many events of this name have come. */
  waitForCount: (eventName: string, count: number) => Promise<void>
  /** Waits until something was recorded at this time (milliseconds) or later. */
  waitForSnapshotSince: (time: number) => Promise<void>
}

const timeoutMs = 30_000

const CapturedEvent = v.object({
  event: v.string(),
  properties: v.object({ $snapshot_data: v.optional(v.array(v.object({ timestamp: v.number() }))) }),
})

/** Snapshots travel as a bare list, all other events as a batch. */
const Body = v.union([v.array(CapturedEvent), v.object({ batch: v.array(CapturedEvent) })])

function decode(bytes: Uint8Array, url: URL): string {
  // Some beacons leave out the parameter; gzip tells itself apart.
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return gunzipSync(bytes).toString('utf8')
  const text = Buffer.from(bytes).toString('utf8')
  if (url.searchParams.get('compression') !== 'base64') return text
  return Buffer.from(new URLSearchParams(text).get('data') ?? '', 'base64').toString('utf8')
}

function readBody(bytes: Uint8Array, url: URL): CapturedBody {
  const text = decode(bytes, url)
  const body = v.parse(Body, JSON.parse(text))
  const events = Array.isArray(body) ? body : body.batch
  const times = events.flatMap(({ properties }) => properties.$snapshot_data ?? []).map(({ timestamp }) => timestamp)
  return {
    text,
    eventNames: events.map(({ event }) => event),
    snapshotsUntil: times.length === 0 ? null : Math.max(...times),
  }
}

export function createCapture(): Capture {
  const received: Promise<CapturedBody>[] = []
  const counts = new Map<string, number>()
  const waiting = new Set<() => void>()
  let recordedUntil = 0

  async function receive(arriving: Promise<{ bytes: Uint8Array; url: URL }>): Promise<void> {
    const read = arriving.then(({ bytes, url }) => readBody(bytes, url))
    received.push(read)
    const { eventNames, snapshotsUntil } = await read
    for (const name of eventNames) counts.set(name, count(name) + 1)
    recordedUntil = Math.max(recordedUntil, snapshotsUntil ?? 0)
    for (const look of waiting) look()
  }

  function count(eventName: string): number {
    return counts.get(eventName) ?? 0
  }

  function waitUntil(hasCome: () => boolean, what: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(look)
        reject(new Error(`Waited ${timeoutMs / 1000} s for ${what}. So far there came: ${JSON.stringify([...counts])}`))
      }, timeoutMs)
      function look(): void {
        if (!hasCome()) return
        clearTimeout(timer)
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
    })
  }

  return {
    receive,
    count,
    bodies: () => Promise.all(received),
    waitForCount: (name, wanted) => waitUntil(() => count(name) >= wanted, `${wanted} × ${name}`),
    waitForSnapshotSince: (time) => waitUntil(() => recordedUntil >= time, 'the last thing the visitor did'),
  }
}
