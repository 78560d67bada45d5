import { EventType } from '@rrweb/types'
import type { ReplayEvent } from '#lib/replayEvent.ts'
import { createSortedQueue } from './decode/sortedQueue.ts'
import type { RawEvent } from './decode/readLine.ts'
import { createDescriber, type Describer, type Description } from './describe/describer.ts'
import { trackWindow, missingMeta, newWindowState, type WindowState } from './windowState.ts'

type TimedEvent = { time: number; item: RawEvent }

/** What becomes of an event on its way: it may be played, it is a screen of an app, or nothing is left of it. */
export type DecodedEvent = ReplayEvent | 'screen' | null

export type StreamContext = {
  /** Unpacks and cleans; `screen` hands over what an app shows. */
  decode: (raw: RawEvent, time: number, windowState: WindowState, describer: Describer) => DecodedEvent
  /** Hears each event in order, and that one was too late for it. */
  emit: (event: ReplayEvent, size: number, isLate: boolean) => void
}

/** What a lane hands over to the one before it. */
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

/** Events of neighbouring stretches in the order of time, each judged by what came before it. Times: ms since 1970. */
export type Stream = {
  id: number
  firstSegment: () => number
  lastSegment: () => number
  /** Takes in the next stretch. */
  extend: (segment: number) => void
  add: (raw: RawEvent, time: number) => void
  /** Releases what nothing earlier is likely to come for; all up to the first full snapshot as soon as that is there. */
  releaseReady: () => void
  /** The last stretch so far is complete; the next one begins at `next` (null where nobody knows). */
  endSegment: (nextStart: number | null) => void
  /** Nothing more comes. */
  finish: () => void
  /**
   * Goes on where a later lane has come to, which begins where this one ends; its head is judged now. Gives what this lane told
   * until then.
   */
  merge: (other: Stream) => Description
  takeState: () => StreamState
  takeDescription: (isEnd: boolean) => Description
  /** From when to when it can be played; null as long as it cannot. */
  range: () => { from: number; to: number } | null
}

/**
 * Events come nearly in order: each block is sent in pieces of some seconds, tab by tab, and a piece may be late. So they wait
 * until nothing earlier is likely to come. In milliseconds.
 */
const reorderDelay = 5000

/** The next stretch may begin before this one ends: as long as that may hold up what is there. In milliseconds. */
const maxOverlap = 30_000

/**
 * A lane that does not begin with the recording cannot judge events before the first full snapshot of their tab: those wait in
 * its head until the lane before it has come up to it.
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

  /** What is told of an event is worth less than the event: it may be of a shape that nobody thought of. */
  function describeEvent(event: ReplayEvent): void {
    try {
      describer.describe(event)
    } catch {
      // it plays all the same
    }
  }

  function emitEvent({ time, item }: TimedEvent): void {
    const windowState = windowOf(item.windowId)
    const event = decode(item, time, windowState, describer)
    if (event === null || event === 'screen') return
    const isLate = time < released
    const meta = missingMeta(windowState, windows.values(), event)
    for (const one of meta ? [meta, event] : [event]) {
      trackWindow(windowState, one)
      describeEvent(one)
      emit(one, one === event ? item.size : 0, isLate)
    }
    if (event.type === EventType.FullSnapshot) playableFrom ??= time
  }

  /** Holds back what only the lane before can judge; a Meta event goes with the full snapshot that follows it. */
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
