import { Replayer } from '@rrweb/replay'
import { EventType, type eventWithTime, IncrementalSource, ReplayerEvents } from '@rrweb/types'
import { sandboxFault } from './stage.ts'

/** One rrweb event; `timestamp` is in milliseconds since 1970. */
export type ReplayEvent = eventWithTime

/** One browser window of a recording, rebuilt in a frame of its own. All times are event timestamps: milliseconds since 1970. */
export type WindowPlayer = {
  /** More events of this window, in order of time, later than all before. */
  add: (events: readonly ReplayEvent[]) => Promise<void>
  /** Shows the page exactly as it was at an instant, standing still. */
  show: (at: number) => void
  /** Plays on from an instant at a speed, until `stop`, or until the events it has are over. */
  run: (at: number, speed: number) => void
  stop: () => void
  /** Where it is while it runs; null once it has no more events to play. */
  now: () => number | null
  /** When its first page stood, and when the last event came that it has. */
  opensAt: number
  endsAt: () => number
  setSpeed: (speed: number) => void
  setMouseTrail: (on: boolean) => void
  /** What holds the page and the pointer, to size and to hide. */
  wrapper: HTMLElement
  destroy: () => void
}

type Options = {
  /** Element of the stage to draw into. */
  root: HTMLElement
  /** The window's first events: at least two, with a Meta event before the first full snapshot. */
  events: ReplayEvent[]
  mouseTrail: boolean
  onResize: (size: { width: number; height: number }) => void
}

/** Adding is cheap but not free: so many at once stay far below what a frame may take. */
const eventsAtOnce = 400

function isMouseMove(event: ReplayEvent | null): boolean {
  return (
    event?.type === EventType.IncrementalSnapshot &&
    (event.data.source === IncrementalSource.MouseMove ||
      event.data.source === IncrementalSource.TouchMove ||
      event.data.source === IncrementalSource.Drag)
  )
}

const quiet = () => undefined

function readSize(size: unknown): { width: number; height: number } | null {
  if (typeof size !== 'object' || size === null || !('width' in size) || !('height' in size)) return null
  const { width, height } = size
  return typeof width === 'number' && typeof height === 'number' ? { width, height } : null
}

/**
 * Rebuilds one window with rrweb's own replayer, in rrweb's sandboxed frame, never with its unsafe canvas or unprotected
 * rebuild. Throws where the frame is not sandboxed, and where the events hold no full snapshot.
 */
export function createWindowPlayer({ root, events, mouseTrail, onResize }: Options): WindowPlayer {
  const [first] = events
  const snapshot = events.find(({ type }) => type === EventType.FullSnapshot)
  if (!first || !snapshot) throw new Error('There is no full snapshot to begin with.')
  const start = first.timestamp
  // Before its first full snapshot a window has no page; and a seek to there would leave the replayer with an old one.
  const floor = snapshot.timestamp + 1
  let hasRun = false
  const replayer = new Replayer(events, {
    root,
    mouseTail: mouseTrail ? { strokeStyle: '#7c5cff' } : false,
    showWarning: false,
    logger: { log: quiet, warn: quiet },
    skipInactive: false,
    triggerFocus: false,
    UNSAFE_replayCanvas: false,
  })

  function demandSandbox() {
    const fault = sandboxFault(replayer.iframe)
    if (fault === null) return
    replayer.destroy()
    throw new Error(fault)
  }

  function offset(at: number): number {
    return Math.max(at + 1, floor) - start // events of that very millisecond belong to the picture
  }

  /** Makes sure that what comes next is applied exactly once, from the first page on if need be. */
  function prepare() {
    // After a mouse move rrweb takes the time of its first position for the last one played, and applies what came since again;
    // and of what it was playing it may have applied only a part.
    if (hasRun || isMouseMove(replayer.service.state.context.lastPlayedEvent)) replayer.pause(floor - start)
    hasRun = false
  }

  demandSandbox()
  replayer.on(ReplayerEvents.Resize, (size) => {
    const read = readSize(size)
    if (read) onResize(read)
  })
  replayer.on(ReplayerEvents.FullsnapshotRebuilded, demandSandbox)

  return {
    wrapper: replayer.wrapper,
    async add(more) {
      for (let from = 0; from < more.length; from += eventsAtOnce) {
        for (const event of more.slice(from, from + eventsAtOnce)) replayer.addEvent(event)
        await new Promise((done) => setTimeout(done))
      }
    },
    show(at) {
      prepare()
      replayer.pause(offset(at))
      demandSandbox()
    },
    run(at, speed) {
      prepare()
      replayer.setConfig({ speed })
      replayer.play(offset(at))
      hasRun = true
    },
    stop: () => replayer.pause(),
    now: () => (replayer.service.state.matches('playing') ? start + replayer.getCurrentTime() : null),
    opensAt: snapshot.timestamp,
    endsAt: () => start + replayer.getMetaData().totalTime,
    setSpeed: (speed) => replayer.setConfig({ speed }),
    setMouseTrail: (on) => replayer.setConfig({ mouseTail: on }),
    destroy: () => replayer.destroy(),
  }
}
