import type { ReplayEvent } from '#lib/replayEvent.ts'
import type { Description } from './describe/describer.ts'
import type { NewItem, InspectorItem, WindowSwitch } from './describe/item.ts'
import type { ReplayFacts } from './facts.ts'
import { limits } from './sanitizer/limits.ts'

/** Events of one stream in time order, with their description. `at` and `activity` are milliseconds from the start. */
export type ReplayBatch = {
  streamId: number
  events: ReplayEvent[]
  /** These events arrived after later events of the stream. */
  isLate: boolean
  items: InspectorItem[]
  switches: WindowSwitch[]
  activity: number[]
  facts: ReplayFacts
}

/** Events are sent as JSON, which needs less memory once parsed than structured clones. */
export type SerializedBatch = Omit<ReplayBatch, 'events'> & { events: string }

/** Characters of JSON; small enough to handle between two frames. */
const maxBatchSize = 256 * 1024
const maxBatchEvents = 500

export type Batcher = {
  add: (streamId: number, event: ReplayEvent, size: number, isLate: boolean) => void
  /** Emits what has been collected, with a description of the stream. */
  flush: (streamId: number, description: Description) => void
}

const emptyDescription: Description = { items: [], switches: [], activity: [] }

/** `sinceStart` converts milliseconds since 1970 to milliseconds from the start. */
export function createBatcher(
  emit: (batch: ReplayBatch) => void,
  sinceStart: (time: number) => number,
  facts: () => ReplayFacts,
  onExcess: (count: number) => void,
): Batcher {
  let streamId = 0
  let isLate = false
  let events: ReplayEvent[] = []
  let size = 0
  let itemCount = 0

  function toItem({ time, ...item }: NewItem): InspectorItem {
    itemCount += 1
    return { level: 'info', details: [], ...item, key: String(itemCount), at: sinceStart(time) }
  }

  /** Lists of hundreds of thousands of lines would hold the page. */
  function listed(items: NewItem[]): NewItem[] {
    const room = Math.max(0, limits.items - itemCount)
    onExcess(Math.max(0, items.length - room))
    return items.slice(0, room)
  }

  function emitBatch({ items: all, switches, activity }: Description): void {
    const items = listed(all)
    if (events.length + items.length + switches.length + activity.length === 0) return
    const batchEvents = events
    events = []
    size = 0
    emit({
      streamId,
      events: batchEvents,
      isLate,
      items: items.map(toItem),
      switches: switches.map(({ windowId, time }) => ({ windowId, at: sinceStart(time) })),
      activity: activity.map(sinceStart),
      facts: facts(),
    })
  }

  function switchTo(nextStreamId: number, nextIsLate: boolean): void {
    if (events.length > 0 && (streamId !== nextStreamId || isLate !== nextIsLate)) emitBatch(emptyDescription)
    streamId = nextStreamId
    isLate = nextIsLate
  }

  return {
    add(ofStreamId, event, eventSize, isLateEvent) {
      switchTo(ofStreamId, isLateEvent)
      if (size >= maxBatchSize || events.length >= maxBatchEvents) emitBatch(emptyDescription)
      events.push(event)
      size += eventSize
    },
    flush(ofStreamId, description) {
      switchTo(ofStreamId, isLate && events.length > 0)
      emitBatch(description)
    },
  }
}
