import { useSyncExternalStore } from 'react'
import * as z from '#lib/zod.ts'
import { stored, type Stored } from '#lib/stored.ts'

/** How fast recordings play. */
export const replaySpeeds = [0.5, 1, 2, 4, 8] as const

const ReplayLook = z.object({
  speed: z.catch(z.literal(replaySpeeds), 1),
  skipInactivity: z.catch(z.boolean(), false),
  mouseTrail: z.catch(z.boolean(), true),
  /** Whether watching marks a recording as viewed. */
  marksViewed: z.catch(z.boolean(), true),
  /** Whether recordings that were watched stay in this browser, so that watching them again asks nothing. */
  isKept: z.catch(z.boolean(), true),
})
export type ReplayLook = z.infer<typeof ReplayLook>

const usual = ReplayLook.parse({})

/** How recordings play on this device, in local storage, shared by all tabs. What cannot be read is as usual. */
export const replayLook: Stored<ReplayLook> = stored({
  name: 'replay-desk-replay',
  area: () => localStorage,
  empty: usual,
  repair: (kept) => ({ value: ReplayLook.safeParse(kept).data ?? usual, problem: null }),
})

/** How recordings play on this device. */
export function useReplayLook(): ReplayLook {
  return useSyncExternalStore(replayLook.subscribe, replayLook.get)
}

/** Changes how recordings play on this device. */
export function setReplayLook(change: Partial<ReplayLook>) {
  replayLook.set((look) => ({ ...look, ...change }))
}
