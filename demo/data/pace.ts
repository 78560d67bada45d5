import { mix } from './mix.ts'

/** Where a moment of a session goes; null for what comes after the end. */
export type Pace = (time: number) => number | null

const pauses = 5
const shortestPause = 1000
const purpose = 90

export type Gap = { from: number; length: number }

/** The longest pauses of a session, which grow where it has to be longer; if nobody ever paused, the longest of what there is. */
export function longestGaps(times: readonly number[]): Gap[] {
  const sorted = [...new Set(times)].toSorted((one, other) => one - other)
  const gaps = sorted.slice(1).map((time, order) => ({ from: sorted[order] ?? time, length: time - (sorted[order] ?? time) }))
  const byLength = gaps.toSorted((one, other) => other.length - one.length)
  const real = byLength.filter(({ length }) => length >= shortestPause).slice(0, pauses)
  return real.length > 0 ? real : byLength.slice(0, 1)
}

/** By how much each of so many pauses grows, all of them together by `missing`. */
export function growthOf(count: number, missing: number, seed: number): number[] {
  const weights = Array.from({ length: count }, (_, order) => 1 + (mix(seed, order, purpose) % 7))
  const sum = weights.reduce((all, weight) => all + weight, 0)
  return weights.map((weight) => (missing * weight) / sum)
}

/**
 * Gives a session another start and another length (milliseconds), without making anything in it faster or slower: a shorter
 * one is cut off, a longer one has its longest pauses made longer, so that it ends where it should.
 */
export function paceOf(times: readonly number[], start: number, length: number, seed: number): Pace {
  return paceWith({ first: Math.min(...times), last: Math.max(...times), gaps: () => longestGaps(times) }, start, length, seed)
}

/** `paceOf` where the times of a session are known already. */
export function paceWith(
  { first, last, gaps: gapsOf }: { first: number; last: number; gaps: () => readonly Gap[] },
  start: number,
  length: number,
  seed: number,
): Pace {
  const missing = length - (last - first)
  if (missing <= 0) return (time) => (time - first > length ? null : Math.round(time - first + start))
  const gaps = gapsOf()
  const growth = growthOf(gaps.length, missing, seed)
  const idle = gaps.map(({ from }, order) => ({ from, added: growth[order] ?? 0 }))
  return (time) => {
    const added = idle.reduce((sum, gap) => (time > gap.from ? sum + gap.added : sum), 0)
    return Math.round(time - first + start + added)
  }
}
