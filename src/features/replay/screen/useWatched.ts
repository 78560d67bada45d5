import { useEffect, useEffectEvent } from 'react'
import type { Player } from '../frame/player.ts'

/** Milliseconds of playback that count as watched; a shorter recording counts at its end. */
const watchedAfter = 5000

/** Browsers limit how often the URL may change. In milliseconds. */
const settleDelay = 300

/** How often the position is reported during playback, in milliseconds. */
const reportInterval = 2000

/** A longer time between two frames was not playback. */
const maxFrameTime = 1000

type Callbacks = {
  /** Milliseconds from the start. */
  onPositionChange: (position: number) => void
  onWatched: (() => void) | undefined
}

/** Reports positions that settle, and the current one every two seconds of playback; and once that a recording was watched. */
export function useWatched(player: Player | null, callbacks: Callbacks) {
  const reportPosition = useEffectEvent(callbacks.onPositionChange)
  const reportWatched = useEffectEvent(() => callbacks.onWatched?.())

  useEffect(() => {
    if (!player) return
    let playedTime = 0
    let settleTimer: ReturnType<typeof setTimeout> | undefined
    let lastSeenAt = performance.now()
    let reportedAt = lastSeenAt
    let previous = player.get()
    const unsubscribe = player.subscribe(() => {
      const now = performance.now()
      const state = player.get()
      if (
        state.status === 'playing' &&
        previous.status === 'playing' &&
        now - lastSeenAt < maxFrameTime &&
        playedTime < watchedAfter
      ) {
        playedTime += now - lastSeenAt
        if (playedTime >= watchedAfter) reportWatched()
      }
      const isWholeShortRecording = state.status === 'ended' && previous.status === 'playing' && state.position < watchedAfter
      if (isWholeShortRecording && playedTime < watchedAfter) {
        playedTime = watchedAfter
        reportWatched()
      }
      const isSettled = state.status === 'paused' || state.status === 'ended'
      if (isSettled && (previous.status !== state.status || previous.position !== state.position)) {
        clearTimeout(settleTimer)
        settleTimer = setTimeout(() => reportPosition(state.position), settleDelay)
      } else if (!isSettled) {
        clearTimeout(settleTimer)
        if (state.status === 'playing' && now - reportedAt > reportInterval) {
          reportedAt = now
          reportPosition(state.position)
        }
      }
      lastSeenAt = now
      previous = state
    })
    return () => {
      clearTimeout(settleTimer)
      unsubscribe()
    }
  }, [player])
}
