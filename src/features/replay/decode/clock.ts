/** When a recording happens. Times are milliseconds since 1970. */
export type Clock = {
  /** When it started; null until enough is known. */
  startedAt: () => number | null
  /** Whether something may have happened then. */
  isPlausible: (time: number) => boolean
  /** Tries to make sense of the times of its first events; `isAll` where no others come. True once it is known. */
  setStart: (times: readonly number[], isComplete: boolean) => boolean
}

/** PostHog ends a session after a day. An hour more is for clocks that are a little off. */
const maxSession = 25 * 3_600_000

/** Events wait for this many others before their own times are believed. */
const minEvents = 20

/** A start that the server names is that of the first event; where it is further off than this, one of them is nonsense. */
const maxHintDifference = 3_600_000

function median(times: readonly number[]): number | null {
  return times.toSorted((one, other) => one - other)[times.length >> 1] ?? null
}

/** What an event says of when it happened: a number, or a text that means one; null where that is no time at all. */
export function readTime(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string' || value.trim() === '') return null
  const time = /^\d+(?:\.\d+)?$/.test(value.trim()) ? Number(value) : Date.parse(value)
  return Number.isFinite(time) ? time : null
}

/**
 * Finds out when a recording happened from what the server says of its blocks (`hints`, maybe none) and from the events
 * themselves: some browsers' clocks jump, and anybody may send a wrong time. What is far from the middle of all is not believed.
 */
export function createClock(hints: readonly number[]): Clock {
  const middleHint = median(hints)
  const plausibleHints = hints.filter((time) => Math.abs(time - (middleHint ?? 0)) <= maxSession)
  const areHintsPlausible = plausibleHints.length > 0 && plausibleHints.length === hints.length
  let center: number | null = null
  let start: number | null = null

  function isPlausible(time: number): boolean {
    return center === null || Math.abs(time - center) <= maxSession
  }

  return {
    startedAt: () => start,
    isPlausible,
    setStart(times, isComplete) {
      if (start !== null) return true
      if (times.length === 0 || (times.length < minEvents && !isComplete && !areHintsPlausible)) return false
      center = median(areHintsPlausible ? [...plausibleHints, ...times] : times)
      const plausible = times.filter(isPlausible)
      const earliest = (plausible.length > 0 ? plausible : times).reduce((least, time) => Math.min(least, time), Infinity)
      const earliestHint = areHintsPlausible ? Math.min(...plausibleHints) : Infinity
      start = isPlausible(earliestHint) && earliestHint <= earliest + maxHintDifference ? earliestHint : earliest
      return true
    },
  }
}
