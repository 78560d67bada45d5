import * as v from 'valibot'
import { readAs } from '#lib/readAs.ts'
import type { ApiConnection } from './connections.ts'
import { withDatabase } from './database.ts'
import type { Database } from './databaseSchema.ts'

export const markKinds = ['exception', 'rage click', 'dead click', 'page'] as const
export type MarkKind = (typeof markKinds)[number]

/** `at` in seconds from the start of the recording; `label`: the type of an exception, what was clicked, or the page; "" if unknown. */
const Mark = v.object({ kind: v.picklist(markKinds), at: v.number(), count: v.number(), label: v.string() })
export type Mark = v.InferOutput<typeof Mark>

/** Null for what the server does not count. */
const SignalCounts = v.object({
  rageClicks: v.nullable(v.number()),
  deadClicks: v.nullable(v.number()),
  quickBacks: v.nullable(v.number()),
  errorsAfterClick: v.nullable(v.number()),
  failedRequests: v.nullable(v.number()),
})
export type SignalCounts = v.InferOutput<typeof SignalCounts>

/** What a server knows of what happened in one session. */
const SessionSignals = v.object({
  connectionId: v.string(),
  host: v.string(),
  projectId: v.string(),
  recordingId: v.string(),
  /** Events in each part of the recording, all parts equally long. */
  activity: v.array(v.number()),
  /** In the order of their times. */
  marks: v.array(Mark),
  counts: SignalCounts,
  /** Milliseconds since 1970. */
  fetchedAt: v.number(),
  /** Whether the session had ended long enough before, so that nothing is added. */
  isFinal: v.boolean(),
})
export type SessionSignals = v.InferOutput<typeof SessionSignals>

/** Above this the oldest are dropped. About 20 MB. */
const maxCount = 20_000

type Key = [connectionId: string, host: string, projectId: string, recordingId: string]

function keyOf({ id, host, projectId }: ApiConnection, recordingId: string): Key {
  return [id, host, projectId, recordingId]
}

/** Those of the recordings that are stored, by recording. Never rejects: without storage there are none. */
export function readSignals(
  connection: ApiConnection,
  recordingIds: readonly string[],
): Promise<ReadonlyMap<string, SessionSignals>> {
  return withDatabase(new Map<string, SessionSignals>(), async (database) => {
    const { store } = database.transaction('signals')
    const saved: unknown[] = await Promise.all(recordingIds.map((id) => store.get(keyOf(connection, id))))
    const read = saved.flatMap((one) => readAs(SessionSignals, one) ?? [])
    return new Map(read.map((one) => [one.recordingId, one]))
  })
}

async function dropOldest(database: Database): Promise<void> {
  const surplus = (await database.count('signals')) - maxCount
  if (surplus <= 0) return
  const change = database.transaction('signals', 'readwrite')
  let cursor = await change.store.index('fetchedAt').openCursor()
  for (let left = surplus; cursor && left > 0; left -= 1) {
    await cursor.delete()
    cursor = await cursor.continue()
  }
  await change.done
}

/** Never rejects: without storage they are requested again. */
export async function saveSignals(signals: readonly SessionSignals[]): Promise<void> {
  await withDatabase(undefined, async (database) => {
    const change = database.transaction('signals', 'readwrite')
    await Promise.all([...signals.map((one) => change.store.put(one)), change.done])
    await dropOldest(database)
  })
}

async function dropWhere(isDropped: (key: Key) => boolean): Promise<void> {
  await withDatabase(undefined, async (database) => {
    const change = database.transaction('signals', 'readwrite')
    const keys = (await change.store.getAllKeys()).filter(isDropped)
    await Promise.all([...keys.map((key) => change.store.delete(key)), change.done])
  })
}

/** Never rejects. */
export function forgetSignals(connectionId: string): Promise<void> {
  return dropWhere(([id]) => id === connectionId)
}

/** For recordings that were deleted on the server. Never rejects. */
export function dropSignals({ host, projectId }: ApiConnection, recordingIds: ReadonlySet<string>): Promise<void> {
  return dropWhere(([, ofHost, ofProject, id]) => ofHost === host && ofProject === projectId && recordingIds.has(id))
}
