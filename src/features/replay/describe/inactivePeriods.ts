/** Milliseconds from the start of the recording. */
export type Period = { from: number; to: number }

/** PostHog counts shorter pauses as activity, in milliseconds. */
const defaultPause = 5000

/** Periods of more than `minPause` without activity, within the loaded ranges only. `activity` is sorted. */
export function inactivePeriods(activity: readonly number[], loaded: readonly Period[], minPause = defaultPause): Period[] {
  return loaded.flatMap(({ from, to }) => {
    const inside = activity.filter((time) => time >= from && time <= to)
    const times = [from, ...inside, to]
    return times.slice(1).flatMap((time, index) => {
      const previous = times[index] ?? time
      return time - previous > minPause ? [{ from: previous, to: time }] : []
    })
  })
}

/** Activity in each of `count` slices of a recording, from 0 to 1 relative to the busiest slice. `duration` in milliseconds. */
export function activityBars(activity: readonly number[], duration: number, count: number): number[] {
  const bars = Array.from({ length: count }, () => 0)
  if (duration <= 0) return bars
  for (const time of activity) {
    const index = Math.min(count - 1, Math.floor((time / duration) * count))
    bars[index] = (bars[index] ?? 0) + 1
  }
  const highest = bars.reduce((max, bar) => Math.max(max, bar), 1)
  return bars.map((bar) => bar / highest)
}
