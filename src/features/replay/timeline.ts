import type { ReplayEvent } from '#lib/replayEvent.ts'
import type { ReplayBatch } from './batcher.ts'
import type { InspectorItem, WindowSwitch } from './describe/item.ts'
import type { ReplayFacts } from './facts.ts'

/**
 * Events without a gap, in time order. `from` and `to` are the playable part, in milliseconds from the start. `events` grows in
 * place, but merging streams creates a new list.
 */
export type LoadedRange = { streamId: number; from: number; to: number; events: ReplayEvent[] }

/** What has loaded of a recording. Lists are replaced when they change, except for `events`. */
export type Timeline = {
  ranges: readonly LoadedRange[]
  /** In time order. */
  items: readonly InspectorItem[]
  switches: readonly WindowSwitch[]
  /** Times of user activity, in milliseconds from the start, in order. */
  activity: readonly number[]
}

export const emptyTimeline: Timeline = { ranges: [], items: [], switches: [], activity: [] }

/** Sorts only what is later than the first of the others: long recordings arrive in hundreds of batches. */
function mergeSorted<T>(one: readonly T[], other: readonly T[], timeOf: (item: T) => number): T[] {
  const byTime = (a: T, b: T) => timeOf(a) - timeOf(b)
  const sorted = other.toSorted(byTime)
  const first = sorted[0]
  if (first === undefined) return [...one]
  const start = one.findLastIndex((item) => byTime(item, first) <= 0) + 1
  const rest = start === one.length ? sorted : [...one.slice(start), ...sorted].toSorted(byTime)
  return one.slice(0, start).concat(rest)
}

const eventTime = ({ timestamp }: ReplayEvent) => timestamp
const itemTime = ({ at }: { at: number }) => at
const ownTime = (time: number) => time

function rangesOf({ ranges }: ReplayFacts, events: ReadonlyMap<number, ReplayEvent[]>): LoadedRange[] {
  return ranges.flatMap(({ streamId, from, to }) => {
    const rangeEvents = events.get(streamId)
    return rangeEvents ? [{ streamId, from, to, events: rangeEvents }] : []
  })
}

/** Combines the decoder's batches. */
export function createTimeline() {
  const events = new Map<number, ReplayEvent[]>()
  let timeline = emptyTimeline
  return {
    get: () => timeline,
    addBatch({ streamId, events: more, isLate, items, switches, activity, facts }: ReplayBatch) {
      const known = events.get(streamId)
      if (!known) events.set(streamId, more)
      else if (isLate) events.set(streamId, mergeSorted(known, more, eventTime))
      else for (const event of more) known.push(event)
      timeline = {
        ranges: rangesOf(facts, events),
        items: items.length === 0 ? timeline.items : mergeSorted(timeline.items, items, itemTime),
        switches: switches.length === 0 ? timeline.switches : mergeSorted(timeline.switches, switches, itemTime),
        activity: activity.length === 0 ? timeline.activity : mergeSorted(timeline.activity, activity, ownTime),
      }
    },
    merge(streamId: number, otherId: number, facts: ReplayFacts) {
      events.set(streamId, mergeSorted(events.get(streamId) ?? [], events.get(otherId) ?? [], eventTime))
      events.delete(otherId)
      timeline = { ...timeline, ranges: rangesOf(facts, events) }
    },
    setFacts(facts: ReplayFacts) {
      timeline = { ...timeline, ranges: rangesOf(facts, events) }
    },
  }
}
