import type { ReplayState } from '../replayLoad.ts'

/** Whether everything that the server or the file has of a recording is there. */
export function isFullyLoaded({ end, segments }: Pick<ReplayState, 'end' | 'segments'>): boolean {
  if (end?.kind === 'failed' || end?.kind === 'unavailable') return false
  return end !== null && segments !== null && segments.loaded === segments.known
}
