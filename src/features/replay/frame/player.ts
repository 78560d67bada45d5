import { inactivePeriods, type Period } from '../describe/inactivePeriods.ts'
import { windowAt } from '../describe/windowAt.ts'
import type { ReplayLoad, ReplayState } from '../replayLoad.ts'
import { durationOf } from '../durationOf.ts'
import { createWindowPlayers, type WindowPlayers } from './windowPlayers.ts'
import type { PageSize, WindowPlayer } from './windowPlayer.ts'

/** Times are milliseconds from the start. `waiting`: the current position has not loaded yet. */
export type PlayerState = {
  status: 'waiting' | 'paused' | 'playing' | 'ended'
  /** Whether it plays, or will play once its position has loaded. */
  isRunning: boolean
  position: number
  speed: number
  skipInactivity: boolean
  /** Milliseconds of inactivity that were just skipped. */
  skipped: number | null
  /** The visible window; null if none was open yet. */
  windowId: string | null
  /** The window that the user chose; null follows the one in use. */
  pinned: string | null
  /** Size of the visible page in CSS pixels. */
  size: PageSize | null
  /** Why nothing is shown, for people. */
  error: string | null
}

export type Player = {
  get: () => PlayerState
  subscribe: (listener: () => void) => () => void
  play: () => void
  pause: () => void
  /** Takes milliseconds from the start. Keeps playing or stays paused. */
  seek: (position: number) => void
  setSpeed: (speed: number) => void
  setSkipInactivity: (on: boolean) => void
  setMouseTail: (on: boolean) => void
  pin: (windowId: string | null) => void
  destroy: () => void
}

export type PlayerOptions = {
  /** The element that `openFrame` returned. */
  root: HTMLElement
  load: ReplayLoad
  /** Milliseconds from the start. */
  startAt: number
  speed: number
  skipInactivity: boolean
  mouseTail: boolean
}

/** How far replayer and clock may differ before the clock is corrected, in milliseconds at speed 1. */
const maxDrift = 200

/** Background tabs get no frames, and the missed time must not be played in one step. */
const maxFrameTime = 250

/** Milliseconds that the skip notice shows, and that rrweb may stall during playback. */
const skipNoticeDuration = 3000
const maxStall = 2000

/** Shorter pauses are not worth a jump. */
const minJump = 500

function isComplete({ end, segments }: ReplayState): boolean {
  return (
    (end !== null && end.kind !== 'unavailable' && end.kind !== 'failed') ||
    (segments !== null && segments.loaded === segments.known)
  )
}

/**
 * Plays all windows of a recording with one clock. Requests the data it needs next, waits for it, and continues. Never throws:
 * problems are in `error` of the state.
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
    clear() // rebuild everything next time
    setState({ status: 'paused', isRunning: false, error })
  }

  function runSafely(work: () => void) {
    try {
      work()
    } catch (error) {
      fail(error instanceof Error ? error.message : String(error))
    }
  }

  /** Milliseconds since 1970. */
  const start = () => load.get().facts.startedAt ?? 0

  /** The loaded range at a position; once everything has loaded, the last range before it. */
  function rangeAt(position: number) {
    const { ranges } = load.get()
    const loaded = ranges.find(({ from, to }) => from <= position && position <= to)
    const isFinal = isComplete(load.get()) || position >= endPosition()
    return loaded ?? (isFinal ? (ranges.findLast(({ from }) => from <= position) ?? ranges[0] ?? null) : null)
  }

  /** Known once the last segment has loaded, even if earlier ones are missing. */
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

  /** The window to show at a position, if it had a page by then. */
  function windowAtPosition(position: number): { windowId: string; player: WindowPlayer } | null {
    const players = windowPlayersAt(position)
    const windowId = state.pinned ?? windowAt(load.get().switches, position) ?? players?.windows()[0] ?? null
    const firstPageAt = windowId === null || players === null ? null : players.firstPageAt(windowId)
    if (windowId === null || firstPageAt === null) return null
    // Do not build hidden windows: rrweb would treat them as visible. A window in use shows its first page slightly early.
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

  /** Follows the replayer's time while it runs, because rebuilding a page can delay it. */
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

  /** Hides the skip notice, and detects when rrweb stopped at an event that it can't play. */
  function checkProgress(now: number) {
    if (state.skipped !== null && now - skippedAt > skipNoticeDuration) setState({ skipped: null })
    const played = activePlayer()?.now() ?? null
    if (played === null || played !== lastPlayed) lastMovedAt = now
    lastPlayed = played
    if (now - lastMovedAt > maxStall) throw new Error('An event here can’t be played. Skip ahead a little.')
  }

  function tick(now: number) {
    runSafely(() => {
      const position = Math.min(nextPosition(now - lastFrameAt), endPosition())
      lastFrameAt = now
      if (position >= endPosition() && !activePlayer()?.isBefore(start() + position)) return finish(position)
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

  /** Setting up rrweb and building the first page are separate tasks, so that the page can respond in between. */
  function scheduleSetup() {
    setupTimer ??= setTimeout(() => {
      if (!isDestroyed) runSafely(() => windowAtPosition(state.position))
      setupTimer = setTimeout(() => {
        setupTimer = null
        resume()
      })
    })
  }

  function onLoadChange() {
    if (isDestroyed) return
    runSafely(() => {
      windowPlayers?.update(load.get().ranges)
      if (windowPlayers !== null && setupTimer === null) resume()
      else if (isLoaded(state.position)) scheduleSetup()
    })
  }

  /** Hidden tabs get no frames, but rrweb's own clock continues, so both stop until the tab is visible. */
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
