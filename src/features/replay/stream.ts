import { EventType } from '@rrweb/types'
import type { ReplayEvent } from '#lib/replayEvent.ts'
import { createOrdered } from './decode/ordered.ts'
import type { RawEvent } from './decode/readLine.ts'
import { createDescriber, type Describer, type Description } from './describe/describer.ts'
import { follow, missingMeta, newTab, type TabState } from './tabState.ts'

type Placed = { time: number; item: RawEvent }

/** What becomes of an event on its way: it may be played, it is a screen of an app, or nothing is left of it. */
export type Prepared = ReplayEvent | 'screen' | null

export type StreamContext = {
  /** Unpacks and cleans; `screen` hands over what an app shows. */
  prepare: (raw: RawEvent, time: number, tab: TabState, describer: Describer) => Prepared
  /** Hears each event in order, and that one was too late for it. */
  emit: (event: ReplayEvent, size: number, isLate: boolean) => void
}

/** What a lane hands over to the one before it. */
type Rest = {
  head: Placed[]
  tabs: Map<string, TabState>
  waiting: Placed[]
  describer: Describer
  last: number
  released: number
  latest: number
  playableFrom: number | null
}

/** Events of neighbouring stretches in the order of time, each judged by what came before it. Times: ms since 1970. */
export type Stream = {
  run: number
  first: () => number
  last: () => number
  /** Takes in the next stretch. */
  extend: (segment: number) => void
  add: (raw: RawEvent, time: number) => void
  /** Releases what nothing earlier is likely to come for; all up to the first full snapshot as soon as that is there. */
  flow: () => void
  /** The last stretch so far is complete; the next one begins at `next` (null where nobody knows). */
  settle: (next: number | null) => void
  /** Nothing more comes. */
  finish: () => void
  /**
   * Goes on where a later lane has come to, which begins where this one ends; its head is judged now. Gives what this lane told
   * until then.
   */
  join: (other: Stream) => Description
  leave: () => Rest
  takeDescription: (isEnd: boolean) => Description
  /** From when to when it can be played; null as long as it cannot. */
  span: () => { from: number; to: number } | null
}

/**
 * Events come nearly in order: each block is sent in pieces of some seconds, tab by tab, and a piece may be late. So they wait
 * until nothing earlier is likely to come. In milliseconds.
 */
const slack = 5000

/** The next stretch may begin before this one ends: as long as that may hold up what is there. In milliseconds. */
const longestOverlap = 30_000

/**
 * A lane that does not begin with the recording cannot judge events before the first full snapshot of their tab: those wait in
 * its head until the lane before it has come up to it.
 */
export function createStream(run: number, first: number, { prepare, emit }: StreamContext): Stream {
  const waiting = createOrdered<RawEvent>()
  let tabs = new Map<string, TabState>()
  let describer = createDescriber()
  let head: Placed[] = []
  const metas = new Map<string, Placed>()
  let last = first
  let released = -Infinity
  let latest = -Infinity
  let playableFrom: number | null = null
  let firstSnapshot: number | null = null

  function tabOf(windowId: string): TabState {
    const known = tabs.get(windowId)
    if (known) return known
    const made = newTab()
    tabs.set(windowId, made)
    return made
  }

  /** What is told of an event is worth less than the event: it may be of a shape that nobody thought of. */
  function tell(event: ReplayEvent): void {
    try {
      describer.see(event)
    } catch {
      // it plays all the same
    }
  }

  function pass({ time, item }: Placed): void {
    const tab = tabOf(item.windowId)
    const event = prepare(item, time, tab, describer)
    if (event === null || event === 'screen') return
    const isLate = time < released
    const meta = missingMeta(tab, tabs.values(), event)
    for (const one of meta ? [meta, event] : [event]) {
      follow(tab, one)
      tell(one)
      emit(one, one === event ? item.size : 0, isLate)
    }
    if (event.type === EventType.FullSnapshot) playableFrom ??= time
  }

  /** Holds back what only the lane before can judge; a Meta event goes with the full snapshot that follows it. */
  function emitOrBuffer(placed: Placed): void {
    const { windowId, event } = placed.item
    const isSettled = first === 0 || tabOf(windowId).hasFullSnapshot
    const before = metas.get(windowId)
    if (isSettled) return pass(placed)
    if (event['type'] === EventType.FullSnapshot) {
      if (before) pass(before)
      metas.delete(windowId)
      return pass(placed)
    }
    if (event['type'] !== EventType.Meta) return void head.push(placed)
    if (before) head.push(before)
    metas.set(windowId, placed)
  }

  function release(until: number): void {
    const taken = waiting.takeUntil(until)
    for (const one of taken) emitOrBuffer(one)
    released = Math.max(released, taken.at(-1)?.time ?? -Infinity)
  }

  return {
    run,
    first: () => first,
    last: () => last,
    extend(segment) {
      last = segment
    },
    add(raw, time) {
      waiting.add(time, raw)
      latest = Math.max(latest, time)
      if (raw.event['type'] === EventType.FullSnapshot) firstSnapshot = Math.min(firstSnapshot ?? time, time)
    },
    flow() {
      const isFirstFrame = playableFrom === null && firstSnapshot !== null
      release(Math.max(latest - slack, isFirstFrame ? (firstSnapshot ?? 0) : -Infinity))
    },
    settle(next) {
      release(Math.max(next === null ? latest - slack : next - 1, latest - longestOverlap))
    },
    finish() {
      release(Infinity)
      for (const meta of metas.values()) head.push(meta)
      metas.clear()
    },
    join(other) {
      release(Infinity)
      const rest = other.leave()
      for (const one of rest.head.toSorted((a, b) => a.time - b.time)) pass(one)
      const told = describer.take(true)
      tabs = new Map([...tabs, ...[...rest.tabs].filter(([, tab]) => tab.hasFullSnapshot)])
      for (const { time, item } of rest.waiting) waiting.add(time, item)
      describer = rest.describer
      last = rest.last
      released = Math.max(released, rest.released)
      latest = Math.max(latest, rest.latest)
      playableFrom ??= rest.playableFrom
      return told
    },
    leave() {
      const all = [...head, ...metas.values()]
      head = []
      metas.clear()
      return { head: all, tabs, waiting: waiting.takeUntil(Infinity), describer, last, released, latest, playableFrom }
    },
    takeDescription: (isEnd) => describer.take(isEnd),
    span: () => (playableFrom === null ? null : { from: playableFrom, to: Math.max(playableFrom, released) }),
  }
}
