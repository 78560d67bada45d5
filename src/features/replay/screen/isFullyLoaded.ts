import { isCutShort } from '../replayEnd.ts'
import type { ReplayState } from '../replayLoad.ts'

export function isFullyLoaded({ end, segments }: Pick<ReplayState, 'end' | 'segments'>): boolean {
  return end !== null && !isCutShort(end) && segments !== null && segments.loaded === segments.known
}
