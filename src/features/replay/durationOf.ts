import type { ReplayState } from './replayLoad.ts'

/** Duration in milliseconds as far as known. */
export function durationOf({ duration, ranges }: Pick<ReplayState, 'duration' | 'ranges'>): number {
  return duration ?? ranges.reduce((end, { to }) => Math.max(end, to), 0)
}
