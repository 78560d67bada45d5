/** Why something of a recording could not be used. What is skipped is counted, never fatal. */
export const skipReasons = [
  /** A line that is no JSON. */
  'no-json',
  /** A line longer than any real one. */
  'long-line',
  /** JSON that is none of the known shapes. */
  'no-event',
  /** An event that does not say when it happened. */
  'no-time',
  /** An event that says it happened far from all others. */
  'far-time',
  /** Compressed in a way that is not known here. */
  'unknown-compression',
  /** Compressed content that does not unpack. */
  'damaged',
  /** Compressed content that would unpack to far too much. */
  'too-big',
  /** An event that rrweb could not play. */
  'malformed',
] as const
export type SkipReason = (typeof skipReasons)[number]

/** How many lines or events were skipped, by reason; only reasons that occurred. */
export type Skips = Partial<Record<SkipReason, number>>

/** Adds one to the count of a reason. */
export function countSkip(skips: Skips, reason: SkipReason): void {
  skips[reason] = (skips[reason] ?? 0) + 1
}

/** How many were skipped in all. */
export function skipTotal(skips: Skips): number {
  return Object.values(skips).reduce((sum, count) => sum + count, 0)
}
