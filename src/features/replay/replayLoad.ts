import type { SerializedBatch } from './batcher.ts'
import { createEventReader } from './eventReader.ts'
import type { ReplayFacts } from './facts.ts'
import type { Gap } from './gaps.ts'
import type { ReplayEnd } from './replayEnd.ts'
import type { FileFacts } from './replayFile.ts'
import { createTimeline, emptyTimeline, type Timeline } from './timeline.ts'

/** What has loaded of a recording. A new object after every change. Times in milliseconds from the start. */
export type ReplayState = Timeline & {
  facts: ReplayFacts
  /** From the server or from what has loaded; null if unknown. */
  duration: number | null
  /** How many segments there are and how many have loaded; null until the server has listed them. */
  segments: { known: number; loaded: number } | null
  /** Whether the last segment has loaded, so that the end is known. */
  hasTail: boolean
  /** Listed by the server but not sent. */
  gaps: readonly Gap[]
  /** Why and until when (milliseconds since 1970) loading waits. */
  waiting: { until: number; why: string } | null
  /** How loading ended; null while there is more to load. */
  end: ReplayEnd | null
  /** What a file says about its recording; null for a server's recording. */
  file: FileFacts | null
}

export type ReplayLoad = {
  /** For useSyncExternalStore, with `subscribe`. */
  get: () => ReplayState
  /** Notifies at most ten times per second. Returns an unsubscribe function. */
  subscribe: (listener: () => void) => () => void
  /** Sets the playback position and speed; data there and ahead loads first. Can be called for every frame. */
  prioritize: (position: number, speed?: number) => void
  /** Loads the rest, for a transcript or an export. */
  loadAll: () => void
  /** Continues after `unavailable` or `failed`. */
  retry: () => void
  /** Stops requests, worker and notifications. */
  close: () => void
}

export const emptyFacts: ReplayFacts = {
  startedAt: null,
  ranges: [],
  eventCount: 0,
  skips: {},
  duplicates: 0,
  removed: {},
  externalFiles: {},
  hasFullSnapshot: false,
}

const emptyState: ReplayState = {
  ...emptyTimeline,
  facts: emptyFacts,
  duration: null,
  segments: null,
  hasTail: false,
  gaps: [],
  waiting: null,
  end: null,
  file: null,
}

/** Null if nothing has loaded. */
export function loadedDuration({ ranges }: ReplayFacts): number | null {
  return ranges.length === 0 ? null : Math.max(...ranges.map(({ to }) => to))
}

function atLeastLoaded(duration: number | null, facts: ReplayFacts): number | null {
  const loaded = loadedDuration(facts)
  return loaded === null || (duration !== null && duration >= loaded) ? duration : loaded
}

/** Milliseconds between notifications. The first frame and the end notify immediately. */
const notifyInterval = 100

export function createReplayStore() {
  const timeline = createTimeline()
  const readEvents = createEventReader()
  const listeners = new Set<() => void>()
  let state = emptyState
  let timer: ReturnType<typeof setTimeout> | null = null
  let isClosed = false

  function notify(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
    for (const listener of listeners) listener()
  }

  function set(change: Partial<ReplayState>, isImmediate = true): void {
    if (isClosed) return
    state = { ...state, ...change }
    if (isImmediate) notify()
    else timer ??= setTimeout(notify, notifyInterval)
  }

  return {
    get: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    set,
    addBatch(batch: SerializedBatch) {
      timeline.addBatch({ ...batch, events: readEvents(batch.events) })
      set(
        { ...timeline.get(), facts: batch.facts, duration: atLeastLoaded(state.duration, batch.facts) },
        state.ranges.length === 0,
      )
    },
    merge(streamId: number, otherId: number, facts: ReplayFacts) {
      timeline.merge(streamId, otherId, facts)
      set({ ...timeline.get(), facts })
    },
    setFacts(facts: ReplayFacts) {
      timeline.setFacts(facts)
      set({ ...timeline.get(), facts }, false)
    },
    close() {
      if (timer !== null) clearTimeout(timer)
      isClosed = true
      listeners.clear()
    },
  }
}
