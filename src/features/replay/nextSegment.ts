import type { Span } from './facts.ts'

/** What is wanted: to play from `at` on, at least until `at + ahead`; or all of it. In milliseconds from the start. */
export type Wish = { at: number; ahead: number; isAll: boolean }

/**
 * A stretch, and how far it is; one that is waiting has not been asked for yet. `start`: milliseconds since 1970, null where
 * nobody knows.
 */
export type SegmentState = { start: number | null; status: 'todo' | 'waiting' | 'loading' | 'done' }

function isOpen(status: SegmentState['status'] | undefined): boolean {
  return status === 'todo' || status === 'waiting'
}

/** The nearest stretch from `index` on in one direction that is not there yet; null where it is on its way, or none is missing. */
function nearest(segments: readonly SegmentState[], index: number, step: 1 | -1): number | null {
  for (let at = index; at >= 0 && at < segments.length; at += step) {
    const status = segments[at]?.status
    if (status !== 'done') return isOpen(status) ? at : null
  }
  return null
}

/** The last stretch that begins at or before a time. */
function segmentAt(segments: readonly SegmentState[], time: number): number {
  const found = segments.findLastIndex(({ start }) => start !== null && start <= time)
  return Math.max(0, found)
}

/**
 * Which stretch to ask for next, so that what is wanted can be played soonest: the one it lies in; then those before it, until
 * there is a full snapshot to begin from; then those after it, as far as they are needed. Null where nothing is wanted, or what
 * is wanted is on its way.
 */
export function nextSegment(
  segments: readonly SegmentState[],
  startedAt: number | null,
  spans: readonly Span[],
  { at, ahead, isAll }: Wish,
): number | null {
  const base = startedAt ?? segments[0]?.start ?? 0
  const current = segmentAt(segments, base + at)
  const status = segments[current]?.status
  if (status === undefined || status === 'loading') return null
  if (isOpen(status)) return current
  const span = spans.findLast(({ from }) => from <= at)
  const begins = (segments[current]?.start ?? base) - base
  const isPlayable = span !== undefined && (span.to >= Math.min(at, begins) || current === 0)
  if (!isPlayable && current > 0) {
    const before = nearest(segments, current - 1, -1)
    if (before !== null || segments.slice(0, current).some((one) => one.status === 'loading')) return before
  }
  const next = nearest(segments, current + 1, 1)
  if ((span?.to ?? 0) < at + ahead && next !== null) return next
  return isAll ? (next ?? nearest(segments, 0, 1)) : null
}
