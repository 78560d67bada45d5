import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import type { Player, PlayerState } from '../frame/player.ts'
import type { ReplayLoad, ReplayState } from '../replayLoad.ts'

/** Begins to load a recording. `hosts` are those whose files may be shown, `startAt` is in milliseconds from the start. */
export type OpenReplay = (hosts: readonly string[], startAt: number) => ReplayLoad

type LoadParameters = { hosts: readonly string[]; startAt: number; loadCount: number }

/** A load as long as somebody looks at it; null until it has begun. It begins anew where `open`, `hosts` or `round` change. */
export function useReplayLoad(open: OpenReplay, { hosts, startAt, loadCount }: LoadParameters): ReplayLoad | null {
  const [load, setLoad] = useState<ReplayLoad | null>(null)
  const openReplay = useEffectEvent(() => open(hosts, startAt)) // where to start is only asked when it begins
  // Talks to the server and to a worker, which both stop when nobody watches any more.
  useEffect(() => {
    const opened = openReplay()
    // oxlint-disable-next-line react/set-state-in-effect -- a load begins with the effect, so that it ends with it
    setLoad(opened)
    return () => opened.close()
  }, [open, hosts, loadCount])
  return load
}

/** What is there of a recording, told at most ten times a second. */
export function useReplayState(load: ReplayLoad): ReplayState {
  return useSyncExternalStore(load.subscribe, load.get)
}

/** One value of the player's state, which changes up to sixty times a second: whoever reads it draws little. */
export function usePlayerValue<K extends keyof PlayerState>(player: Player, name: K): PlayerState[K] {
  return useSyncExternalStore(player.subscribe, () => player.get()[name])
}
