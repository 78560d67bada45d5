import { useSyncExternalStore } from 'react'
import * as v from 'valibot'
import { stored, type Stored } from '#lib/stored.ts'
import { readAs } from '#lib/readAs.ts'

/** How fast recordings play. */
export const replaySpeeds = [0.5, 1, 2, 4, 8] as const

const ReplaySettings = v.object({
  speed: v.fallback(v.picklist(replaySpeeds), 1),
  skipInactivity: v.fallback(v.boolean(), false),
  mouseTail: v.fallback(v.boolean(), true),
  /** Whether watching marks a recording as viewed. */
  marksViewed: v.fallback(v.boolean(), true),
  /** Whether recordings that were watched stay in this browser, so that watching them again asks nothing. */
  isKept: v.fallback(v.boolean(), true),
})
export type ReplaySettings = v.InferOutput<typeof ReplaySettings>

const defaults = v.parse(ReplaySettings, {})

/** How recordings play on this device, in local storage, shared by all tabs. What cannot be read is as usual. */
export const replaySettings: Stored<ReplaySettings> = stored({
  name: 'replay-desk-replay',
  area: () => localStorage,
  empty: defaults,
  repair: (value) => ({ value: readAs(ReplaySettings, value) ?? defaults, problem: null }),
})

/** How recordings play on this device. */
export function useReplaySettings(): ReplaySettings {
  return useSyncExternalStore(replaySettings.subscribe, replaySettings.get)
}

/** Changes how recordings play on this device. */
export function setReplaySettings(change: Partial<ReplaySettings>) {
  replaySettings.set((look) => ({ ...look, ...change }))
}
