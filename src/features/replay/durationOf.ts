import type { ReplayState } from './replayLoad.ts'

/** How long the recording is, as far as anybody knows, in milliseconds. */
export function durationOf({ duration, ranges }: Pick<ReplayState, 'duration' | 'ranges'>): number {
  return duration ?? ranges.reduce((longest, { to }) => Math.max(longest, to), 0)
}
