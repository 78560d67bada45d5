import type { ReplayCacheKey } from '#storage/databaseSchema.ts'
import type { SerializedBatch } from './batcher.ts'
import type { EngineOutput } from './engine.ts'
import type { ReplayFacts } from './facts.ts'
import type { FileError, FileFacts } from './replayFile.ts'

export type CacheTarget = { cacheKey: ReplayCacheKey; segmentName: string }

/** Commands from the page to the worker. One worker serves one recording; `open` comes first. */
export type DecoderCommand =
  | { type: 'open'; ownHost: string; allowedHosts: readonly string[]; starts: (number | null)[]; hints: number[] }
  /** Answered with batches and `decoded`, or with `not-cached`. */
  | { type: 'read-cache'; segment: number; cacheTarget: CacheTarget }
  /** A chunk from the server, transferred. With `cacheTarget`, the segment is cached. */
  | { type: 'bytes'; segment: number; bytes: Uint8Array<ArrayBuffer>; cacheTarget: CacheTarget | null }
  /** A request for the segment is complete: the line ends here, and its data is final. */
  | { type: 'end-request'; segment: number }
  /** A request failed: everything since the last `end-request` will arrive again. */
  | { type: 'discard-request'; segment: number }
  /** Answered with `decoded`, then with `stored` once it is cached, if it is to be. */
  | { type: 'end-segment'; segment: number }
  /** The rest failed; the segment may start again from its beginning. */
  | { type: 'abandon-segment'; segment: number }
  /** Answered with `file-read` or `file-error`. */
  | { type: 'read-file'; ownHost: string; allowedHosts: readonly string[]; file: Blob }
  /** The page has taken a batch and can take another. */
  | { type: 'ack' }
  /** Answered with `pong` when all commands before it have been taken up. */
  | { type: 'ping' }

/** Messages from the worker to the page. For each segment, `decoded` follows its batches. */
export type DecoderMessage =
  | ({ type: 'batch' } & SerializedBatch)
  | Exclude<EngineOutput, { type: 'batch' }>
  /** The segment is not cached or is damaged, so the server has to send it. */
  | { type: 'not-cached'; segment: number }
  | { type: 'decoded'; segment: number; facts: ReplayFacts }
  | { type: 'stored'; segment: number }
  | { type: 'file-read'; file: FileFacts; facts: ReplayFacts }
  | { type: 'file-error'; error: FileError }
  | { type: 'pong' }
  | { type: 'crashed' }
  /** One step took so long that the worker was ended. */
  | { type: 'too-slow' }

export const maxBatchesInFlight = 4
