import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import type { Player, PlayerState } from '../frame/player.ts'
import type { ReplayLoad, ReplayState } from '../replayLoad.ts'

/** `hosts` may load files; `startAt` is in milliseconds. */
export type OpenReplay = (hosts: readonly string[], startAt: number) => ReplayLoad

type LoadParameters = { hosts: readonly string[]; startAt: number; loadCount: number }

/** Loads a recording while the component is mounted. Loads again if `open`, `hosts` or `loadCount` change. */
export function useReplayLoad(open: OpenReplay, { hosts, startAt, loadCount }: LoadParameters): ReplayLoad | null {
  const [load, setLoad] = useState<ReplayLoad | null>(null)
  const openReplay = useEffectEvent(() => open(hosts, startAt))
  // Requests and the worker stop when nobody watches.
  useEffect(() => {
    const opened = openReplay()
    // oxlint-disable-next-line react/set-state-in-effect -- a load begins with the effect, so that it ends with it
    setLoad(opened)
    return () => opened.close()
  }, [open, hosts, loadCount])
  return load
}

/** Updates at most ten times per second. */
export function useReplayState(load: ReplayLoad): ReplayState {
  return useSyncExternalStore(load.subscribe, load.get)
}

/** The state changes up to sixty times per second, so subscribe to single values. */
export function usePlayerValue<K extends keyof PlayerState>(player: Player, name: K): PlayerState[K] {
  return useSyncExternalStore(player.subscribe, () => player.get()[name])
}
