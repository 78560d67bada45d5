import { countOf, freeAt, emptyCounter, sumOf, type Counter } from '#lib/slidingCount.ts'
import { latestReport, type TabUsage, type ReportedLimits } from './usage.ts'
import { type Limit, maxPauseMs, type LimitWindow, type RateClass, windowSpans } from './rateClass.ts'

/** What the host said about a key's limits, in any tab; null if nothing. */
export function reportedLimits(usages: readonly TabUsage[], name: string): ReportedLimits | null {
  return latestReport(usages.map(({ keys }) => keys[name]?.told))
}

/** When the pause of a class ends, as far as any tab knows; null if it is not paused. */
export function pausedUntil(usages: readonly TabUsage[], name: string, rateClass: RateClass, now: number): number | null {
  const until = Math.max(...usages.map((usage) => usage.keys[name]?.stops[rateClass] ?? 0))
  return until > now && until - now <= maxPauseMs(rateClass) ? until : null
}

function counterOf(usages: readonly TabUsage[], name: string, rateClass: RateClass, window: LimitWindow, now: number): Counter {
  const counters = usages.map((usage) => usage.keys[name]?.uses[rateClass]?.[window] ?? emptyCounter)
  return sumOf(counters, windowSpans[window], now)
}

/** Requests of all tabs in the window that ends now. */
export function usedCount(
  usages: readonly TabUsage[],
  name: string,
  rateClass: RateClass,
  window: LimitWindow,
  now: number,
): number {
  return countOf(counterOf(usages, name, rateClass, window, now), windowSpans[window], now)
}

/**
 * When one more request stays within `max` of each limit, and the limit that is reached; null if it does now. Other tabs may
 * delay it further.
 */
export function nextRoom(
  usages: readonly TabUsage[],
  name: string,
  rateClass: RateClass,
  limits: readonly { limit: Limit; most: number }[],
  now: number,
): { until: number; limit: Limit } | null {
  const waits = limits.map(({ limit, most }) => {
    const counter = counterOf(usages, name, rateClass, limit.window, now)
    return { limit, until: freeAt(counter, windowSpans[limit.window], now, most - 1) }
  })
  const longest = waits.toSorted((one, other) => other.until - one.until)[0]
  return longest && longest.until > now ? longest : null
}
