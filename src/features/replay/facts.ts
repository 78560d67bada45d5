import type { Skips } from './decode/skips.ts'
import type { ExternalFiles, RemovedCounts } from './sanitizer/removalCounter.ts'

/** A part of a recording that is there without a gap, in milliseconds from its start. It can be played from `from` on. */
export type TimeRange = { streamId: number; from: number; to: number }

/** What is known of a recording besides its events, as far as it was read. */
export type ReplayFacts = {
  /** Milliseconds since 1970; null until the first event is placed. */
  startedAt: number | null
  ranges: readonly TimeRange[]
  /** Events that were handed over. */
  eventCount: number
  /** Lines and events that could not be used, by reason. */
  skips: Skips
  /** Exact copies of other events, left out. */
  duplicates: number
  /** What the second wall took out. */
  removed: RemovedCounts
  /** Files elsewhere that the page shows, by host. */
  externalFiles: ExternalFiles
  hasFullSnapshot: boolean
  /** Screens of an app, which rrweb cannot play. */
  isMobile: boolean
}
