import type { Skips } from './decode/skips.ts'
import type { ExternalFiles, RemovedCounts } from './sanitizer/removalCounter.ts'

/** A loaded range without gaps, in milliseconds from the start. Playable from `from`. */
export type TimeRange = { streamId: number; from: number; to: number }

/** What is known about a recording so far, besides its events. */
export type ReplayFacts = {
  /** Milliseconds since 1970; null until known. */
  startedAt: number | null
  ranges: readonly TimeRange[]
  eventCount: number
  skips: Skips
  /** Exact copies, which are left out. */
  duplicates: number
  /** Removed by the sanitizer. */
  removed: RemovedCounts
  /** Files on other hosts that the page uses, by host. */
  externalFiles: ExternalFiles
  hasFullSnapshot: boolean
}
