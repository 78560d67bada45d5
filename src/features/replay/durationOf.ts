import { clockDuration } from '#lib/duration.ts'
import type { ReplayState } from './replayLoad.ts'

/** Duration in milliseconds as far as known. */
export function durationOf({ duration, ranges }: Pick<ReplayState, 'duration' | 'ranges'>): number {
  return duration ?? ranges.reduce((end, { to }) => Math.max(end, to), 0)
}

/** Servers count the seconds that began; snapshots have milliseconds. A smaller difference is none. In milliseconds. */
const countingDifference = 1000

/** Whether the length that the list shows, in seconds, is that of the snapshots; true where the server doesn't say. */
export function isListedLength(state: Pick<ReplayState, 'duration' | 'ranges'>, listedSeconds: number | null): boolean {
  return listedSeconds === null || Math.abs(listedSeconds * 1000 - durationOf(state)) <= countingDifference
}

/** The length in seconds, the same as in the list unless they really differ. */
export function shownLength(state: Pick<ReplayState, 'duration' | 'ranges'>, listedSeconds: number | null): number {
  const isListed = listedSeconds !== null && isListedLength(state, listedSeconds)
  return isListed ? listedSeconds : durationOf(state) / 1000
}

/** The same as a clock shows it. */
export function lengthText(state: Pick<ReplayState, 'duration' | 'ranges'>, listedSeconds: number | null): string {
  return clockDuration(shownLength(state, listedSeconds))
}
