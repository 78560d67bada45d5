import type { ReplayCacheKey } from '#storage/replayCache.ts'
import type { SentBatch } from './batches.ts'
import type { EngineOutput } from './engine.ts'
import type { ReplayFacts } from './facts.ts'
import type { FileFault, FileFacts } from './replayFile.ts'

/** Where a stretch is kept in this browser, and under which name. */
export type CacheTarget = { place: ReplayCacheKey; name: string }

/** What the page says to the worker. One worker serves one recording; `open` comes first. */
export type ToDecoder =
  /** As in `EngineOptions`. */
  | { do: 'open'; ownHost: string; allowedHosts: readonly string[]; starts: (number | null)[]; hints: number[] }
  /** Looks for a stretch in this browser: answered by its batches and `done`, or by `absent`. */
  | { do: 'recall'; segment: number; keeping: CacheTarget }
  /** A piece of a stretch from the server; its buffer is handed over. `keeping`: the whole is to be kept under that name. */
  | { do: 'bytes'; segment: number; bytes: Uint8Array<ArrayBuffer>; keeping: CacheTarget | null }
  /** One of the requests for a stretch is complete: a line ends here, and what came so far stays. */
  | { do: 'part'; segment: number }
  /** A request broke off: what came since the last `part` comes again. */
  | { do: 'undo'; segment: number }
  /** A stretch is complete. Answered by `done`, and by `settled` once it is kept where it is to be. */
  | { do: 'end'; segment: number }
  /** The rest of a stretch does not come for now; it may begin again from its beginning. */
  | { do: 'break'; segment: number }
  /** Reads a file instead of stretches: answered by `file`, or by `fault`. */
  | { do: 'file'; ownHost: string; allowedHosts: readonly string[]; file: Blob }
  /** A batch was taken over: another one may come. */
  | { do: 'more' }

/** What the worker says to the page, in this order for each stretch: batches, then `done`. */
export type FromDecoder =
  | ({ says: 'batch' } & SentBatch)
  | Exclude<EngineOutput, { says: 'batch' }>
  /** A stretch is not kept here, or is damaged: the server has to be asked for it. */
  | { says: 'absent'; segment: number }
  | { says: 'done'; segment: number; facts: ReplayFacts }
  | { says: 'settled'; segment: number }
  | { says: 'file'; file: FileFacts; facts: ReplayFacts }
  | { says: 'fault'; fault: FileFault }
  /** The worker itself is broken. */
  | { says: 'broken' }

/** As many batches may be on their way to the page. */
export const mostUnderWay = 4
