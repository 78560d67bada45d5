import { useEffect } from 'react'
import type { InspectorItem } from '../describe/item.ts'
import type { Player } from '../frame/player.ts'
import type { ReplayLoad } from '../replayLoad.ts'

/** In milliseconds. */
const lead = 3000

/** Longer after the start nobody is moved, since they are watching by then. In milliseconds of the recording. */
const latest = 10_000

/** Goes to shortly before the first event that `isMatch` says, once, unless somebody has gone elsewhere. */
export function useJump(load: ReplayLoad, player: Player | null, isMatch: ((item: InspectorItem) => boolean) | undefined) {
  useEffect(() => {
    if (!player || !isMatch) return
    let checked = 0
    const check = () => {
      const { items } = load.get()
      const found = items.slice(checked).find(isMatch)
      checked = items.length
      if (!found) return
      stop()
      const to = Math.max(0, found.at - lead)
      if (player.get().position < Math.min(latest, to)) player.seek(to)
    }
    const stop = load.subscribe(check)
    check()
    return stop
  }, [load, player, isMatch])
}
