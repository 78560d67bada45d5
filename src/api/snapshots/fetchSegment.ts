import * as v from 'valibot'
import { type Capabilities, capabilitiesOf, learnCapabilities } from '#api/capabilities.ts'
import { ApiError, aWebPage } from '#api/http/errors.ts'
import { type SendOptions, request } from '#api/http/request.ts'
import type { Background } from '#api/rateLimit/background.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { snapshotsPath, type Segment } from './snapshots.ts'

/** Receives the bytes of a segment, which may take several requests. */
export type SegmentSink = {
  bytes: (bytes: Uint8Array) => void
  /** A request is complete: its bytes stay. */
  part: () => void
  /** A request broke off: its bytes come again, or not at all. */
  undo: () => void
}

/** Sends a request with the right options, and again if that makes sense. */
export type SendWithRetry = <T>(requestBlocks: (sendOptions: SendOptions) => Promise<T>) => Promise<T>

type OnBytes = SegmentSink['bytes']
type Query = Record<string, string | number>

type BlobKeys = NonNullable<Capabilities['blobKeys']>
const newestBlobKeys: BlobKeys = { maxCount: 20, isOneByOne: false }

/** Blocks are in slow storage: the time before the first byte and between any two, in milliseconds. */
const maxSilenceMs = 60_000

/** For a whole request; the silence matters, not the size. */
const maxRequestMs = 3_600_000

/** A proxy's page in place of snapshots starts with a tag, and none of its lines is JSON. */
function createPageDetector() {
  let isPage: boolean | null = null
  return {
    see(bytes: Uint8Array) {
      isPage ??= bytes.find((byte) => byte > 32) === 0x3c
      if (isPage) isPage = !bytes.some((byte, index) => byte === 10 && [0x5b, 0x7b].includes(bytes[index + 1] ?? 0))
    },
    isPage: () => isPage === true,
  }
}

/** Aborts after `maxSilenceMs` without `reset`. */
function createSilenceTimer() {
  const controller = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = () => clearTimeout(timer)
  const reset = () => {
    stop()
    timer = setTimeout(() => controller.abort(), maxSilenceMs)
  }
  return { signal: controller.signal, reset, stop }
}

async function readPieces(body: ReadableStream<Uint8Array> | null, onBytes: OnBytes): Promise<void> {
  const reader = body?.getReader()
  const detector = createPageDetector()
  for (let piece = await reader?.read(); piece?.value; piece = await reader?.read()) {
    detector.see(piece.value)
    onBytes(piece.value)
  }
  if (detector.isPage()) throw new ApiError('malformed', { detail: aWebPage })
}

/** A request that waits for the rate limit is silent for another reason. */
function withSilenceTimer(background: Background, watch: ReturnType<typeof createSilenceTimer>): Background {
  return {
    ...background,
    onWait(wait) {
      if (wait) watch.stop()
      else watch.reset()
      background.onWait?.(wait)
    },
  }
}

async function ask(
  connection: ApiConnection,
  id: string,
  query: Query,
  { signal, background }: SendOptions,
  sink: SegmentSink,
): Promise<void> {
  const watch = createSilenceTimer()
  let bodyError: unknown = null
  const onBytes = (bytes: Uint8Array) => {
    watch.reset()
    sink.bytes(bytes)
  }
  const readBody = async (body: ReadableStream<Uint8Array> | null) => {
    await readPieces(body, onBytes).catch((error: unknown) => {
      bodyError = error
      throw error
    })
  }
  watch.reset()
  try {
    const sendOptions = {
      signal: signal ? AbortSignal.any([signal, watch.signal]) : watch.signal,
      background: background && withSilenceTimer(background, watch),
    }
    await request(connection, snapshotsPath(id), v.unknown(), { ...sendOptions, query, readBody, timeoutMs: maxRequestMs })
    sink.part()
  } catch (error) {
    sink.undo()
    if (bodyError instanceof ApiError) throw bodyError
    if (watch.signal.aborted && !signal?.aborted) throw new ApiError('timeout', { waitSeconds: maxSilenceMs / 1000 })
    throw error
  } finally {
    watch.stop()
  }
}

/** What a refusal of `count` keys teaches; null if nothing. */
function learnedFrom(error: unknown, blobKeys: BlobKeys, count: number): BlobKeys | null {
  if (!(error instanceof ApiError) || error.kind !== 'invalid') return null
  const { detail = '' } = error.facts
  const most = /more than (\d+) blob keys/i.exec(detail)?.[1]
  if (most !== undefined && count > 1) return { ...blobKeys, maxCount: Math.min(Math.max(1, Number(most)), Math.ceil(count / 2)) }
  if (/blob.?key/i.test(detail) && !blobKeys.isOneByOne) return { maxCount: 1, isOneByOne: true }
  return null
}

async function requestKeys(
  connection: ApiConnection,
  id: string,
  keys: Segment['request'] & { kind: 'keys' },
  send: SendWithRetry,
  sink: SegmentSink,
) {
  const { source, first, last } = keys
  for (let key = first; key <= last;) {
    const { blobKeys = newestBlobKeys } = capabilitiesOf(connection)
    const end = Math.min(last, key + blobKeys.maxCount - 1)
    const range: Query = blobKeys.isOneByOne ? { blob_key: key } : { start_blob_key: key, end_blob_key: end }
    try {
      await send((sendOptions) => ask(connection, id, { source, ...range }, sendOptions, sink))
      key = end + 1
    } catch (error) {
      const learned = learnedFrom(error, blobKeys, end - key + 1)
      if (learned === null) throw error
      learnCapabilities(connection, { blobKeys: learned })
    }
  }
}

/**
 * Requests one segment (posthog-api.md#j2-blocks) and passes its bytes on as they arrive: lines of JSON; those of each request
 * are complete when `part` is called. Keys are requested as a range; if a server accepts only one or fewer at a time, its refusal
 * teaches that and the rest is requested that way. Live blocks may be gone, which is not an error. Each request goes through
 * `send`. Needs session_recording:read. Throws ApiError; complete parts stay valid.
 */
export async function fetchSegment(
  connection: ApiConnection,
  id: string,
  { request: what }: Segment,
  send: SendWithRetry,
  sink: SegmentSink,
): Promise<void> {
  if (what.kind === 'keys') return requestKeys(connection, id, what, send, sink)
  const query: Query =
    what.kind === 'one' ? { source: what.source, blob_key: what.key } : { source: 'realtime', version: '2024-04-30' }
  try {
    await send((sendOptions) => ask(connection, id, query, sendOptions, sink))
  } catch (error) {
    const isGone = what.kind === 'realtime' && error instanceof ApiError && error.kind === 'not-found'
    if (!isGone) throw error
  }
}
