import { openDB } from 'idb'
import { createStores, type Database, type Schema, schemaVersion } from './databaseSchema.ts'

/** Not `replay-desk`, which a tab of an earlier version may have open: raising its version would wait for that tab. */
const databaseName = 'replay-desk-records'

/** Whether an earlier version has stored records here, or may have, for all that the browser says. Rejects without storage. */
async function hasFormerRecords(database: Database): Promise<boolean> {
  if (!('localStorage' in globalThis)) return false // a worker, which could not set the mark of unfinished jobs
  if (!('databases' in indexedDB) || (await database.count('copied')) > 0) return true
  return (await indexedDB.databases()).some(({ name }) => name !== databaseName && name?.startsWith('replay-desk'))
}

/** Never rejects: without the old records, new ones can still be stored. */
async function takeFormerRecords(database: Database): Promise<void> {
  try {
    if (!(await hasFormerRecords(database))) return
    const { copyFormerRecords } = await import('./formerDatabases.ts')
    await copyFormerRecords(database)
  } catch {
    // The next visit tries again.
  }
}

let opened: Promise<Database> | null = null

function reset() {
  opened = null
}

async function open(): Promise<Database> {
  const database = await openDB<Schema>(databaseName, schemaVersion, {
    upgrade: createStores,
    blocking() {
      reset()
      database.close() // a later version wants to change the stores
    },
    terminated: reset,
  })
  await takeFormerRecords(database)
  return database
}

/** The database of this browser, opened once. Rejects where storage is missing, blocked or full. */
export function openDatabase(): Promise<Database> {
  opened ??= open().catch((error: unknown) => {
    reset()
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
