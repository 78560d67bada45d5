import { type DBSchema, deleteDB, type IDBPDatabase, openDB, type StoreNames } from 'idb'

/**
 * All that this browser keeps besides settings. Records are read back through a schema of the module that writes them, since an
 * earlier version or another program may have written them.
 */
interface Schema extends DBSchema {
  /** Logs of deletions, and their rows; see receipts.ts. */
  receipts: { key: string; value: unknown }
  receiptRows: { key: [receiptId: string, index: number]; value: unknown; indexes: { outcome: [string, string] } }
  /** Scans for public recordings, what is left to check, what they found, and reviews; see shareInventory.ts. */
  scans: { key: string; value: unknown }
  candidates: { key: [scanId: string, id: string]; value: unknown; indexes: { state: [string, string] } }
  scanRows: { key: [scanId: string, id: string]; value: unknown }
  reviews: { key: [connectionId: string, projectId: string, id: string]; value: unknown }
  /** What the last answer about each public link said; see knownShares.ts. */
  knownShares: {
    key: [connectionId: string, projectId: string, recordingId: string]
    value: unknown
    indexes: { checkedAt: number }
  }
  activity: { key: string; value: unknown; indexes: { at: string; subject: [string, string, string] } }
  /** Recordings as they were received; see replayCache.ts. */
  replays: { key: ReplayKey; value: unknown }
  segments: { key: [...ReplayKey, name: string]; value: unknown }
  jobs: { key: string; value: unknown }
  jobItems: { key: [jobId: string, id: string]; value: unknown }
}

type ReplayKey = [connectionId: string, host: string, projectId: string, recordingId: string]

export type Database = IDBPDatabase<Schema>
type StoreName = StoreNames<Schema>

const databaseName = 'replay-desk'

/** Where earlier versions kept records: database, store there, store here. */
const formerStores: Record<string, [before: string, now: StoreName][]> = {
  'replay-desk-deletions': [
    ['receipts', 'receipts'],
    ['rows', 'receiptRows'],
  ],
  'replay-desk-register': [
    ['scans', 'scans'],
    ['candidates', 'candidates'],
    ['rows', 'scanRows'],
    ['reviews', 'reviews'],
  ],
  'replay-desk-shares': [['shares', 'knownShares']],
  'replay-desk-trail': [['entries', 'activity']],
  'replay-desk-replays': [
    ['recordings', 'replays'],
    ['stretches', 'segments'],
  ],
}

/**
 * Which of them are moved. A database joins when the module that reads it reads from here, or that module would find nothing.
 */
const movedDatabases: ReadonlySet<string> = new Set()

const recordsPerMove = 200

function createStores(database: Database) {
  database.createObjectStore('receipts', { keyPath: 'id' })
  database.createObjectStore('receiptRows', { keyPath: ['receiptId', 'index'] }).createIndex('outcome', ['receiptId', 'outcome'])
  database.createObjectStore('scans', { keyPath: 'id' })
  database.createObjectStore('candidates', { keyPath: ['scanId', 'id'] }).createIndex('state', ['scanId', 'state'])
  database.createObjectStore('scanRows', { keyPath: ['scanId', 'id'] })
  database.createObjectStore('reviews', { keyPath: ['connectionId', 'projectId', 'id'] })
  database
    .createObjectStore('knownShares', { keyPath: ['connectionId', 'projectId', 'recordingId'] })
    .createIndex('checkedAt', 'checkedAt')
  const activity = database.createObjectStore('activity', { keyPath: 'id' })
  activity.createIndex('at', 'at')
  activity.createIndex('subject', ['connectionId', 'projectId', 'subject'])
  database.createObjectStore('replays')
  database.createObjectStore('segments')
  database.createObjectStore('jobs', { keyPath: 'id' })
  database.createObjectStore('jobItems', { keyPath: ['jobId', 'id'] })
}

/** Moves a few records at a time: a recording's segment can be megabytes. What is known here already is newer and stays. */
async function moveStore(former: IDBPDatabase, before: string, database: IDBPDatabase, now: StoreName): Promise<void> {
  if (!former.objectStoreNames.contains(before)) return
  for (;;) {
    const keys = await former.getAllKeys(before, null, recordsPerMove)
    const [first, last] = [keys[0], keys.at(-1)]
    if (first === undefined || last === undefined) return
    const range = IDBKeyRange.bound(first, last)
    const values: unknown[] = await former.getAll(before, range)
    const writing = database.transaction(now, 'readwrite')
    const hasOwnKeys = writing.store.keyPath === null
    await Promise.all([
      ...keys.map(async (key, index) => {
        if ((await writing.store.getKey(key)) !== undefined) return
        await writing.store.put(values[index], hasOwnKeys ? key : undefined)
      }),
      writing.done,
    ])
    await former.delete(before, range)
  }
}

async function moveFormerDatabases(): Promise<void> {
  const existing = new Set((await indexedDB.databases()).map(({ name }) => name))
  const names = Object.keys(formerStores).filter((name) => existing.has(name) && movedDatabases.has(name))
  if (names.length === 0) return
  const database = await openDB(databaseName)
  for (const name of names) {
    const former = await openDB(name)
    for (const [before, now] of formerStores[name] ?? []) await moveStore(former, before, database, now)
    former.close()
    // Blocked as long as a tab of the earlier version is open; what it writes until then is moved next time.
    void deleteDB(name).catch(() => undefined)
  }
  database.close()
}

let opened: Promise<Database> | null = null

/** The database of this browser, opened once. Rejects where storage is missing, blocked or full. */
export function openDatabase(): Promise<Database> {
  opened ??= openDB<Schema>(databaseName, 1, {
    upgrade: createStores,
    terminated() {
      opened = null
    },
  })
    .then(async (database) => {
      // Old records are worth having, but not at the price of new ones.
      await moveFormerDatabases().catch(() => undefined)
      return database
    })
    .catch((error: unknown) => {
      opened = null
      throw error
    })
  return opened
}

/** What `work` gives, or `fallback` where storage is missing, blocked or full. */
export async function withDatabase<T>(fallback: T, work: (database: Database) => Promise<T>): Promise<T> {
  try {
    return await work(await openDatabase())
  } catch {
    return fallback
  }
}
