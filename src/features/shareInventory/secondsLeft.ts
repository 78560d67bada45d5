const spanSeconds = { minute: 60, hour: 3600, day: 86_400 }

type Window = { per: keyof typeof spanSeconds; used: number; most: number; reserve: number }

/** Seconds at the current pace (requests per second), but not less than the rate limits allow. */
export function secondsLeft(left: number, pace: number, windows: readonly Window[]): number {
  const byLimits = windows.map(({ per, used, most, reserve }) => {
    const free = Math.max(0, most - reserve - used)
    return ((left - free) / (most - reserve)) * spanSeconds[per]
  })
  return Math.max(left / pace, ...byLimits)
}
