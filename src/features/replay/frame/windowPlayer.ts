import { Replayer } from '@rrweb/replay'
import { EventType, IncrementalSource, ReplayerEvents } from '@rrweb/types'
import type { ReplayEvent } from '#lib/replayEvent.ts'
import { sandboxError } from './frame.ts'

/** In CSS pixels. */
export type PageSize = { width: number; height: number }

/** Plays one recorded window in its own frame. Times are event timestamps: milliseconds since 1970. */
export type WindowPlayer = {
  /** Adds an event that is later than all others. It applies now, or when the window is next shown. */
  add: (event: ReplayEvent) => void
  /** Shows the page at a time, paused. */
  show: (time: number) => void
  /** Plays from a time until `stop`, or until its events end. */
  play: (time: number, speed: number) => void
  stop: () => void
  /** Current time during playback; null after the last event. */
  now: () => number | null
  /** Whether events up to a time are still to be shown: the player's clock may be ahead. */
  isBefore: (time: number) => boolean
  /** Time of the last event. */
  endsAt: () => number
  size: () => PageSize | null
  setSpeed: (speed: number) => void
  /** Holds the page and the pointer. */
  wrapper: HTMLElement
  destroy: () => void
}

type Options = {
  /** Element of the frame document to draw into. */
  root: HTMLElement
  /** At least two, with a Meta event before the first full snapshot. */
  events: ReplayEvent[]
  mouseTail: boolean
  onResize: (size: PageSize) => void
  /** Called when the page had to be removed during playback. */
  onError: (error: string) => void
}

const pointerSources: ReadonlySet<IncrementalSource> = new Set([
  IncrementalSource.MouseMove,
  IncrementalSource.TouchMove,
  IncrementalSource.Drag,
])

const tailColor = '#7c5cff'
const noop = () => undefined

function readSize(size: unknown): PageSize | null {
  if (typeof size !== 'object' || size === null || !('width' in size) || !('height' in size)) return null
  const { width, height } = size
  return typeof width === 'number' && typeof height === 'number' ? { width, height } : null
}

/**
 * Uses rrweb's replayer in rrweb's sandboxed frame, never with its unsafe canvas. Throws if the frame is not sandboxed or there
 * is no full snapshot.
 */
export function createWindowPlayer({ root, events, mouseTail, onResize, onError }: Options): WindowPlayer {
  const [first] = events
  const snapshot = events.find(({ type }) => type === EventType.FullSnapshot)
  if (!first || !snapshot) throw new Error('This tab has no full snapshot.')
  const start = first.timestamp
  // A window has no page before its first full snapshot; seeking there would leave an old page visible.
  const firstPageTime = snapshot.timestamp + 1
  let endsAt = events.at(-1)?.timestamp ?? start
  let size: PageSize | null = null
  let hasPlayed = false
  const replayer = new Replayer(events, {
    root,
    mouseTail: mouseTail ? { strokeStyle: tailColor } : false,
    showWarning: false,
    logger: { log: noop, warn: noop },
    skipInactive: false,
    triggerFocus: false,
    UNSAFE_replayCanvas: false,
  })

  function assertSandboxed() {
    const error = sandboxError(replayer.iframe)
    if (error === null) return
    if (replayer.wrapper.isConnected) replayer.destroy()
    throw new Error(error)
  }

  function offset(time: number): number {
    return Math.max(time + 1, firstPageTime) - start // include events of the same millisecond
  }

  function isPointerMove(event: (typeof replayer.service.state.context)['lastPlayedEvent']): boolean {
    return event?.type === EventType.IncrementalSnapshot && pointerSources.has(event.data.source)
  }

  /** Makes sure that the next events apply exactly once, from the previous full snapshot if necessary. */
  function resetPlayback() {
    const { context } = replayer.service.state
    // After a mouse move rrweb takes the time of its first position for the last played event and applies later events twice; an
    // interrupted playback may have applied only a part. A node that is removed twice is not removed. Without a last played
    // event, rrweb starts at the nearest full snapshot.
    if (hasPlayed || isPointerMove(context.lastPlayedEvent)) context.lastPlayedEvent = null
    hasPlayed = false
  }

  /** rrweb would create an action for each later event and drop them when it pauses, so hide those events from it. */
  function pauseAt(timeOffset: number) {
    const { events: all } = replayer.service.state.context
    const later = all.findIndex(({ timestamp }) => timestamp >= start + timeOffset)
    if (later > 0) replayer.service.state.context.events = all.slice(0, later)
    try {
      replayer.pause(timeOffset)
    } finally {
      replayer.service.state.context.events = all
    }
  }

  assertSandboxed()
  replayer.on(ReplayerEvents.Resize, (dimensions) => {
    const newSize = readSize(dimensions)
    if (!newSize || (newSize.width === size?.width && newSize.height === size.height)) return
    size = newSize
    onResize(newSize)
  })
  replayer.on(ReplayerEvents.FullsnapshotRebuilded, () => {
    try {
      assertSandboxed()
    } catch (error) {
      onError(String(error))
    }
  })

  const now = () => (replayer.service.state.matches('playing') ? start + replayer.getCurrentTime() : null)

  return {
    wrapper: replayer.wrapper,
    add(event) {
      // Like Replayer.addEvent, but synchronous, so that events stay in order.
      replayer.service.send({ type: 'ADD_EVENT', payload: { event } })
      endsAt = Math.max(endsAt, event.timestamp)
    },
    show(time) {
      resetPlayback()
      pauseAt(offset(time))
      assertSandboxed()
    },
    play(time, speed) {
      resetPlayback()
      replayer.setConfig({ speed })
      replayer.play(offset(time))
      assertSandboxed()
      hasPlayed = true
    },
    stop: () => replayer.pause(),
    now,
    isBefore: (time) => (now() ?? Infinity) < Math.min(endsAt, time),
    endsAt: () => endsAt,
    size: () => size,
    setSpeed: (speed) => replayer.setConfig({ speed }),
    destroy() {
      if (replayer.wrapper.isConnected) replayer.destroy() // only once, and not after its document is gone
    },
  }
}
