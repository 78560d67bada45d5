/** Why a line or event could not be used. Skips are counted and never fatal. */
export const skipReasons = [
  'no-json',
  'long-line',
  /** Valid JSON of an unknown shape. */
  'no-event',
  'no-time',
  /** A time far from all others. */
  'far-time',
  'unknown-compression',
  'damaged',
  /** It would decompress to too much data. */
  'too-big',
  /** rrweb could not play it. */
  'malformed',
] as const
export type SkipReason = (typeof skipReasons)[number]

/** Only reasons that occurred. */
export type Skips = Partial<Record<SkipReason, number>>

export function countSkip(skips: Skips, reason: SkipReason): void {
  skips[reason] = (skips[reason] ?? 0) + 1
}

export function skipTotal(skips: Skips): number {
  return Object.values(skips).reduce((sum, count) => sum + count, 0)
}
