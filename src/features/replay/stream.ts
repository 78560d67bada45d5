import { EventType } from '@rrweb/types'
import type { ReplayEvent } from '#lib/replayEvent.ts'
import { createSortedQueue } from './decode/sortedQueue.ts'
import type { RawEvent } from './decode/readLine.ts'
import { createDescriber, type Describer, type Description } from './describe/describer.ts'
import { trackWindow, missingMeta, newWindowState, type WindowState } from './windowState.ts'

type TimedEvent = { time: number; item: RawEvent }

export type StreamContext = {
  /** Decompresses, draws mobile screens, and sanitizes. */
  decode: (raw: RawEvent, time: number, windowState: WindowState, describer: Describer) => ReplayEvent | null
  /** `isLate`: a later event has already been emitted. */
  emit: (event: ReplayEvent, size: number, isLate: boolean) => void
}

type StreamState = {
  heldBack: TimedEvent[]
  windows: Map<string, WindowState>
  queue: TimedEvent[]
  describer: Describer
  lastSegment: number
  released: number
  latest: number
  playableFrom: number | null
}

/** Events of adjacent segments in time order. Times are milliseconds since 1970. */
export type Stream = {
  id: number
  firstSegment: () => number
  lastSegment: () => number
  /** Adds the next segment. */
  extend: (segment: number) => void
  add: (raw: RawEvent, time: number) => void
  /** Emits events that no earlier event is likely to precede, and immediately everything up to the first full snapshot. */
  releaseReady: () => void
  /** The last segment is complete. `nextStart`: start of the next one, null if unknown. */
  endSegment: (nextStart: number | null) => void
  /** There are no more segments. */
  finish: () => void
  /**
   * Continues with the stream that starts where this one ends, and emits its held-back events. Returns the description up to that
   * point.
   */
  merge: (other: Stream) => Description
  takeState: () => StreamState
  takeDescription: (isEnd: boolean) => Description
  /** The playable range; null if there is none yet. */
  range: () => { from: number; to: number } | null
}

/**
 * Blocks arrive in pieces of a few seconds per window, sometimes late, so events wait this many milliseconds for earlier ones.
 */
const reorderDelay = 5000

/** The next segment may start before this one ends. Limits how many milliseconds of events that can hold back. */
const maxOverlap = 30_000

/**
 * A stream that starts in the middle can't sanitize events before the first full snapshot of their window. It holds them back
 * until the previous stream reaches it.
 */
export function createStream(id: number, firstSegment: number, { decode, emit }: StreamContext): Stream {
  const queue = createSortedQueue<RawEvent>()
  let windows = new Map<string, WindowState>()
  let describer = createDescriber()
  let heldBack: TimedEvent[] = []
  const metas = new Map<string, TimedEvent>()
  let lastSegment = firstSegment
  let released = -Infinity
  let latest = -Infinity
  let playableFrom: number | null = null
  let firstSnapshot: number | null = null

  function windowOf(windowId: string): WindowState {
    const existing = windows.get(windowId)
    if (existing) return existing
    const created = newWindowState()
    windows.set(windowId, created)
    return created
  }

  /** A description is less important than playback, so its failures are ignored. */
  function describeEvent(event: ReplayEvent): void {
    try {
      describer.describe(event)
    } catch {
      // the event can still play
    }
  }

  function emitEvent({ time, item }: TimedEvent): void {
    const windowState = windowOf(item.windowId)
    const event = decode(item, time, windowState, describer)
    if (event === null) return
    const isLate = time < released
    const meta = missingMeta(windowState, windows.values(), event)
    for (const one of meta ? [meta, event] : [event]) {
      trackWindow(windowState, one)
      describeEvent(one)
      emit(one, one === event ? item.size : 0, isLate)
    }
    if (event.type === EventType.FullSnapshot) playableFrom ??= time
  }

  /** A Meta event stays with the full snapshot that follows it. */
  function emitOrHold(timed: TimedEvent): void {
    const { windowId, event } = timed.item
    const isPlayable = firstSegment === 0 || windowOf(windowId).hasFullSnapshot
    const heldMeta = metas.get(windowId)
    if (isPlayable) return emitEvent(timed)
    if (event['type'] === EventType.FullSnapshot) {
      if (heldMeta) emitEvent(heldMeta)
      metas.delete(windowId)
      return emitEvent(timed)
    }
    if (event['type'] !== EventType.Meta) return void heldBack.push(timed)
    if (heldMeta) heldBack.push(heldMeta)
    metas.set(windowId, timed)
  }

  function release(until: number): void {
    const events = queue.takeUntil(until)
    for (const one of events) emitOrHold(one)
    released = Math.max(released, events.at(-1)?.time ?? -Infinity)
  }

  return {
    id,
    firstSegment: () => firstSegment,
    lastSegment: () => lastSegment,
    extend(segment) {
      lastSegment = segment
    },
    add(raw, time) {
      queue.add(time, raw)
      latest = Math.max(latest, time)
      if (raw.event['type'] === EventType.FullSnapshot) firstSnapshot = Math.min(firstSnapshot ?? time, time)
    },
    releaseReady() {
      const isFirstFrame = playableFrom === null && firstSnapshot !== null
      release(Math.max(latest - reorderDelay, isFirstFrame ? (firstSnapshot ?? 0) : -Infinity))
    },
    endSegment(nextStart) {
      release(Math.max(nextStart === null ? latest - reorderDelay : nextStart - 1, latest - maxOverlap))
    },
    finish() {
      release(Infinity)
      for (const meta of metas.values()) heldBack.push(meta)
      metas.clear()
    },
    merge(other) {
      release(Infinity)
      const state = other.takeState()
      for (const one of state.heldBack.toSorted((a, b) => a.time - b.time)) emitEvent(one)
      const description = describer.flush(true)
      windows = new Map([...windows, ...[...state.windows].filter(([, windowState]) => windowState.hasFullSnapshot)])
      for (const { time, item } of state.queue) queue.add(time, item)
      describer = state.describer
      lastSegment = state.lastSegment
      released = Math.max(released, state.released)
      latest = Math.max(latest, state.latest)
      playableFrom ??= state.playableFrom
      return description
    },
    takeState() {
      const held = [...heldBack, ...metas.values()]
      heldBack = []
      metas.clear()
      return { heldBack: held, windows, queue: queue.takeUntil(Infinity), describer, lastSegment, released, latest, playableFrom }
    },
    takeDescription: (isEnd) => describer.flush(isEnd),
    range: () => (playableFrom === null ? null : { from: playableFrom, to: Math.max(playableFrom, released) }),
  }
}
