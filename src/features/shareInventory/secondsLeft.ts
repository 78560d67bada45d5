const spanSeconds = { minute: 60, hour: 3600, day: 86_400 }

/** A limit of the server as far as it concerns the time that work in the background takes. */
type Window = { per: keyof typeof spanSeconds; used: number; most: number; reserve: number }

/**
 * How long the rest takes: at the pace of the last while, but never faster than the limits allow once what is free now is used
 * up. `pace` is requests a second.
 */
export function secondsLeft(left: number, pace: number, windows: readonly Window[]): number {
  const byLimits = windows.map(({ per, used, most, reserve }) => {
    const free = Math.max(0, most - reserve - used)
    return ((left - free) / (most - reserve)) * spanSeconds[per]
  })
  return Math.max(left / pace, ...byLimits)
}
