import { useEffect, useEffectEvent } from 'react'
import type { Player } from '../frame/player.ts'

/** As long as this has to play before it counts as watched, in milliseconds. */
const watchedAfter = 5000

/** Going from place to place is no rest: browsers allow few changes of the address in a row. In milliseconds. */
const settleDelay = 300

/** A pause between two frames that is longer than this was no playing. */
const maxFrameTime = 1000

type Callbacks = {
  /** Where it stands when it comes to rest, in milliseconds from the start. */
  onPositionChange: (position: number) => void
  onWatched: (() => void) | undefined
}

/** Tells where a player comes to rest, and once that it has played for five seconds. */
export function useWatched(player: Player | null, callbacks: Callbacks) {
  const reportPosition = useEffectEvent(callbacks.onPositionChange)
  const reportWatched = useEffectEvent(() => callbacks.onWatched?.())

  // Talks to the player, which is no part of React.
  useEffect(() => {
    if (!player) return
    let playedTime = 0
    let settleTimer: ReturnType<typeof setTimeout> | undefined
    let lastSeenAt = performance.now()
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
      const isSettled = state.status === 'paused' || state.status === 'ended'
      if (isSettled && (previous.status !== state.status || previous.position !== state.position)) {
        clearTimeout(settleTimer)
        settleTimer = setTimeout(() => reportPosition(state.position), settleDelay)
      } else if (!isSettled) {
        clearTimeout(settleTimer)
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
