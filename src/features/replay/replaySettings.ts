import { useSyncExternalStore } from 'react'
import * as v from 'valibot'
import { stored, type Stored } from '#lib/stored.ts'
import { readAs } from '#lib/readAs.ts'

export const replaySpeeds = [0.5, 1, 2, 4, 8] as const

const ReplaySettings = v.object({
  speed: v.fallback(v.picklist(replaySpeeds), 1),
  skipInactivity: v.fallback(v.boolean(), false),
  mouseTail: v.fallback(v.boolean(), true),
  marksViewed: v.fallback(v.boolean(), true),
  /** Whether “Watch” starts playback. */
  playsOnWatch: v.fallback(v.boolean(), true),
  /** Whether watched recordings are cached in this browser. */
  isKept: v.fallback(v.boolean(), true),
})
export type ReplaySettings = v.InferOutput<typeof ReplaySettings>

const defaults = v.parse(ReplaySettings, {})

/** Playback settings of this device, in localStorage. Invalid values fall back to defaults. */
export const replaySettings: Stored<ReplaySettings> = stored({
  name: 'replay-desk-replay',
  area: () => localStorage,
  empty: defaults,
  repair: (value) => ({ value: readAs(ReplaySettings, value) ?? defaults, problem: null }),
})

export function useReplaySettings(): ReplaySettings {
  return useSyncExternalStore(replaySettings.subscribe, replaySettings.get)
}

export function setReplaySettings(change: Partial<ReplaySettings>) {
  replaySettings.set((current) => ({ ...current, ...change }))
}
