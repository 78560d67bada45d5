import type { ApiConnection } from './connections.ts'
import { withDatabase } from './database.ts'
import type { CachedBlock, CachedReplay, CachedSegment, Database, ReplayCacheKey } from './databaseSchema.ts'

/**
 * Watched recordings, stored so that watching them again sends no request: segments as the server sent them, compressed. They
 * pass the sanitizer each time, so a better one also improves them. No function rejects: without storage nothing is stored or
 * found.
 */

const maxBytes = 300_000_000
const maxQuotaShare = 0.2
const maxUnusedMs = 60 * 86_400_000

async function availableBytes(): Promise<number> {
  try {
    const { quota = maxBytes / maxQuotaShare } = await navigator.storage.estimate()
    return Math.min(maxBytes, quota * maxQuotaShare)
  } catch {
    return maxBytes
  }
}

/** Which recordings to drop so that the others fit: the longest unused first, `spared` last. */
export function surplus(cached: readonly CachedReplay[], maxSize: number, spared: ReplayCacheKey): CachedReplay[] {
  const isSpared = ({ place }: CachedReplay) => place.join('\n') === spared.join('\n')
  const order = cached.toSorted((one, other) => Number(isSpared(one)) - Number(isSpared(other)) || one.usedAt - other.usedAt)
  let size = cached.reduce((sum, one) => sum + one.size, 0)
  return order.filter((one) => {
    if (size <= maxSize) return false
    size -= one.size
    return true
  })
}

/**
 * False if the connection is gone or has another host, the server has deleted the recording, or nobody watched it for two months.
 */
export function isWorthKeeping(
  { place, usedAt, expiresAt }: CachedReplay,
  connections: readonly Pick<ApiConnection, 'id' | 'host'>[],
  now: number,
) {
  const [connectionId, host] = place
  const isConnected = connections.some((one) => one.id === connectionId && one.host === host)
  return isConnected && (expiresAt === null || expiresAt > now) && now - usedAt <= maxUnusedMs
}

function key([connectionId, host, projectId, recordingId]: ReplayCacheKey): [string, string, string, string] {
  return [connectionId, host, projectId, recordingId]
}

async function drop(database: Database, all: readonly CachedReplay[]): Promise<void> {
  const writing = database.transaction(['replays', 'segments'], 'readwrite')
  const deletions = all.flatMap(({ place }) => [
    writing.objectStore('replays').delete(key(place)),
    writing.objectStore('segments').delete(IDBKeyRange.bound([...key(place), ''], [...key(place), '\uffff'])),
  ])
  await Promise.all([...deletions, writing.done])
}

async function dropWhere(isGoing: (cached: CachedReplay) => boolean): Promise<void> {
  await withDatabase(undefined, async (database) => {
    const going = (await database.getAll('replays')).filter(isGoing)
    if (going.length > 0) await drop(database, going)
  })
}

async function change(
  cacheKey: ReplayCacheKey,
  action: (cached: CachedReplay) => CachedReplay,
  segment?: CachedSegment,
): Promise<void> {
  await withDatabase(undefined, async (database) => {
    const writing = database.transaction(['replays', 'segments'], 'readwrite')
    writing.done.catch(() => undefined) // reported below too, but too late if an operation fails first
    const recordings = writing.objectStore('replays')
    const segments = writing.objectStore('segments')
    const usedAt = Date.now()
    const known = (await recordings.get(key(cacheKey))) ?? { place: cacheKey, blocks: null, size: 0, usedAt, expiresAt: null }
    const before = segment && (await segments.get([...key(cacheKey), segment.name]))
    const size = known.size + (segment?.bytes.byteLength ?? 0) - (before?.bytes.byteLength ?? 0)
    await recordings.put({ ...action(known), size, usedAt }, key(cacheKey))
    if (segment) await segments.put(segment, [...key(cacheKey), segment.name])
    await writing.done
  })
}

export function replayCacheKey(connection: ApiConnection, recordingId: string): ReplayCacheKey {
  return [connection.id, connection.host, connection.projectId, recordingId]
}

/** The blocks of a complete recording; null if the server has to be asked. */
export function readCachedBlocks(cacheKey: ReplayCacheKey): Promise<CachedBlock[] | null> {
  return withDatabase(null, async (database) => (await database.get('replays', key(cacheKey)))?.blocks ?? null)
}

/** Call this once the recording will have no other blocks. */
export function cacheBlocks(cacheKey: ReplayCacheKey, blocks: CachedBlock[], expiresAt: number | null): Promise<void> {
  return change(cacheKey, (cached) => ({ ...cached, blocks, expiresAt }))
}

/** The compressed segment; null if it is not stored. Marks the recording as used. */
export function readCachedSegment(cacheKey: ReplayCacheKey, name: string): Promise<ArrayBuffer | null> {
  return withDatabase(null, async (database) => {
    const segment = await database.get('segments', [...key(cacheKey), name])
    if (segment) await change(cacheKey, (cached) => cached)
    return segment?.bytes ?? null
  })
}

/** Stores a segment and drops the longest unused recordings if there are too many. */
export async function cacheSegment(cacheKey: ReplayCacheKey, name: string, bytes: ArrayBuffer): Promise<void> {
  const maxSize = await availableBytes()
  if (bytes.byteLength > maxSize / 2) return
  await change(cacheKey, (cached) => cached, { place: cacheKey, name, bytes })
  await withDatabase(undefined, async (database) => {
    const going = surplus(await database.getAll('replays'), maxSize, cacheKey)
    if (going.length > 0) await drop(database, going)
  })
}

/** In bytes. */
export function cachedReplaySize(): Promise<number> {
  return withDatabase(0, async (database) => (await database.getAll('replays')).reduce((sum, { size }) => sum + size, 0))
}

export function dropAllReplays(): Promise<void> {
  return dropWhere(() => true)
}

export function dropReplaysOf(connectionId: string): Promise<void> {
  return dropWhere(({ place }) => place[0] === connectionId)
}

/** For recordings that were deleted on the server. */
export function dropReplays(connection: ApiConnection, recordingIds: readonly string[]): Promise<void> {
  const ids = new Set(recordingIds)
  return dropWhere(
    ({ place: [, host, projectId, id] }) => host === connection.host && projectId === connection.projectId && ids.has(id),
  )
}

export function tidyReplays(connections: readonly Pick<ApiConnection, 'id' | 'host'>[]): Promise<void> {
  return dropWhere((cached) => !isWorthKeeping(cached, connections, Date.now()))
}
