import type { ReplayEvent } from '#lib/replayEvent.ts'
import type { LoadedRange } from './timeline.ts'

/** Milliseconds from the start. */
export type Gap = { from: number; to: number }

function hasEvent(events: readonly ReplayEvent[], from: number, to: number): boolean {
  let low = 0
  let high = events.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((events[middle]?.timestamp ?? 0) < from) low = middle + 1
    else high = middle
  }
  return (events[low]?.timestamp ?? Infinity) <= to
}

type LoadedState = { ranges: readonly LoadedRange[]; facts: { startedAt: number | null } }

/**
 * Finds blocks that the server listed but did not send: the newest servers silently leave out blocks they can't read. Block times
 * are milliseconds since 1970. Until everything has loaded, only blocks inside a loaded range are checked, because events at its
 * ends may still be missing.
 */
export function gapsOf(
  blocks: readonly { start: number; end: number }[],
  { ranges, facts }: LoadedState,
  isComplete: boolean,
): Gap[] {
  const startedAt = facts.startedAt ?? 0
  const isCheckable = (from: number, to: number) => isComplete || ranges.some((range) => range.from <= from && to <= range.to)
  const isLoaded = (start: number, end: number) => ranges.some(({ events }) => hasEvent(events, start, end))
  const gaps: Gap[] = []
  for (const block of ranges.length === 0 ? [] : blocks) {
    const start = Math.min(block.start, block.end)
    const end = Math.max(block.start, block.end)
    const gap = { from: Math.max(0, start - startedAt), to: Math.max(0, end - startedAt) }
    if (!isCheckable(gap.from, gap.to) || isLoaded(start, end)) continue
    const previous = gaps.at(-1)
    if (previous && !isLoaded(previous.to + startedAt, start)) previous.to = Math.max(previous.to, gap.to)
    else gaps.push(gap)
  }
  return gaps
}
