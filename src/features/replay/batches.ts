import type { ReplayEvent } from '#lib/replayEvent.ts'
import type { Description } from './describe/describer.ts'
import type { Finding, InspectorItem, WindowSwitch } from './describe/item.ts'
import type { ReplayFacts } from './facts.ts'

/** Events of one run in the order of time, and what they tell. `at` and `activity` are milliseconds from the start. */
export type ReplayBatch = {
  run: number
  events: ReplayEvent[]
  /** These come after others of their run that happened later. */
  isLate: boolean
  items: InspectorItem[]
  switches: WindowSwitch[]
  activity: number[]
  facts: ReplayFacts
}

/** A batch on its way from the worker: its events as JSON, which takes less memory once it is read than objects that are copied. */
export type SentBatch = Omit<ReplayBatch, 'events'> & { events: string }

/** Small enough to be taken over between two frames, in characters of JSON. */
const batchSize = 256 * 1024
const batchCount = 500

export type Batches = {
  add: (run: number, event: ReplayEvent, size: number, isLate: boolean) => void
  /** Hands out what is there, with what a run tells of it. */
  flush: (run: number, description: Description) => void
}

const nothing: Description = { findings: [], switches: [], activity: [] }

/** Gathers events to batches. `fromStart` makes milliseconds since 1970 into milliseconds from the start. */
export function createBatches(
  emit: (batch: ReplayBatch) => void,
  fromStart: (time: number) => number,
  facts: () => ReplayFacts,
): Batches {
  let run = 0
  let isLate = false
  let events: ReplayEvent[] = []
  let size = 0
  let itemCount = 0

  function itemOf({ time, ...finding }: Finding): InspectorItem {
    itemCount += 1
    return { level: 'info', details: [], ...finding, key: String(itemCount), at: fromStart(time) }
  }

  function send({ findings, switches, activity }: Description): void {
    if (events.length + findings.length + switches.length + activity.length === 0) return
    const taken = events
    events = []
    size = 0
    emit({
      run,
      events: taken,
      isLate,
      items: findings.map(itemOf),
      switches: switches.map(({ windowId, time }) => ({ windowId, at: fromStart(time) })),
      activity: activity.map(fromStart),
      facts: facts(),
    })
  }

  function turnTo(nextRun: number, nextIsLate: boolean): void {
    if (events.length > 0 && (run !== nextRun || isLate !== nextIsLate)) send(nothing)
    run = nextRun
    isLate = nextIsLate
  }

  return {
    add(ofRun, event, eventSize, isEventLate) {
      turnTo(ofRun, isEventLate)
      if (size >= batchSize || events.length >= batchCount) send(nothing)
      events.push(event)
      size += eventSize
    },
    flush(ofRun, description) {
      turnTo(ofRun, isLate && events.length > 0)
      send(description)
    },
  }
}
