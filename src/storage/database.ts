import { openDB } from 'idb'
import { createStores, type Database, type Schema, schemaVersion } from './databaseSchema.ts'
import { copyFormerRecords } from './formerDatabases.ts'

/** Not `replay-desk`, which a tab of an earlier version may have open: raising its version would wait for that tab. */
const databaseName = 'replay-desk-records'

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
  await copyFormerRecords(database)
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
