import type { ReplayState } from './replayLoad.ts'

/** How long the recording is, as far as anybody knows, in milliseconds. */
export function durationOf({ duration, runs }: Pick<ReplayState, 'duration' | 'runs'>): number {
  return duration ?? runs.reduce((longest, { to }) => Math.max(longest, to), 0)
}
