/** A sliding window and its buckets, in milliseconds. */
export type Span = { ms: number; bucketMs: number }

/**
 * How often something happened, by bucket: `counts[0]` in bucket `newest`, the next one in the bucket before. Buckets are
 * numbered from 1970. Sixty numbers cover an hour, however much happens in it.
 */
export type Counter = { newest: number; counts: readonly number[] }

export const emptyCounter: Counter = { newest: 0, counts: [] }

/** The counts at `now`: older ones are dropped, and those from the future count as of now. */
function countsAt({ newest, counts }: Counter, { ms, bucketMs }: Span, now: number): readonly number[] {
  const age = Math.floor(now / bucketMs) - newest
  const early = age < 0 ? counts.slice(0, 1 - age) : []
  const rest = age < 0 ? counts.slice(1 - age) : counts
  const first = early.length > 0 ? [early.reduce((sum, count) => sum + count, 0)] : []
  const max = ms / bucketMs + 1
  return [...Array<number>(Math.max(0, Math.min(age, max))).fill(0), ...first, ...rest].slice(0, max)
}

function counter(counts: readonly number[], { bucketMs }: Span, now: number): Counter {
  return { newest: Math.floor(now / bucketMs), counts: counts.slice(0, counts.findLastIndex((count) => count > 0) + 1) }
}

/** How often it happened in the window that ends at `now`, or slightly more: the oldest bucket counts in full. */
export function countOf(one: Counter, span: Span, now: number): number {
  return countsAt(one, span, now).reduce((sum, count) => sum + count, 0)
}

export function sumOf(counters: readonly Counter[], span: Span, now: number): Counter {
  const all = counters.map((one) => countsAt(one, span, now))
  const longest = Math.max(0, ...all.map((counts) => counts.length))
  const counts = Array.from({ length: longest }, (_, index) => all.reduce((sum, one) => sum + (one[index] ?? 0), 0))
  return counter(counts, span, now)
}

export function withOne(one: Counter, span: Span, now: number): Counter {
  const [first = 0, ...rest] = countsAt(one, span, now)
  return counter([first + 1, ...rest], span, now)
}

/** Counts what happened at `then` as of `now` instead; adds one if `then` is no longer counted. */
export function withMoved(one: Counter, span: Span, then: number, now: number): Counter {
  const index = Math.floor(now / span.bucketMs) - Math.floor(then / span.bucketMs)
  const counts = countsAt(one, span, now).map((count, position) => (position === index && count > 0 ? count - 1 : count))
  return withOne(counter(counts, span, now), span, now)
}

/** Moved back in time by whole buckets. */
export function movedBack(one: Counter, { bucketMs }: Span, ms: number): Counter {
  return { ...one, newest: one.newest - Math.floor(ms / bucketMs) }
}

/** When the window will hold at most `max` if nothing more happens; `now` if it does already. */
export function freeAt(one: Counter, span: Span, now: number, max: number): number {
  let sum = 0
  for (const [index, count] of countsAt(one, span, now).entries()) {
    sum += count
    if (sum > max) return (Math.floor(now / span.bucketMs) - index + 1) * span.bucketMs + span.ms
  }
  return now
}
