import type { ReplayState } from '../replayLoad.ts'

export function isFullyLoaded({ end, segments }: Pick<ReplayState, 'end' | 'segments'>): boolean {
  if (end?.kind === 'failed' || end?.kind === 'unavailable') return false
  return end !== null && segments !== null && segments.loaded === segments.known
}
