import { useSyncExternalStore } from 'react'
import * as v from 'valibot'
import { stored } from '#lib/stored.ts'

/** Of each kind, so many count at most: an error in a loop must not hide everything else. */
export const maxCounted = 5

function weight(points: number) {
  return v.fallback(v.pipe(v.number(), v.minValue(0), v.maxValue(100)), points)
}

/** Points for each of what happened in a recording. `leftPages` are parts of URLs; leaving there counts. */
const SignalWeights = v.object({
  rageClicks: weight(5),
  exceptions: weight(3),
  errorsAfterClick: weight(2),
  deadClicks: weight(2),
  quickBacks: weight(1),
  failedRequests: weight(1),
  leftOn: weight(3),
  leftPages: v.fallback(v.array(v.string()), ['/checkout', '/cart', '/payment']),
})
export type SignalWeights = v.InferOutput<typeof SignalWeights>

export const defaultWeights: SignalWeights = v.parse(SignalWeights, {})

/** In local storage, for all connections. A damaged weight is its default. */
export const signalWeights = stored({
  name: 'replay-desk-signal-weights',
  area: () => localStorage,
  empty: defaultWeights,
  repair: (current) => {
    const read = v.safeParse(SignalWeights, current)
    return { value: read.success ? read.output : defaultWeights, problem: null }
  },
})

export function useSignalWeights(): SignalWeights {
  return useSyncExternalStore(signalWeights.subscribe, signalWeights.get)
}
