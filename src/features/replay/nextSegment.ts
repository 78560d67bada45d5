import type { TimeRange } from './facts.ts'

/** Milliseconds from the start. Loads from `position` to `position + lookahead`, or everything. */
export type LoadTarget = { position: number; lookahead: number; loadsAll: boolean }

/** `start`: milliseconds since 1970, null if unknown. `waiting`: not yet requested. */
export type SegmentState = { start: number | null; status: 'todo' | 'waiting' | 'loading' | 'done' }

function isPending(status: SegmentState['status'] | undefined): boolean {
  return status === 'todo' || status === 'waiting'
}

/** The nearest pending segment in one direction; null if it is loading or none is missing. */
function nearestPending(segments: readonly SegmentState[], from: number, direction: 1 | -1): number | null {
  for (let index = from; index >= 0 && index < segments.length; index += direction) {
    const status = segments[index]?.status
    if (status !== 'done') return isPending(status) ? index : null
  }
  return null
}

/** The last segment that starts at or before a time. */
function segmentAt(segments: readonly SegmentState[], time: number): number {
  const index = segments.findLastIndex(({ start }) => start !== null && start <= time)
  return Math.max(0, index)
}

/**
 * Chooses the segment that makes `position` playable soonest: the one that contains it, then earlier ones until there is a full
 * snapshot, then later ones as far as needed. Returns null if nothing is needed or it is already loading.
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
