/** Times are milliseconds since 1970. */
export type Clock = {
  /** Null until known. */
  startedAt: () => number | null
  isPlausible: (time: number) => boolean
  /**
   * Tries to determine the start from the first events; `isComplete` if there are no more. Returns whether the start is known.
   */
  setStart: (times: readonly number[], isComplete: boolean) => boolean
}

/** PostHog ends sessions after 24 hours; one more hour allows for inaccurate clocks. */
const maxSession = 25 * 3_600_000

/** Event times are trusted once this many events have arrived. */
const minEvents = 20

/** If the server's start differs more than this from the first event, one of them is wrong. */
const maxHintDifference = 3_600_000

function median(times: readonly number[]): number | null {
  return times.toSorted((one, other) => one - other)[times.length >> 1] ?? null
}

/** Reads an event's timestamp; null if it is not a time. */
export function readTime(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string' || value.trim() === '') return null
  const time = /^\d+(?:\.\d+)?$/.test(value.trim()) ? Number(value) : Date.parse(value)
  return Number.isFinite(time) ? time : null
}

/**
 * Determines when a recording happened, from block times (`hints`) and event times. Clocks jump and clients can send any time, so
 * times far from the median are ignored.
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
