import { inactivePeriods, type Period } from '../describe/inactivePeriods.ts'
import { windowAt } from '../describe/windowAt.ts'
import type { ReplayLoad, ReplayState } from '../replayLoad.ts'
import { durationOf } from '../durationOf.ts'
import { openScene, type Scene } from './scene.ts'
import type { PageSize, WindowPlayer } from './windowPlayer.ts'

/**
 * What the player is at. All times are milliseconds from the start of the recording. `waiting`: it plays, or was asked for an
 * instant, beyond what has arrived.
 */
export type PlayerState = {
  status: 'waiting' | 'paused' | 'playing' | 'ended'
  /** Whether it plays, or will as soon as what it waits for is there. */
  isRunning: boolean
  position: number
  speed: number
  skipInactivity: boolean
  /** How much idle time was just passed over; null where none was. */
  skipped: number | null
  /** The window on show; null where none was open yet. */
  windowId: string | null
  /** The window that a person chose to look at; null follows the one in use. */
  pinned: string | null
  /** How large the page on show is, in CSS pixels; null as long as there is none. */
  size: PageSize | null
  /** Why nothing is shown, for people. */
  fault: string | null
}

export type Player = {
  get: () => PlayerState
  subscribe: (listener: () => void) => () => void
  play: () => void
  pause: () => void
  /** Goes to an instant, in milliseconds from the start, and goes on with what it did: plays, or stands still. */
  seek: (position: number) => void
  setSpeed: (speed: number) => void
  setSkipInactivity: (on: boolean) => void
  setMouseTail: (on: boolean) => void
  pin: (windowId: string | null) => void
  destroy: () => void
}

export type PlayerOptions = {
  /** Where to draw: what `openStage` gave. */
  root: HTMLElement
  load: ReplayLoad
  /** Where to stand at first, in milliseconds from the start. */
  startAt: number
  speed: number
  skipInactivity: boolean
  mouseTail: boolean
}

/** How much the replayer and the clock may differ before the clock gives way, in milliseconds of recording at speed 1. */
const drift = 200

/** A tab in the background gets no frames: what was missed meanwhile is not played at once. */
const longestFrame = 250

/** How long it is said what was skipped, and how long rrweb may stand still while it plays, in milliseconds. */
const skipShown = 3000
const longestStandstill = 2000

/** So short a rest of a pause is not worth a jump. */
const shortestJump = 500

/** Whether nothing more comes. */
function isWhole({ end, segments }: ReplayState): boolean {
  return (
    (end !== null && end.kind !== 'unavailable' && end.kind !== 'failed') ||
    (segments !== null && segments.loaded === segments.known)
  )
}

/**
 * One recording of one or more windows, played by one clock from what its load has so far. It asks the load for what it needs
 * next, waits where that is not there yet, and goes on by itself. Throws nothing: what breaks is the `fault` of the state.
 */
export function createPlayer({ root, load, startAt, speed, skipInactivity, mouseTail }: PlayerOptions): Player {
  const listeners = new Set<() => void>()
  let scene: Scene | null = null
  let idle: { of: readonly number[]; runs: number; periods: readonly Period[] } | null = null
  let activityLog = mouseTail
  let frame = 0
  let frameAt = 0
  let skippedAt = 0
  let movedAt = 0
  let playedBefore: number | null = null
  let raising: ReturnType<typeof setTimeout> | null = null
  let isDestroyed = false
  let state: PlayerState = {
    status: 'waiting',
    isRunning: false,
    position: Math.max(0, startAt),
    speed,
    skipInactivity,
    skipped: null,
    windowId: null,
    pinned: null,
    size: null,
    fault: null,
  }

  function tell(change: Partial<PlayerState>) {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }

  function fail(fault: string) {
    cancelAnimationFrame(frame)
    clear() // what comes next is built anew
    tell({ status: 'paused', isRunning: false, fault })
  }

  function guarded(work: () => void) {
    try {
      work()
    } catch (error) {
      fail(error instanceof Error ? error.message : String(error))
    }
  }

  /** Where the recording begins, in milliseconds since 1970. */
  const start = () => load.get().facts.startedAt ?? 0

  /** The part of the recording that holds an instant; where all is there, the last one before it. */
  function runAt(position: number) {
    const { runs } = load.get()
    const within = runs.find(({ from, to }) => from <= position && position <= to)
    const isKnown = isWhole(load.get()) || position >= endsAt()
    return within ?? (isKnown ? (runs.findLast(({ from }) => from <= position) ?? runs[0] ?? null) : null)
  }

  /** Where it ends, once that is known: also where something before is still missing. */
  function endsAt(): number {
    const there = load.get()
    if (isWhole(there)) return durationOf(there)
    return there.hasTail && there.runs.length > 0 ? Math.max(...there.runs.map(({ to }) => to)) : Infinity
  }

  function isHere(position: number): boolean {
    const there = load.get()
    if (isWhole(there)) return there.runs.length > 0
    return position >= endsAt() || there.runs.some(({ from, to }) => from <= position && position < to)
  }

  function clear() {
    scene?.destroy()
    scene = null
  }

  /** What is on stage at an instant, with everything that has arrived for it. */
  function sceneAt(position: number): Scene | null {
    const run = runAt(position)
    if (run === null) return null
    if (scene?.holds(run)) return scene
    clear()
    scene = openScene({
      root,
      run,
      mouseTail: activityLog,
      onFault: fail,
      onResize: (windowId, size) => windowId === state.windowId && tell({ size }),
    })
    return scene
  }

  /** The window to show at an instant, if it had a page by then. */
  function choose(position: number): { windowId: string; player: WindowPlayer } | null {
    const on = sceneAt(position)
    const windowId = state.pinned ?? windowAt(load.get().switches, position) ?? on?.windows()[0] ?? null
    const opensAt = windowId === null || on === null ? null : on.opensAt(windowId)
    if (windowId === null || opensAt === null) return null
    // What is not shown is not built: rrweb would take it for shown. A window in use shows its first page also just before it.
    if (state.pinned !== null && opensAt > start() + position) return null
    const player = on?.player(windowId) ?? null
    return player && { windowId, player }
  }

  function putOnShow(chosen: { windowId: string; player: WindowPlayer } | null) {
    scene?.showOnly(chosen?.windowId ?? null)
    const windowId = chosen?.windowId ?? null
    const size = chosen?.player.size() ?? null
    if (windowId !== state.windowId || size !== state.size) tell({ windowId, size })
  }

  function show(position: number) {
    const chosen = choose(position)
    putOnShow(chosen)
    chosen?.player.show(start() + position)
    if (chosen) tell({ size: chosen.player.size() })
  }

  function move(position: number) {
    const chosen = choose(position)
    putOnShow(chosen)
    chosen?.player.run(start() + position, state.speed)
  }

  const playing = () => (state.windowId === null ? null : (scene?.player(state.windowId) ?? null))

  function wait() {
    playing()?.stop()
    tell({ status: 'waiting' })
    load.want(state.position, state.speed)
  }

  function begin() {
    cancelAnimationFrame(frame)
    if (!isHere(state.position)) return wait()
    move(state.position)
    tell({ status: 'playing', fault: null })
    frameAt = performance.now()
    movedAt = frameAt
    frame = requestAnimationFrame(tick)
  }

  function stand() {
    if (!isHere(state.position)) return wait()
    show(state.position)
    tell({ status: 'paused', fault: null })
    load.want(state.position, state.speed)
  }

  function idlePeriods(): readonly Period[] {
    const { activity, runs } = load.get()
    const reach = runs.reduce((sum, { to }) => sum + to, 0)
    if (idle?.of !== activity || idle.runs !== reach)
      idle = { of: activity, runs: reach, periods: inactivePeriods(activity, runs) }
    return idle.periods
  }

  function jumpOverIdle(position: number): boolean {
    if (!state.skipInactivity) return false
    const period = idlePeriods().find(({ from, to }) => from <= position && position < to - shortestJump)
    if (!period) return false
    playing()?.stop()
    tell({ position: period.to, skipped: period.to - position })
    skippedAt = performance.now()
    begin()
    return true
  }

  /** The clock's next reading: what the replayer says where it runs, since it may be held up by what it rebuilds. */
  function advance(passed: number): number {
    const reckoned = state.position + Math.min(passed, longestFrame) * state.speed
    const played = playing()?.now() ?? null
    if (played === null) return reckoned
    const said = played - start()
    return Math.abs(said - reckoned) > drift * state.speed ? Math.max(said, state.position) : reckoned
  }

  function finish(position: number) {
    playing()?.stop()
    tell({ status: 'ended', isRunning: false, position })
  }

  /** Says no more what was skipped a while ago, and notices where rrweb has stopped over an event that it cannot play. */
  function watch(now: number) {
    if (state.skipped !== null && now - skippedAt > skipShown) tell({ skipped: null })
    const played = playing()?.now() ?? null
    if (played === null || played !== playedBefore) movedAt = now
    playedBefore = played
    if (now - movedAt > longestStandstill) throw new Error('An event here cannot be played. Go on a little further.')
  }

  function tick(now: number) {
    guarded(() => {
      const position = advance(now - frameAt)
      frameAt = now
      if (position >= endsAt()) return finish(endsAt())
      watch(now)
      tell({ position })
      if (!isHere(position)) return wait()
      if (jumpOverIdle(position)) return
      load.want(position, state.speed)
      const player = playing()
      const wanted = state.pinned ?? windowAt(load.get().switches, position)
      const hasStopped = player !== null && player.now() === null && player.endsAt() > start() + position + drift
      if ((wanted !== null && wanted !== state.windowId) || hasStopped) move(position)
      frame = requestAnimationFrame(tick)
    })
  }

  function seek(position: number) {
    cancelAnimationFrame(frame)
    const known = durationOf(load.get())
    const latest = Math.min(endsAt(), known > 0 ? known : Infinity)
    tell({ position: Math.max(0, Math.min(position, latest)), skipped: null })
    guarded(state.isRunning ? begin : stand)
  }

  function goOn() {
    if (!isDestroyed && state.status === 'waiting' && isHere(state.position)) seek(state.position)
  }

  /** rrweb's set-up and its first page take a task each, so that the screen can answer in between. */
  function raise() {
    raising ??= setTimeout(() => {
      if (!isDestroyed) guarded(() => choose(state.position))
      raising = setTimeout(() => {
        raising = null
        goOn()
      })
    })
  }

  /** More has arrived: what plays hears of it, what waited goes on. */
  function hear() {
    if (isDestroyed) return
    guarded(() => {
      scene?.follow(load.get().runs)
      if (scene !== null && raising === null) goOn()
      else if (isHere(state.position)) raise()
    })
  }

  /** A page out of sight gets no frames, while rrweb's own clock goes on: both stand still until it is back. */
  function seeVisibility() {
    if (state.status !== 'playing') return
    cancelAnimationFrame(frame)
    if (document.hidden) playing()?.stop()
    else guarded(begin)
  }

  const unsubscribe = load.subscribe(hear)
  document.addEventListener('visibilitychange', seeVisibility)
  load.want(state.position, state.speed)
  hear()

  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    play() {
      tell({ isRunning: true, ...(state.status === 'ended' && { position: 0 }) })
      guarded(begin)
    },
    pause() {
      tell({ isRunning: false })
      seek(state.position)
    },
    seek,
    setSpeed(next) {
      tell({ speed: next })
      playing()?.setSpeed(next)
    },
    setSkipInactivity: (on) => tell({ skipInactivity: on, skipped: null }),
    setMouseTail(on) {
      activityLog = on
      clear()
      seek(state.position)
    },
    pin(pinned) {
      tell({ pinned })
      seek(state.position)
    },
    destroy() {
      isDestroyed = true
      unsubscribe()
      document.removeEventListener('visibilitychange', seeVisibility)
      cancelAnimationFrame(frame)
      clear()
      listeners.clear()
    },
  }
}
