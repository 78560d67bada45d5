import type { ReplayCacheKey } from '#storage/replayCache.ts'
import type { SerializedBatch } from './batcher.ts'
import type { EngineOutput } from './engine.ts'
import type { ReplayFacts } from './facts.ts'
import type { FileError, FileFacts } from './replayFile.ts'

/** Where a stretch is kept in this browser, and under which name. */
export type CacheTarget = { cacheKey: ReplayCacheKey; segmentName: string }

/** What the page says to the worker. One worker serves one recording; `open` comes first. */
export type DecoderCommand =
  /** As in `EngineOptions`. */
  | { type: 'open'; ownHost: string; allowedHosts: readonly string[]; starts: (number | null)[]; hints: number[] }
  /** Looks for a stretch in this browser: answered by its batches and `done`, or by `absent`. */
  | { type: 'read-cache'; segment: number; cacheTarget: CacheTarget }
  /** A piece of a stretch from the server; its buffer is handed over. `keeping`: the whole is to be kept under that name. */
  | { type: 'bytes'; segment: number; bytes: Uint8Array<ArrayBuffer>; cacheTarget: CacheTarget | null }
  /** One of the requests for a stretch is complete: a line ends here, and what came so far stays. */
  | { type: 'end-request'; segment: number }
  /** A request broke off: what came since the last `part` comes again. */
  | { type: 'discard-request'; segment: number }
  /** A stretch is complete. Answered by `done`, and by `settled` once it is kept where it is to be. */
  | { type: 'end-segment'; segment: number }
  /** The rest of a stretch does not come for now; it may begin again from its beginning. */
  | { type: 'abandon-segment'; segment: number }
  /** Reads a file instead of stretches: answered by `file`, or by `fault`. */
  | { type: 'read-file'; ownHost: string; allowedHosts: readonly string[]; file: Blob }
  /** A batch was taken over: another one may come. */
  | { type: 'ack' }

/** What the worker says to the page, in this order for each stretch: batches, then `done`. */
export type DecoderMessage =
  | ({ type: 'batch' } & SerializedBatch)
  | Exclude<EngineOutput, { type: 'batch' }>
  /** A stretch is not kept here, or is damaged: the server has to be asked for it. */
  | { type: 'not-cached'; segment: number }
  | { type: 'decoded'; segment: number; facts: ReplayFacts }
  | { type: 'stored'; segment: number }
  | { type: 'file-read'; file: FileFacts; facts: ReplayFacts }
  | { type: 'file-error'; error: FileError }
  /** The worker itself is broken. */
  | { type: 'crashed' }

/** As many batches may be on their way to the page. */
export const maxBatchesInFlight = 4
