import { inactivePeriods, type Period } from '../describe/inactivePeriods.ts'
import { windowAt } from '../describe/windowAt.ts'
import type { ReplayLoad, ReplayState } from '../replayLoad.ts'
import { durationOf } from '../durationOf.ts'
import { createWindowPlayers, type WindowPlayers } from './windowPlayers.ts'
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
  error: string | null
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
const maxDrift = 200

/** A tab in the background gets no frames: what was missed meanwhile is not played at once. */
const maxFrameTime = 250

/** How long it is said what was skipped, and how long rrweb may stand still while it plays, in milliseconds. */
const skipNoticeDuration = 3000
const maxStall = 2000

/** So short a rest of a pause is not worth a jump. */
const minJump = 500

/** Whether nothing more comes. */
function isComplete({ end, segments }: ReplayState): boolean {
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
  let windowPlayers: WindowPlayers | null = null
  let idleCache: { activity: readonly number[]; loadedEnd: number; periods: readonly Period[] } | null = null
  let showsMouseTail = mouseTail
  let frameRequest = 0
  let lastFrameAt = 0
  let skippedAt = 0
  let lastMovedAt = 0
  let lastPlayed: number | null = null
  let setupTimer: ReturnType<typeof setTimeout> | null = null
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
    error: null,
  }

  function setState(change: Partial<PlayerState>) {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }

  function fail(error: string) {
    cancelAnimationFrame(frameRequest)
    clear() // what comes next is built anew
    setState({ status: 'paused', isRunning: false, error })
  }

  function runSafely(work: () => void) {
    try {
      work()
    } catch (error) {
      fail(error instanceof Error ? error.message : String(error))
    }
  }

  /** Where the recording begins, in milliseconds since 1970. */
  const start = () => load.get().facts.startedAt ?? 0

  /** The part of the recording that holds an instant; where all is there, the last one before it. */
  function rangeAt(position: number) {
    const { ranges } = load.get()
    const loaded = ranges.find(({ from, to }) => from <= position && position <= to)
    const isFinal = isComplete(load.get()) || position >= endPosition()
    return loaded ?? (isFinal ? (ranges.findLast(({ from }) => from <= position) ?? ranges[0] ?? null) : null)
  }

  /** Where it ends, once that is known: also where something before is still missing. */
  function endPosition(): number {
    const loadState = load.get()
    if (isComplete(loadState)) return durationOf(loadState)
    return loadState.hasTail && loadState.ranges.length > 0 ? Math.max(...loadState.ranges.map(({ to }) => to)) : Infinity
  }

  function isLoaded(position: number): boolean {
    const loadState = load.get()
    if (isComplete(loadState)) return loadState.ranges.length > 0
    return position >= endPosition() || loadState.ranges.some(({ from, to }) => from <= position && position < to)
  }

  function clear() {
    windowPlayers?.destroy()
    windowPlayers = null
  }

  /** What is on stage at an instant, with everything that has arrived for it. */
  function windowPlayersAt(position: number): WindowPlayers | null {
    const range = rangeAt(position)
    if (range === null) return null
    if (windowPlayers?.matches(range)) return windowPlayers
    clear()
    windowPlayers = createWindowPlayers({
      root,
      range,
      mouseTail: showsMouseTail,
      onError: fail,
      onResize: (windowId, size) => windowId === state.windowId && setState({ size }),
    })
    return windowPlayers
  }

  /** The window to show at an instant, if it had a page by then. */
  function windowAtPosition(position: number): { windowId: string; player: WindowPlayer } | null {
    const players = windowPlayersAt(position)
    const windowId = state.pinned ?? windowAt(load.get().switches, position) ?? players?.windows()[0] ?? null
    const firstPageAt = windowId === null || players === null ? null : players.firstPageAt(windowId)
    if (windowId === null || firstPageAt === null) return null
    // What is not shown is not built: rrweb would take it for shown. A window in use shows its first page also just before it.
    if (state.pinned !== null && firstPageAt > start() + position) return null
    const player = players?.player(windowId) ?? null
    return player && { windowId, player }
  }

  function showWindow(shown: { windowId: string; player: WindowPlayer } | null) {
    windowPlayers?.showOnly(shown?.windowId ?? null)
    const windowId = shown?.windowId ?? null
    const size = shown?.player.size() ?? null
    if (windowId !== state.windowId || size !== state.size) setState({ windowId, size })
  }

  function showAt(position: number) {
    const shown = windowAtPosition(position)
    showWindow(shown)
    shown?.player.show(start() + position)
    if (shown) setState({ size: shown.player.size() })
  }

  function playFrom(position: number) {
    const shown = windowAtPosition(position)
    showWindow(shown)
    shown?.player.play(start() + position, state.speed)
  }

  const activePlayer = () => (state.windowId === null ? null : (windowPlayers?.player(state.windowId) ?? null))

  function waitForData() {
    activePlayer()?.stop()
    setState({ status: 'waiting' })
    load.prioritize(state.position, state.speed)
  }

  function startPlaying() {
    cancelAnimationFrame(frameRequest)
    if (!isLoaded(state.position)) return waitForData()
    playFrom(state.position)
    setState({ status: 'playing', error: null })
    lastFrameAt = performance.now()
    lastMovedAt = lastFrameAt
    frameRequest = requestAnimationFrame(tick)
  }

  function showPaused() {
    if (!isLoaded(state.position)) return waitForData()
    showAt(state.position)
    setState({ status: 'paused', error: null })
    load.prioritize(state.position, state.speed)
  }

  function idlePeriods(): readonly Period[] {
    const { activity, ranges } = load.get()
    const loadedEnd = ranges.reduce((sum, { to }) => sum + to, 0)
    if (idleCache?.activity !== activity || idleCache.loadedEnd !== loadedEnd)
      idleCache = { activity, loadedEnd, periods: inactivePeriods(activity, ranges) }
    return idleCache.periods
  }

  function jumpOverIdle(position: number): boolean {
    if (!state.skipInactivity) return false
    const period = idlePeriods().find(({ from, to }) => from <= position && position < to - minJump)
    if (!period) return false
    activePlayer()?.stop()
    setState({ position: period.to, skipped: period.to - position })
    skippedAt = performance.now()
    startPlaying()
    return true
  }

  /** The clock's next reading: what the replayer says where it runs, since it may be held up by what it rebuilds. */
  function nextPosition(passed: number): number {
    const expected = state.position + Math.min(passed, maxFrameTime) * state.speed
    const played = activePlayer()?.now() ?? null
    if (played === null) return expected
    const reported = played - start()
    return Math.abs(reported - expected) > maxDrift * state.speed ? Math.max(reported, state.position) : expected
  }

  function finish(position: number) {
    activePlayer()?.stop()
    setState({ status: 'ended', isRunning: false, position })
  }

  /** Says no more what was skipped a while ago, and notices where rrweb has stopped over an event that it cannot play. */
  function checkProgress(now: number) {
    if (state.skipped !== null && now - skippedAt > skipNoticeDuration) setState({ skipped: null })
    const played = activePlayer()?.now() ?? null
    if (played === null || played !== lastPlayed) lastMovedAt = now
    lastPlayed = played
    if (now - lastMovedAt > maxStall) throw new Error('An event here cannot be played. Go on a little further.')
  }

  function tick(now: number) {
    runSafely(() => {
      const position = nextPosition(now - lastFrameAt)
      lastFrameAt = now
      if (position >= endPosition()) return finish(endPosition())
      checkProgress(now)
      setState({ position })
      if (!isLoaded(position)) return waitForData()
      if (jumpOverIdle(position)) return
      load.prioritize(position, state.speed)
      const player = activePlayer()
      const wantedWindowId = state.pinned ?? windowAt(load.get().switches, position)
      const hasStopped = player !== null && player.now() === null && player.endsAt() > start() + position + maxDrift
      if ((wantedWindowId !== null && wantedWindowId !== state.windowId) || hasStopped) playFrom(position)
      frameRequest = requestAnimationFrame(tick)
    })
  }

  function seek(position: number) {
    cancelAnimationFrame(frameRequest)
    const duration = durationOf(load.get())
    const latest = Math.min(endPosition(), duration > 0 ? duration : Infinity)
    setState({ position: Math.max(0, Math.min(position, latest)), skipped: null })
    runSafely(state.isRunning ? startPlaying : showPaused)
  }

  function resume() {
    if (!isDestroyed && state.status === 'waiting' && isLoaded(state.position)) seek(state.position)
  }

  /** rrweb's set-up and its first page take a task each, so that the screen can answer in between. */
  function scheduleSetup() {
    setupTimer ??= setTimeout(() => {
      if (!isDestroyed) runSafely(() => windowAtPosition(state.position))
      setupTimer = setTimeout(() => {
        setupTimer = null
        resume()
      })
    })
  }

  /** More has arrived: what plays hears of it, what waited goes on. */
  function onLoadChange() {
    if (isDestroyed) return
    runSafely(() => {
      windowPlayers?.update(load.get().ranges)
      if (windowPlayers !== null && setupTimer === null) resume()
      else if (isLoaded(state.position)) scheduleSetup()
    })
  }

  /** A page out of sight gets no frames, while rrweb's own clock goes on: both stand still until it is back. */
  function onVisibilityChange() {
    if (state.status !== 'playing') return
    cancelAnimationFrame(frameRequest)
    if (document.hidden) activePlayer()?.stop()
    else runSafely(startPlaying)
  }

  const unsubscribe = load.subscribe(onLoadChange)
  document.addEventListener('visibilitychange', onVisibilityChange)
  load.prioritize(state.position, state.speed)
  onLoadChange()

  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    play() {
      setState({ isRunning: true, ...(state.status === 'ended' && { position: 0 }) })
      runSafely(startPlaying)
    },
    pause() {
      setState({ isRunning: false })
      seek(state.position)
    },
    seek,
    setSpeed(next) {
      setState({ speed: next })
      activePlayer()?.setSpeed(next)
    },
    setSkipInactivity: (on) => setState({ skipInactivity: on, skipped: null }),
    setMouseTail(on) {
      showsMouseTail = on
      clear()
      seek(state.position)
    },
    pin(pinned) {
      setState({ pinned })
      seek(state.position)
    },
    destroy() {
      isDestroyed = true
      unsubscribe()
      document.removeEventListener('visibilitychange', onVisibilityChange)
      cancelAnimationFrame(frameRequest)
      clear()
      listeners.clear()
    },
  }
}
