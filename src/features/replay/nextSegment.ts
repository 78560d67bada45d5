import type { TimeRange } from './facts.ts'

/** What is wanted: to play from `at` on, at least until `at + ahead`; or all of it. In milliseconds from the start. */
export type LoadTarget = { position: number; lookahead: number; loadsAll: boolean }

/**
 * A stretch, and how far it is; one that is waiting has not been asked for yet. `start`: milliseconds since 1970, null where
 * nobody knows.
 */
export type SegmentState = { start: number | null; status: 'todo' | 'waiting' | 'loading' | 'done' }

function isPending(status: SegmentState['status'] | undefined): boolean {
  return status === 'todo' || status === 'waiting'
}

/** The nearest stretch from `index` on in one direction that is not there yet; null where it is on its way, or none is missing. */
function nearestPending(segments: readonly SegmentState[], from: number, direction: 1 | -1): number | null {
  for (let index = from; index >= 0 && index < segments.length; index += direction) {
    const status = segments[index]?.status
    if (status !== 'done') return isPending(status) ? index : null
  }
  return null
}

/** The last stretch that begins at or before a time. */
function segmentAt(segments: readonly SegmentState[], time: number): number {
  const index = segments.findLastIndex(({ start }) => start !== null && start <= time)
  return Math.max(0, index)
}

/**
 * Which stretch to ask for next, so that what is wanted can be played soonest: the one it lies in; then those before it, until
 * there is a full snapshot to begin from; then those after it, as far as they are needed. Null where nothing is wanted, or what
 * is wanted is on its way.
 */
export function nextSegment(
  segments: readonly SegmentState[],
  startedAt: number | null,
  ranges: readonly TimeRange[],
  { position, lookahead, loadsAll }: LoadTarget,
): number | null {
  const start = startedAt ?? segments[0]?.start ?? 0
  const current = segmentAt(segments, start + position)
  const status = segments[current]?.status
  if (status === undefined || status === 'loading') return null
  if (isPending(status)) return current
  const range = ranges.findLast(({ from }) => from <= position)
  const segmentStart = (segments[current]?.start ?? start) - start
  const isPlayable = range !== undefined && (range.to >= Math.min(position, segmentStart) || current === 0)
  if (!isPlayable && current > 0) {
    const previous = nearestPending(segments, current - 1, -1)
    if (previous !== null || segments.slice(0, current).some((one) => one.status === 'loading')) return previous
  }
  const next = nearestPending(segments, current + 1, 1)
  if ((range?.to ?? 0) < position + lookahead && next !== null) return next
  return loadsAll ? (next ?? nearestPending(segments, 0, 1)) : null
}
