import type { ApiConnection } from '#storage/connections.ts'
import { cacheBlocks, readCachedBlocks, replayCacheKey } from '#storage/replayCache.ts'
import { type ReplayCacheKey } from '#storage/databaseSchema.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import type { SnapshotBlock, Segment } from '#api/snapshots/snapshots.ts'
import type { CacheTarget } from './protocol.ts'
import { replaySettings } from './replaySettings.ts'

/** What a list or page already knows about a recording. */
export type KnownRecording = Pick<Recording, 'ongoing' | 'startTime' | 'endTime' | 'expiryTime'>

/**
 * Milliseconds after the last block. PostHog treats a recording as ongoing for five minutes after its last event; if nothing is known
 * about the recording, allow for the longest idle time.
 */
const growthPeriod = { withRecording: 5 * 60_000, withoutRecording: 35 * 60_000 }

/** The server reports the end of a recording in two ways, which differ by at most this many milliseconds. */
const endTolerance = 2000

function isRealtime({ source }: SnapshotBlock): boolean {
  return source === 'realtime'
}

/** Realtime blocks start where all others end and have no end of their own. */
function lastTime(blocks: readonly SnapshotBlock[]): number | null {
  const times = blocks.flatMap((block) => (isRealtime(block) ? block.start : block.end) ?? [])
  return times.length === 0 ? null : Math.max(...times)
}

/**
 * Whether a recording with these blocks may still grow. Older servers list a `realtime` source for a day, long after the session
 * ended.
 */
export function mayGrow(blocks: readonly SnapshotBlock[], recording: KnownRecording | null, now: number): boolean {
  if (recording?.ongoing === true) return true
  if (blocks.some(({ source, key }) => source === 'blob_v2_lts' || key?.includes('/'))) return false
  const last = lastTime(blocks)
  return last === null || now - last < (recording ? growthPeriod.withRecording : growthPeriod.withoutRecording)
}

/** Caches a recording in this browser if Settings allow it. */
export function createCacheWriter(connection: ApiConnection, id: string, recording: KnownRecording | null) {
  const cacheKey: ReplayCacheKey | null = replaySettings.get().isKept ? replayCacheKey(connection, id) : null
  return {
    /** Returns the blocks of a completely cached recording, unless the server reports a later end. */
    async readCached(): Promise<SnapshotBlock[] | null> {
      const blocks = cacheKey && (await readCachedBlocks(cacheKey))
      const end = blocks && lastTime(blocks)
      const isOutdated = recording?.ongoing === true || (recording?.endTime?.getTime() ?? 0) > (end ?? Infinity) + endTolerance
      return isOutdated ? null : blocks
    },
    /** Realtime data moves to other blocks within a day, so such a list is not cached. */
    storeBlocks(blocks: SnapshotBlock[]) {
      if (cacheKey && !blocks.some(isRealtime)) void cacheBlocks(cacheKey, blocks, recording?.expiryTime?.getTime() ?? null)
    },
    /** Returns null for a segment that may still grow. */
    cacheTargetOf(segment: Segment, isLast: boolean, isGrowing: boolean): CacheTarget | null {
      if (!cacheKey || segment.request.kind === 'realtime' || (isLast && isGrowing)) return null
      return { cacheKey, segmentName: segment.name }
    },
  }
}
