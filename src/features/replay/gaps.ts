import type { ReplayEvent } from '#lib/replayEvent.ts'
import type { EventRun } from './timeline.ts'

/** From and to, in milliseconds. */
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

type Loaded = { runs: readonly EventRun[]; facts: { startedAt: number | null } }

/**
 * Blocks that the server listed and of which nothing came: newest servers leave out what they cannot get at, without a word.
 * Times of blocks are milliseconds since 1970, of gaps from the start. As long as not all is loaded, only what lies within a run
 * is judged: events at its ends may still wait for others.
 */
export function gapsOf(blocks: readonly { start: number; end: number }[], { runs, facts }: Loaded, isAll: boolean): Gap[] {
  const startedAt = facts.startedAt ?? 0
  const isAnalyzed = (from: number, to: number) => isAll || runs.some((run) => run.from <= from && to <= run.to)
  const isThere = (start: number, end: number) => runs.some(({ events }) => hasEvent(events, start, end))
  const gaps: Gap[] = []
  for (const { start, end } of runs.length === 0 ? [] : blocks) {
    const gap = { from: Math.max(0, start - startedAt), to: Math.max(0, end - startedAt) }
    if (!isAnalyzed(gap.from, gap.to) || isThere(start, end)) continue
    const before = gaps.at(-1)
    if (before && !isThere(before.to + startedAt, start)) before.to = gap.to
    else gaps.push(gap)
  }
  return gaps
}
