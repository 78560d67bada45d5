import { useEffect, useEffectEvent } from 'react'
import type { Player } from '../frame/player.ts'

/** As long as this has to play before it counts as watched, in milliseconds. */
const watchedAfter = 5000

/** Going from place to place is no rest: browsers allow few changes of the address in a row. In milliseconds. */
const restsAfter = 300

/** A pause between two frames that is longer than this was no playing. */
const longestFrame = 1000

type Hearing = {
  /** Where it stands when it comes to rest, in milliseconds from the start. */
  onRest: (position: number) => void
  onWatched: (() => void) | undefined
}

/** Tells where a player comes to rest, and once that it has played for five seconds. */
export function useWatched(player: Player | null, hearing: Hearing) {
  const rest = useEffectEvent(hearing.onRest)
  const watched = useEffectEvent(() => hearing.onWatched?.())

  // Talks to the player, which is no part of React.
  useEffect(() => {
    if (!player) return
    let played = 0
    let resting: ReturnType<typeof setTimeout> | undefined
    let seenAt = performance.now()
    let before = player.get()
    const unsubscribe = player.subscribe(() => {
      const now = performance.now()
      const state = player.get()
      if (state.status === 'playing' && before.status === 'playing' && now - seenAt < longestFrame && played < watchedAfter) {
        played += now - seenAt
        if (played >= watchedAfter) watched()
      }
      const isResting = state.status === 'paused' || state.status === 'ended'
      if (isResting && (before.status !== state.status || before.position !== state.position)) {
        clearTimeout(resting)
        resting = setTimeout(() => rest(state.position), restsAfter)
      } else if (!isResting) {
        clearTimeout(resting)
      }
      seenAt = now
      before = state
    })
    return () => {
      clearTimeout(resting)
      unsubscribe()
    }
  }, [player])
}
