import type { ApiConnection } from '#api/http/request.ts'
import { cacheBlocks, readCachedBlocks, type ReplayCacheKey, replayCacheKey } from '#storage/replayCache.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import type { SnapshotBlock, Segment } from '#api/snapshots/snapshots.ts'
import type { CacheTarget } from './protocol.ts'
import { replaySettings } from './replaySettings.ts'

/** What a list or a screen knows of a recording already. */
export type KnownRecording = Pick<Recording, 'ongoing' | 'startTime' | 'endTime' | 'expiryTime'>

/** PostHog takes a recording for ongoing where something arrived within this; without its word, for as long as idling may last. */
const growthPeriod = { withRecording: 5 * 60_000, withoutRecording: 35 * 60_000 }

/** The server's two ways of saying when a recording ended differ by this much at most, in milliseconds. */
const endTolerance = 2000

function isRealtime({ source }: SnapshotBlock): boolean {
  return source === 'realtime'
}

/** Up to when there is anything: what is live begins where all else ends, and does not say when it ended itself. */
function lastTime(blocks: readonly SnapshotBlock[]): number | null {
  const times = blocks.flatMap((block) => (isRealtime(block) ? block.start : block.end) ?? [])
  return times.length === 0 ? null : Math.max(...times)
}

/**
 * Whether more may come of a recording that has these blocks. Older servers list a `realtime` source for a day, long after the
 * session ended.
 */
export function mayGrow(blocks: readonly SnapshotBlock[], recording: KnownRecording | null, now: number): boolean {
  if (recording?.ongoing === true) return true
  if (blocks.some(({ source, key }) => source === 'blob_v2_lts' || key?.includes('/'))) return false
  const last = lastTime(blocks)
  return last === null || now - last < (recording ? growthPeriod.withRecording : growthPeriod.withoutRecording)
}

/** What of a recording is kept in this browser, if the person wants that. `mayGrow` says whether more of it may come. */
export function createCacheWriter(connection: ApiConnection, id: string, recording: KnownRecording | null) {
  const cacheKey: ReplayCacheKey | null = replaySettings.get().isKept ? replayCacheKey(connection, id) : null
  return {
    /** The blocks of a recording that was watched to its end before, unless the server knows of a later end by now. */
    async readCached(): Promise<SnapshotBlock[] | null> {
      const blocks = cacheKey && (await readCachedBlocks(cacheKey))
      const end = blocks && lastTime(blocks)
      const isOutdated = recording?.ongoing === true || (recording?.endTime?.getTime() ?? 0) > (end ?? Infinity) + endTolerance
      return isOutdated ? null : blocks
    },
    /** What is live moves to other blocks within a day, so then the server has to be asked again. */
    storeBlocks(blocks: SnapshotBlock[]) {
      if (cacheKey && !blocks.some(isRealtime)) void cacheBlocks(cacheKey, blocks, recording?.expiryTime?.getTime() ?? null)
    },
    /** Where a stretch is kept; null for one that may still grow. */
    cacheTargetOf(segment: Segment, isLast: boolean, isGrowing: boolean): CacheTarget | null {
      if (!cacheKey || segment.ask.kind === 'realtime' || (isLast && isGrowing)) return null
      return { cacheKey, segmentName: segment.name }
    },
  }
}
