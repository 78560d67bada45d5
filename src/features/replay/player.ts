import { createWindowPlayer, type ReplayEvent, type WindowPlayer } from './windowPlayer.ts'
import { noteWindow, windowAt, type WindowSegment } from './windowSegments.ts'
import { EventType } from '@rrweb/types'

/**
 * What the player is at. All times are milliseconds from the start of the recording. `waiting`: it plays, or was asked for an
 * instant, beyond what has arrived. `windowId` is the window on show, null where none was open yet.
 */
export type PlayerState = {
  status: 'empty' | 'paused' | 'playing' | 'waiting' | 'ended'
  position: number
  duration: number
  /** Up to where events have arrived. */
  buffered: number
  isComplete: boolean
  speed: number
  skipInactivity: boolean
  /** How much idle time was just passed over, null where none was. */
  skipped: number | null
  windows: readonly string[]
  windowId: string | null
  /** The window that a person chose to look at; null follows the one in use. */
  pinned: string | null
  size: { width: number; height: number } | null
  /** Why nothing is shown, for people. */
  fault: string | null
}

export type IdlePeriod = { from: number; to: number }

export type Player = {
  get: () => PlayerState
  subscribe: (listener: () => void) => () => void
  /** Events in order of time, with the window each happened in. Ready for more when it resolves. */
  add: (batch: readonly { windowId: string; event: ReplayEvent }[], buffered: number) => Promise<void>
  /** Nothing more comes. */
  complete: () => void
  /** Periods without anything done by the person, to pass over. */
  setIdle: (periods: readonly IdlePeriod[]) => void
  play: () => void
  pause: () => void
  seek: (position: number) => void
  setSpeed: (speed: number) => void
  setSkipInactivity: (on: boolean) => void
  setMouseTrail: (on: boolean) => void
  pin: (windowId: string | null) => void
  destroy: () => void
}

type Options = {
  /** Where to draw: what `openStage` gave. */
  stage: HTMLElement
  /** When the recording began, in milliseconds since 1970. */
  start: number
  /** How long it will be, as far as the server said; grows with what arrives. */
  duration: number
  mouseTrail: boolean
  /** Called when an instant is wanted that has not arrived, so that it can be fetched first. */
  onWant: (position: number) => void
}

/** How much the replayer and the clock may differ before the clock gives way, in milliseconds of recording at speed 1. */
const drift = 200

/** A tab in the background gets no frames: what was missed meanwhile is not played at once. */
const longestFrame = 250

/** One recording of one or more windows, played by one clock. */
export function createPlayer({ stage, start, duration, mouseTrail, onWant }: Options): Player {
  const listeners = new Set<() => void>()
  const events = new Map<string, ReplayEvent[]>()
  const players = new Map<string, WindowPlayer>()
  const segments: WindowSegment[] = []
  let idle: readonly IdlePeriod[] = []
  let trail = mouseTrail
  let frame = 0
  let frameAt = 0
  let wantsToPlay = false
  let state: PlayerState = {
    status: 'empty',
    position: 0,
    duration,
    buffered: 0,
    isComplete: false,
    speed: 1,
    skipInactivity: false,
    skipped: null,
    windows: [],
    windowId: null,
    pinned: null,
    size: null,
    fault: null,
  }

  function tell(change: Partial<PlayerState>) {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }

  function playerOf(windowId: string): WindowPlayer | null {
    const known = players.get(windowId)
    if (known) return known
    const own = events.get(windowId) ?? []
    const opens = own.findIndex(({ type }) => type === EventType.FullSnapshot)
    if (opens < 0 || own.length < 2) return null
    const made = createWindowPlayer({
      root: stage,
      events: [...own],
      mouseTrail: trail,
      onResize: (size) => state.windowId === windowId && tell({ size }),
    })
    players.set(windowId, made)
    return made
  }

  /** The window to show at an instant, if it had a page by then. */
  function choose(position: number): { windowId: string; player: WindowPlayer } | null {
    const windowId = state.pinned ?? windowAt(segments, start + position)
    const player = windowId === null ? null : playerOf(windowId)
    return windowId !== null && player && (player.opensAt <= start + position || state.pinned === null)
      ? { windowId, player }
      : null
  }

  function putOnShow(windowId: string | null) {
    for (const [id, { wrapper, stop }] of players) {
      const isShown = id === windowId
      wrapper.style.display = isShown ? '' : 'none'
      if (!isShown) stop()
    }
  }

  function showAt(position: number): boolean {
    const chosen = choose(position)
    putOnShow(chosen?.windowId ?? null)
    if (!chosen) return false
    const isOther = chosen.windowId !== state.windowId
    tell({ windowId: chosen.windowId, size: isOther ? null : state.size })
    chosen.player.show(start + position)
    return true
  }

  function runAt(position: number) {
    const chosen = choose(position)
    putOnShow(chosen?.windowId ?? null)
    tell({ windowId: chosen?.windowId ?? null })
    chosen?.player.run(start + position, state.speed)
  }

  function isHere(position: number): boolean {
    return state.isComplete || position < state.buffered
  }

  function guarded(work: () => void) {
    try {
      work()
    } catch (error) {
      cancelAnimationFrame(frame)
      tell({ status: 'paused', fault: error instanceof Error ? error.message : String(error) })
    }
  }

  function begin() {
    cancelAnimationFrame(frame)
    if (!isHere(state.position)) {
      tell({ status: 'waiting' })
      onWant(state.position)
      return
    }
    runAt(state.position)
    tell({ status: 'playing', fault: null })
    frameAt = performance.now()
    frame = requestAnimationFrame(tick)
  }

  function jumpOverIdle(position: number): boolean {
    const period = idle.find(({ from, to }) => from <= position && position < to - 500)
    if (!period || !state.skipInactivity) return false
    tell({ position: Math.min(period.to, state.duration), skipped: period.to - position })
    begin()
    return true
  }

  /** The clock's next reading: what the replayer says where it runs, since it may be held up by what it rebuilds. */
  function advance(passed: number): number {
    const reckoned = state.position + Math.min(passed, longestFrame) * state.speed
    const player = state.windowId === null ? undefined : players.get(state.windowId)
    const played = player?.now() ?? null
    if (played === null) return reckoned
    const said = played - start
    return Math.abs(said - reckoned) > drift * state.speed ? Math.max(said, state.position) : reckoned
  }

  function tick(now: number) {
    const position = Math.min(advance(now - frameAt), state.duration)
    frameAt = now
    guarded(() => {
      if (state.isComplete && position >= state.duration) {
        putOnShow(state.windowId)
        if (state.windowId !== null) players.get(state.windowId)?.stop()
        wantsToPlay = false
        tell({ status: 'ended', position })
        return
      }
      if (!isHere(position)) {
        if (state.windowId !== null) players.get(state.windowId)?.stop()
        tell({ status: 'waiting', position })
        onWant(position)
        return
      }
      if (jumpOverIdle(position)) return
      tell({ position, skipped: state.skipped })
      const player = state.windowId === null ? undefined : players.get(state.windowId)
      const wanted = state.pinned ?? windowAt(segments, start + position)
      const hasStopped = player?.now() === null && player.endsAt() > start + position + drift
      if (wanted !== state.windowId || hasStopped) runAt(position)
      frame = requestAnimationFrame(tick)
    })
  }

  function seek(position: number) {
    cancelAnimationFrame(frame)
    const target = Math.max(0, Math.min(position, state.duration))
    tell({ position: target, skipped: null })
    guarded(() => {
      if (wantsToPlay) {
        begin()
        return
      }
      if (isHere(target) && showAt(target)) {
        tell({ status: 'paused', fault: null })
      } else if (isHere(target)) {
        tell({ status: 'paused', windowId: null })
      } else {
        tell({ status: 'waiting' })
        onWant(target)
      }
    })
  }

  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async add(batch, buffered) {
      const fresh = Map.groupBy(batch, ({ windowId }) => windowId)
      for (const { windowId, event } of batch) noteWindow(segments, windowId, event)
      for (const [windowId, entries] of fresh) {
        const more = entries.map(({ event }) => event)
        const own = events.get(windowId)
        if (own) for (const event of more) own.push(event)
        else events.set(windowId, more)
        await players.get(windowId)?.add(more)
      }
      tell({ buffered, windows: [...events.keys()], duration: Math.max(state.duration, buffered) })
      if (state.status === 'empty' || (state.status === 'waiting' && isHere(state.position))) seek(state.position)
    },
    complete() {
      tell({ isComplete: true, duration: state.buffered, buffered: state.buffered })
      if (state.status === 'waiting' || state.status === 'empty') seek(state.position)
    },
    setIdle(periods) {
      idle = periods
    },
    play() {
      wantsToPlay = true
      if (state.status === 'ended') tell({ position: 0 })
      guarded(begin)
    },
    pause() {
      wantsToPlay = false
      cancelAnimationFrame(frame)
      seek(state.position)
    },
    seek,
    setSpeed(speed) {
      tell({ speed })
      for (const player of players.values()) player.setSpeed(speed)
    },
    setSkipInactivity: (skipInactivity) => tell({ skipInactivity }),
    setMouseTrail(on) {
      trail = on
      for (const player of players.values()) player.setMouseTrail(on)
    },
    pin(pinned) {
      tell({ pinned })
      seek(state.position)
    },
    destroy() {
      cancelAnimationFrame(frame)
      for (const player of players.values()) player.destroy()
      players.clear()
      listeners.clear()
    },
  }
}
