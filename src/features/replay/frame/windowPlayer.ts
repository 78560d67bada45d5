import { Replayer } from '@rrweb/replay'
import { EventType, IncrementalSource, ReplayerEvents } from '@rrweb/types'
import type { ReplayEvent } from '#lib/replayEvent.ts'
import { sandboxFault } from './frame.ts'

/** Of a recorded page, in CSS pixels. */
export type PageSize = { width: number; height: number }

/** One browser window of a recording, rebuilt in a frame of its own. All times are event timestamps: milliseconds since 1970. */
export type WindowPlayer = {
  /** One more event of this window, later than all before. It takes effect at once, or when the window is next shown. */
  add: (event: ReplayEvent) => void
  /** Shows the page exactly as it was at an instant, standing still. */
  show: (at: number) => void
  /** Plays on from an instant at a speed, until `stop`, or until the events it has are over. */
  run: (at: number, speed: number) => void
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
  onFault: (fault: string) => void
}

const pointerSources: ReadonlySet<IncrementalSource> = new Set([
  IncrementalSource.MouseMove,
  IncrementalSource.TouchMove,
  IncrementalSource.Drag,
])

const tailColor = '#7c5cff'
const quiet = () => undefined

function readSize(size: unknown): PageSize | null {
  if (typeof size !== 'object' || size === null || !('width' in size) || !('height' in size)) return null
  const { width, height } = size
  return typeof width === 'number' && typeof height === 'number' ? { width, height } : null
}

/**
 * Rebuilds one window with rrweb's own replayer, in rrweb's sandboxed frame, never with its unsafe canvas or unprotected
 * rebuild. Throws where the frame is not sandboxed, and where the events hold no full snapshot.
 */
export function createWindowPlayer({ root, events, mouseTail, onResize, onFault }: Options): WindowPlayer {
  const [first] = events
  const snapshot = events.find(({ type }) => type === EventType.FullSnapshot)
  if (!first || !snapshot) throw new Error('There is no full snapshot to begin with.')
  const start = first.timestamp
  // Before its first full snapshot a window has no page; and a seek to there would leave the replayer with an old one.
  const floor = snapshot.timestamp + 1
  let endsAt = events.at(-1)?.timestamp ?? start
  let size: PageSize | null = null
  let hasRun = false
  const replayer = new Replayer(events, {
    root,
    mouseTail: mouseTail ? { strokeStyle: tailColor } : false,
    showWarning: false,
    logger: { log: quiet, warn: quiet },
    skipInactive: false,
    triggerFocus: false,
    UNSAFE_replayCanvas: false,
  })

  function demandSandbox() {
    const fault = sandboxFault(replayer.iframe)
    if (fault === null) return
    if (replayer.wrapper.isConnected) replayer.destroy()
    throw new Error(fault)
  }

  function offset(at: number): number {
    return Math.max(at + 1, floor) - start // events of that very millisecond belong to the picture
  }

  function isPointer(event: (typeof replayer.service.state.context)['lastPlayedEvent']): boolean {
    return event?.type === EventType.IncrementalSnapshot && pointerSources.has(event.data.source)
  }

  /** Makes sure that what comes next is applied exactly once, from the full snapshot before it on if need be. */
  function prepare() {
    const { context } = replayer.service.state
    // After a mouse move rrweb takes the time of its first position for the last one played, and applies what came since again;
    // and of what it was playing it may have applied only a part. What it removes twice it forgets to remove for good. Where it
    // knows of no last one, it begins at the nearest full snapshot.
    if (hasRun || isPointer(context.lastPlayedEvent)) context.lastPlayedEvent = null
    hasRun = false
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

  demandSandbox()
  replayer.on(ReplayerEvents.Resize, (given) => {
    const read = readSize(given)
    if (!read || (read.width === size?.width && read.height === size.height)) return
    size = read
    onResize(read)
  })
  replayer.on(ReplayerEvents.FullsnapshotRebuilded, () => {
    try {
      demandSandbox()
    } catch (error) {
      onFault(String(error))
    }
  })

  return {
    wrapper: replayer.wrapper,
    add(event) {
      // As Replayer.addEvent does, but at once: what is shown next must not come before what happened first.
      replayer.service.send({ type: 'ADD_EVENT', payload: { event } })
      endsAt = Math.max(endsAt, event.timestamp)
    },
    show(at) {
      prepare()
      pauseAt(offset(at))
      demandSandbox()
    },
    run(at, speed) {
      prepare()
      replayer.setConfig({ speed })
      replayer.play(offset(at))
      demandSandbox()
      hasRun = true
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
