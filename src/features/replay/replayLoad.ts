import type { SerializedBatch } from './batcher.ts'
import { createEventReader } from './eventReader.ts'
import type { ReplayFacts } from './facts.ts'
import type { Gap } from './gaps.ts'
import type { ReplayEnd } from './replayEnd.ts'
import type { FileFacts } from './replayFile.ts'
import { createTimeline, emptyTimeline, type Timeline } from './timeline.ts'

/** What is there of a recording, and how far it is. A new object after every change. Times in ms from its start. */
export type ReplayState = Timeline & {
  facts: ReplayFacts
  /** How long the recording is, as the server says, or as far as it is there; null as long as nobody knows. */
  duration: number | null
  /** How many requests bring all of it, and how many of these are there. Null until the server has listed them. */
  segments: { known: number; loaded: number } | null
  /** Whether the last part of it is there, whatever is missing before: then its end is known. */
  hasTail: boolean
  /** What the server listed and did not send. */
  gaps: readonly Gap[]
  /** Why and until when (milliseconds since 1970) loading waits; null where it does not. */
  waiting: { until: number; why: string } | null
  /** How it ended; null as long as there is more to come, now or when it is wanted. */
  end: ReplayEnd | null
  /** What a file says of itself; null for a recording of a server. */
  file: FileFacts | null
}

/** Loading of one recording, for whoever shows it. */
export type ReplayLoad = {
  /** Fits useSyncExternalStore together with `subscribe`. */
  get: () => ReplayState
  /** Calls back after changes, at most ten times a second. Returns how to stop. */
  subscribe: (listener: () => void) => () => void
  /**
   * Says where play is, or where it should go on, and how fast it goes: what lies there and ahead of it is asked for first. May
   * be called for every frame.
   */
  prioritize: (position: number, speed?: number) => void
  /** Asks for the rest too, as for a transcript or an export. */
  loadAll: () => void
  /** Goes on after `unavailable` or `failed`. */
  retry: () => void
  /** Ends all of it: requests, worker, listeners. */
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
  isMobile: false,
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

/** How long the recording is as far as it is there; null where nothing is. */
export function loadedDuration({ ranges }: ReplayFacts): number | null {
  return ranges.length === 0 ? null : Math.max(...ranges.map(({ to }) => to))
}

function atLeastLoaded(duration: number | null, facts: ReplayFacts): number | null {
  const loaded = loadedDuration(facts)
  return loaded === null || (duration !== null && duration >= loaded) ? duration : loaded
}

/** Screens are told at most this often, in milliseconds; the first picture and the end at once. */
const notifyInterval = 100

/** The state of a load and those who watch it. */
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
