import { createListeners } from '#lib/listeners.ts'
import * as v from 'valibot'
import { readAs } from '#lib/readAs.ts'
import type { ApiConnection } from './connections.ts'
import { openDatabase } from './database.ts'
import type { Database } from './databaseSchema.ts'

/** A project as one connection sees it. */
type ProjectRef = Pick<ApiConnection, 'id' | 'projectId'>

/** What the last response said about a recording's public link, without the link. `createdAt` is ISO, of the link. */
const KnownShare = v.object({
  connectionId: v.string(),
  projectId: v.string(),
  recordingId: v.string(),
  enabled: v.boolean(),
  createdAt: v.nullable(v.string()),
  /** Null if the server has no passwords. */
  passwordRequired: v.nullable(v.boolean()),
  /** Milliseconds since 1970. */
  checkedAt: v.number(),
})
export type KnownShare = v.InferOutput<typeof KnownShare>

type Key = [connectionId: string, projectId: string, recordingId: string]

/** Above this the oldest checks are dropped, so that they never fill the browser. */
const maxShares = 50_000
const writeAfterMs = 200
const maxUnwritten = 500

/**
 * Recordings shown on this page; null if nothing is known, undefined while it is being read. A scan of 50,000 does not add any.
 */
const watched = new Map<string, KnownShare | null | undefined>()
let unwritten = new Map<string, KnownShare>()
let timer: ReturnType<typeof setTimeout> | undefined
let writes = 0
const { notify, subscribe } = createListeners()

function nameOf(key: Key): string {
  return key.join('\n')
}

async function dropOldest(database: Database): Promise<void> {
  const surplus = (await database.count('knownShares')) - maxShares
  if (surplus <= 0) return
  const change = database.transaction('knownShares', 'readwrite')
  let cursor = await change.store.index('checkedAt').openCursor()
  for (let left = surplus; cursor && left > 0; left -= 1) {
    await cursor.delete()
    cursor = await cursor.continue()
  }
  await change.done
}

async function write(): Promise<void> {
  clearTimeout(timer)
  timer = undefined
  const batch = [...unwritten.values()]
  unwritten = new Map()
  try {
    const database = await openDatabase()
    const change = database.transaction('knownShares', 'readwrite')
    await Promise.all([...batch.map((share) => change.store.put(share)), change.done])
    if (writes % 50 === 0) await dropOldest(database) // counting is slow
    writes += 1
  } catch {
    // Without storage, what is shown stays known as long as the page is open.
  }
}

/** Stores what a response said about a recording, a moment later. Never throws; without storage it lasts as long as the page. */
export function noteShare(
  connection: ProjectRef,
  recordingId: string,
  { enabled, createdAt, passwordRequired }: { enabled: boolean; createdAt: Date | null; passwordRequired?: boolean | undefined },
): void {
  const share: KnownShare = {
    connectionId: connection.id,
    projectId: connection.projectId,
    recordingId,
    enabled,
    createdAt: createdAt?.toISOString() ?? null,
    passwordRequired: passwordRequired ?? null,
    checkedAt: Date.now(),
  }
  const name = nameOf([connection.id, connection.projectId, recordingId])
  if (watched.has(name)) {
    watched.set(name, share)
    notify()
  }
  if (typeof indexedDB === 'undefined') return
  unwritten.set(name, share)
  if (unwritten.size >= maxUnwritten) void write()
  else timer ??= setTimeout(() => void write(), writeAfterMs)
}

let wanted: Key[] = []
let reading: Promise<void> | null = null

/** All that a table wants at once, in one transaction and with one notice. */
async function readWanted(): Promise<void> {
  const keys = wanted
  wanted = []
  reading = null
  let saved: unknown[] = []
  try {
    const { store } = (await openDatabase()).transaction('knownShares')
    saved = await Promise.all(keys.map((key) => store.get(key)))
  } catch {
    // Without storage nothing is known.
  }
  for (const [index, key] of keys.entries()) {
    const name = nameOf(key)
    watched.set(name, watched.get(name) ?? readAs(KnownShare, saved[index]) ?? null) // a response may have arrived meanwhile
  }
  notify()
}

/** Loads what is known about a recording into `knownShares`. Never rejects: without storage nothing is known. */
export function readKnownShare(connection: ProjectRef, recordingId: string): Promise<void> {
  const key: Key = [connection.id, connection.projectId, recordingId]
  const name = nameOf(key)
  if (watched.has(name)) return Promise.resolve()
  watched.set(name, unwritten.get(name))
  wanted.push(key)
  reading ??= Promise.resolve().then(readWanted)
  return reading
}

/** What earlier responses said: null if there are none, undefined before `readKnownShare`. Fits useSyncExternalStore. */
export const knownShares = {
  get: (connection: ProjectRef, recordingId: string): KnownShare | null | undefined =>
    watched.get(nameOf([connection.id, connection.projectId, recordingId])),
  subscribe,
}

/** Never rejects. */
export async function forgetShares(connectionId: string): Promise<void> {
  for (const known of [watched, unwritten]) {
    for (const name of known.keys()) if (name.startsWith(`${connectionId}\n`)) known.delete(name)
  }
  notify()
  try {
    await (await openDatabase()).delete('knownShares', IDBKeyRange.bound([connectionId], [connectionId, []]))
  } catch {
    // Nothing was stored if nothing can be deleted.
  }
}
