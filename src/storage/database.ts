import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/** Records are read back through a schema of the module that writes them, since another version may have written them. */
interface Schema extends DBSchema {
  jobs: { key: string; value: unknown }
  jobItems: { key: [jobId: string, id: string]; value: unknown }
}

export type Database = IDBPDatabase<Schema>

let opened: Promise<Database> | null = null

/** The database of this browser, opened once. Rejects where storage is missing, blocked or full. */
export function openDatabase(): Promise<Database> {
  opened ??= openDB<Schema>('replay-desk', 1, {
    upgrade(database) {
      database.createObjectStore('jobs', { keyPath: 'id' })
      database.createObjectStore('jobItems', { keyPath: ['jobId', 'id'] })
    },
    terminated() {
      opened = null
    },
  }).catch((error: unknown) => {
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
