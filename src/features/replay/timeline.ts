import type { ReplayEvent } from '#lib/replayEvent.ts'
import type { ReplayBatch } from './batcher.ts'
import type { InspectorItem, WindowSwitch } from './describe/item.ts'
import type { ReplayFacts } from './facts.ts'

/**
 * Events without a gap, in the order of time; `from` and `to` say what of them can be played, in milliseconds from the start of
 * the recording. `events` grows in place; a run that another one joined is a new list.
 */
export type LoadedRange = { streamId: number; from: number; to: number; events: ReplayEvent[] }

/** What is there of a recording. The lists are new ones where something changed, but for `events`. */
export type Timeline = {
  ranges: readonly LoadedRange[]
  /** In the order of time. */
  items: readonly InspectorItem[]
  switches: readonly WindowSwitch[]
  /** When somebody did something, in milliseconds from the start, in order. */
  activity: readonly number[]
}

export const emptyTimeline: Timeline = { ranges: [], items: [], switches: [], activity: [] }

function mergeSorted<T>(one: readonly T[], other: readonly T[], timeOf: (item: T) => number): T[] {
  const last = one.at(-1)
  const sorted = other.toSorted((a, b) => timeOf(a) - timeOf(b))
  const first = sorted[0]
  const both = [...one, ...sorted]
  if (last === undefined || first === undefined || timeOf(last) <= timeOf(first)) return both
  return both.toSorted((a, b) => timeOf(a) - timeOf(b))
}

const eventTime = ({ timestamp }: ReplayEvent) => timestamp
const itemTime = ({ at }: { at: number }) => at
const ownTime = (time: number) => time

/** Runs as the facts know them, with the events that are there. */
function rangesOf({ ranges }: ReplayFacts, events: ReadonlyMap<number, ReplayEvent[]>): LoadedRange[] {
  return ranges.flatMap(({ streamId, from, to }) => {
    const rangeEvents = events.get(streamId)
    return rangeEvents ? [{ streamId, from, to, events: rangeEvents }] : []
  })
}

/** Puts together what comes from the decoder. */
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
