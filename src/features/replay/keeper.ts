import type { Address } from '#api/http.ts'
import { keepBlocks, recallBlocks, type ReplayPlace, replayPlace } from '#api/keptReplays.ts'
import type { Recording } from '#api/recordings.ts'
import { settings } from '#api/settings.ts'
import type { SnapshotBlock, Stretch } from '#api/snapshots.ts'
import type { Keeping } from './protocol.ts'

/** What a list or a screen knows of a recording already. */
export type KnownRecording = Pick<Recording, 'ongoing' | 'startTime' | 'endTime' | 'expiryTime'>

/** PostHog takes a recording for ongoing where something arrived within this; without its word, for as long as idling may last. */
const recent = { told: 5 * 60_000, untold: 35 * 60_000 }

/** The server's two ways of saying when a recording ended differ by this much at most, in milliseconds. */
const sameEnd = 2000

function lastEnd(blocks: readonly SnapshotBlock[]): number | null {
  return blocks.reduce<number | null>((last, { end }) => (end === null ? last : Math.max(last ?? end, end)), null)
}

/** Whether more may come of a recording that has these blocks. */
export function mayGrow(blocks: readonly SnapshotBlock[], recording: KnownRecording | null, now: number): boolean {
  if (recording?.ongoing === true || blocks.some(({ source }) => source === 'realtime')) return true
  if (blocks.some(({ source, key }) => source === 'blob_v2_lts' || key?.includes('/'))) return false
  const end = lastEnd(blocks)
  return end === null || now - end < (recording ? recent.told : recent.untold)
}

/** What of a recording is kept in this browser, if the person wants that. `mayGrow` says whether more of it may come. */
export function createKeeper(at: Address, id: string, recording: KnownRecording | null) {
  const place: ReplayPlace | null = settings.get().keepReplays ? replayPlace(at, id) : null
  return {
    /** The blocks of a recording that was watched to its end before, unless the server knows of a later end by now. */
    async recall(): Promise<SnapshotBlock[] | null> {
      const blocks = place && (await recallBlocks(place))
      const end = blocks && lastEnd(blocks)
      const isOutdated = recording?.ongoing === true || (recording?.endTime?.getTime() ?? 0) > (end ?? Infinity) + sameEnd
      return isOutdated ? null : blocks
    },
    keep(blocks: SnapshotBlock[]) {
      if (place) void keepBlocks(place, blocks, recording?.expiryTime?.getTime() ?? null)
    },
    /** Where a stretch is kept; null for one that may still grow. */
    keepingOf(stretch: Stretch, isLast: boolean, isGrowing: boolean): Keeping | null {
      if (!place || stretch.ask.kind === 'realtime' || (isLast && isGrowing)) return null
      return { place, name: stretch.name }
    },
  }
}
