import type { ReplayEvent } from '#lib/replayEvent.ts'
import type { ReplayBatch } from './batches.ts'
import type { InspectorItem, WindowSwitch } from './describe/item.ts'
import type { ReplayFacts } from './facts.ts'

/**
 * Events without a gap, in the order of time; `from` and `to` say what of them can be played, in milliseconds from the start of
 * the recording. `events` grows in place; a run that another one joined is a new list.
 */
export type EventRun = { run: number; from: number; to: number; events: ReplayEvent[] }

/** What is there of a recording. The lists are new ones where something changed, but for `events`. */
export type Timeline = {
  runs: readonly EventRun[]
  /** In the order of time. */
  items: readonly InspectorItem[]
  switches: readonly WindowSwitch[]
  /** When somebody did something, in milliseconds from the start, in order. */
  activity: readonly number[]
}

export const emptyTimeline: Timeline = { runs: [], items: [], switches: [], activity: [] }

function merged<T>(one: readonly T[], other: readonly T[], timeOf: (item: T) => number): T[] {
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
function runsOf({ spans }: ReplayFacts, events: ReadonlyMap<number, ReplayEvent[]>): EventRun[] {
  return spans.flatMap(({ run, from, to }) => {
    const found = events.get(run)
    return found ? [{ run, from, to, events: found }] : []
  })
}

/** Puts together what comes from the decoder. */
export function createTimeline() {
  const events = new Map<number, ReplayEvent[]>()
  let timeline = emptyTimeline
  return {
    view: () => timeline,
    take({ run, events: more, isLate, items, switches, activity, facts }: ReplayBatch) {
      const known = events.get(run)
      if (!known) events.set(run, more)
      else if (isLate) events.set(run, merged(known, more, eventTime))
      else for (const event of more) known.push(event)
      timeline = {
        runs: runsOf(facts, events),
        items: items.length === 0 ? timeline.items : merged(timeline.items, items, itemTime),
        switches: switches.length === 0 ? timeline.switches : merged(timeline.switches, switches, itemTime),
        activity: activity.length === 0 ? timeline.activity : merged(timeline.activity, activity, ownTime),
      }
    },
    join(run: number, other: number, facts: ReplayFacts) {
      events.set(run, merged(events.get(run) ?? [], events.get(other) ?? [], eventTime))
      events.delete(other)
      timeline = { ...timeline, runs: runsOf(facts, events) }
    },
    note(facts: ReplayFacts) {
      timeline = { ...timeline, runs: runsOf(facts, events) }
    },
  }
}
