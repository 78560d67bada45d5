import { Replayer } from '@rrweb/replay'
import { EventType, IncrementalSource, ReplayerEvents } from '@rrweb/types'
import type { ReplayEvent } from '#lib/replayEvent.ts'
import { sandboxError } from './frame.ts'

/** Of a recorded page, in CSS pixels. */
export type PageSize = { width: number; height: number }

/** One browser window of a recording, rebuilt in a frame of its own. All times are event timestamps: milliseconds since 1970. */
export type WindowPlayer = {
  /** One more event of this window, later than all before. It takes effect at once, or when the window is next shown. */
  add: (event: ReplayEvent) => void
  /** Shows the page exactly as it was at an instant, standing still. */
  show: (time: number) => void
  /** Plays on from an instant at a speed, until `stop`, or until the events it has are over. */
  play: (time: number, speed: number) => void
  stop: () => void
  /** Where it is while it runs; null once it has no more events to play. */
  now: () => number | null
  /** When the last event came that it has. */
  endsAt: () => number
  size: () => PageSize | null
  setSpeed: (speed: number) => void
  /** What holds the page and the pointer, to size and to hide. */
  wrapper: HTMLElement
  destroy: () => void
}

type Options = {
  /** Element of the stage to draw into. */
  root: HTMLElement
  /** The window's first events: at least two, with a Meta event before the first full snapshot. */
  events: ReplayEvent[]
  mouseTail: boolean
  onResize: (size: PageSize) => void
  /** Hears why the page had to be taken away while it played. */
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
 * Rebuilds one window with rrweb's own replayer, in rrweb's sandboxed frame, never with its unsafe canvas or unprotected
 * rebuild. Throws where the frame is not sandboxed, and where the events hold no full snapshot.
 */
export function createWindowPlayer({ root, events, mouseTail, onResize, onError }: Options): WindowPlayer {
  const [first] = events
  const snapshot = events.find(({ type }) => type === EventType.FullSnapshot)
  if (!first || !snapshot) throw new Error('There is no full snapshot to begin with.')
  const start = first.timestamp
  // Before its first full snapshot a window has no page; and a seek to there would leave the replayer with an old one.
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
    return Math.max(time + 1, firstPageTime) - start // events of that very millisecond belong to the picture
  }

  function isPointerMove(event: (typeof replayer.service.state.context)['lastPlayedEvent']): boolean {
    return event?.type === EventType.IncrementalSnapshot && pointerSources.has(event.data.source)
  }

  /** Makes sure that what comes next is applied exactly once, from the full snapshot before it on if need be. */
  function resetPlayback() {
    const { context } = replayer.service.state
    // After a mouse move rrweb takes the time of its first position for the last one played, and applies what came since again;
    // and of what it was playing it may have applied only a part. What it removes twice it forgets to remove for good. Where it
    // knows of no last one, it begins at the nearest full snapshot.
    if (hasPlayed || isPointerMove(context.lastPlayedEvent)) context.lastPlayedEvent = null
    hasPlayed = false
  }

  /** Of what comes later rrweb would make an action each, to drop them as it pauses: so it gets none of it. */
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

  return {
    wrapper: replayer.wrapper,
    add(event) {
      // As Replayer.addEvent does, but at once: what is shown next must not come before what happened first.
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
    now: () => (replayer.service.state.matches('playing') ? start + replayer.getCurrentTime() : null),
    endsAt: () => endsAt,
    size: () => size,
    setSpeed: (speed) => replayer.setConfig({ speed }),
    destroy() {
      if (replayer.wrapper.isConnected) replayer.destroy() // at most once, and not after its document is gone
    },
  }
}
