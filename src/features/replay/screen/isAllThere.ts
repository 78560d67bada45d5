import type { ReplayState } from '../replayLoad.ts'

/** Whether everything that the server or the file has of a recording is there. */
export function isAllThere({ end, stretches }: Pick<ReplayState, 'end' | 'stretches'>): boolean {
  if (end?.kind === 'failed' || end?.kind === 'unavailable') return false
  return end !== null && stretches !== null && stretches.loaded === stretches.known
}
