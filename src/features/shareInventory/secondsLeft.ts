const spanSeconds = { minute: 60, hour: 3600, day: 86_400 }

type LimitUsage = { window: keyof typeof spanSeconds; used: number; max: number; reserve: number }

/** Seconds at the current pace (requests window second), but not less than the rate limits allow. */
export function secondsLeft(left: number, pace: number, limits: readonly LimitUsage[]): number {
  const byLimit = limits.map(({ window, used, max, reserve }) => {
    const free = Math.max(0, max - reserve - used)
    return ((left - free) / (max - reserve)) * spanSeconds[window]
  })
  return Math.max(left / pace, ...byLimit)
}
