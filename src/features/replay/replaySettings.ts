import { useSyncExternalStore } from 'react'
import * as v from 'valibot'
import { stored, type Stored } from '#lib/stored.ts'
import { readAs } from '#lib/readAs.ts'

/** How fast recordings play. */
export const replaySpeeds = [0.5, 1, 2, 4, 8] as const

const ReplayLook = v.object({
  speed: v.fallback(v.picklist(replaySpeeds), 1),
  skipInactivity: v.fallback(v.boolean(), false),
  mouseTrail: v.fallback(v.boolean(), true),
  /** Whether watching marks a recording as viewed. */
  marksViewed: v.fallback(v.boolean(), true),
  /** Whether recordings that were watched stay in this browser, so that watching them again asks nothing. */
  isKept: v.fallback(v.boolean(), true),
})
export type ReplayLook = v.InferOutput<typeof ReplayLook>

const usual = v.parse(ReplayLook, {})

/** How recordings play on this device, in local storage, shared by all tabs. What cannot be read is as usual. */
export const replayLook: Stored<ReplayLook> = stored({
  name: 'replay-desk-replay',
  area: () => localStorage,
  empty: usual,
  repair: (kept) => ({ value: readAs(ReplayLook, kept) ?? usual, problem: null }),
})

/** How recordings play on this device. */
export function useReplayLook(): ReplayLook {
  return useSyncExternalStore(replayLook.subscribe, replayLook.get)
}

/** Changes how recordings play on this device. */
export function setReplayLook(change: Partial<ReplayLook>) {
  replayLook.set((look) => ({ ...look, ...change }))
}
