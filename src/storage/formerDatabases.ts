import { deleteDB, type IDBPDatabase, openDB } from 'idb'
import type { Database, StoreName } from './databaseSchema.ts'
import { formerReceipts, updateJobMark } from './jobMark.ts'

type FormerStore = {
  before: string
  now: StoreName
  /** Says which of two records with one key is newer; without it the one that is here stays. */
  newerBy?: string
}

/** Where earlier versions stored records. A replay cache is not copied: it can be megabytes, and is filled by watching. */
const formerDatabases: Record<string, readonly FormerStore[]> = {
  'replay-desk': [
    { before: 'jobs', now: 'jobs' },
    { before: 'jobItems', now: 'jobItems' },
  ],
  [formerReceipts]: [
    { before: 'receipts', now: 'receipts' },
    { before: 'rows', now: 'receiptRows' },
  ],
  'replay-desk-register': [
    { before: 'scans', now: 'scans' },
    { before: 'candidates', now: 'candidates' },
    { before: 'rows', now: 'shareRows' },
    { before: 'reviews', now: 'reviews', newerBy: 'decidedAt' },
  ],
  'replay-desk-shares': [{ before: 'shares', now: 'knownShares', newerBy: 'checkedAt' }],
  'replay-desk-trail': [{ before: 'entries', now: 'activity' }],
  'replay-desk-replays': [],
}

/** Earlier versions open version 1: a higher one waits until their tabs are closed, and then shuts them out. */
const lastVersion = 2
const recordsPerWrite = 1000

type Former = { database: IDBPDatabase; isClosing: boolean }

/** Null if there is none. Calls `onBlocked` if a tab of an earlier version has it open, and then waits for that tab. */
async function openFormer(name: string, onBlocked: () => void): Promise<Former | null> {
  let former: Former | null = null
  let isMissing = false
  try {
    const database = await openDB(name, lastVersion, {
      upgrade(_database, version, _lastVersion, transaction) {
        if (version > 0) return
        isMissing = true
        transaction.done.catch(() => undefined)
        transaction.abort()
      },
      blocked: onBlocked,
      // Another tab has copied everything and deletes it.
      blocking() {
        if (!former) return
        former.isClosing = true
        former.database.close()
      },
    })
    former = { database, isClosing: false }
    return former
  } catch (error) {
    if (isMissing) return null
    throw error
  }
}

function fieldOf(record: unknown, name: string): string | number {
  const value: unknown = typeof record === 'object' && record !== null ? Reflect.get(record, name) : undefined
  return typeof value === 'number' || typeof value === 'string' ? value : ''
}

/** All records of a former database and the note that they are here, in one transaction. */
async function copy(former: Former, stores: readonly FormerStore[], name: string, database: Database): Promise<void> {
  const read = await Promise.all(
    stores
      .filter(({ before }) => former.database.objectStoreNames.contains(before))
      .map(async (store) => {
        const reading = former.database.transaction(store.before).store
        const [keys, records]: [IDBValidKey[], unknown[]] = await Promise.all([reading.getAllKeys(), reading.getAll()])
        return { ...store, records: records.map((record, index) => ({ record, key: keys[index] })) }
      }),
  )
  if (former.isClosing) return
  const writing = database.transaction(['copied', ...stores.map(({ now }) => now)], 'readwrite')
  writing.done.catch(() => undefined) // reported below too, but too late if an operation fails first
  if ((await writing.objectStore('copied').getKey(name)) !== undefined) return
  for (const { now, newerBy, records } of read) {
    const store = writing.objectStore(now)
    for (let start = 0; start < records.length; start += recordsPerWrite) {
      await Promise.all(
        records.slice(start, start + recordsPerWrite).map(async ({ key, record }) => {
          const known: unknown = await store.get(IDBKeyRange.only(key))
          if (known === undefined || (newerBy && fieldOf(record, newerBy) > fieldOf(known, newerBy))) await store.put(record)
        }),
      )
    }
  }
  await writing.objectStore('copied').put(name, name)
  await writing.done
}

/** Waits for tabs that have it open, so that nothing else should wait for this. */
async function remove(name: string, database: Database): Promise<void> {
  await deleteDB(name)
  await database.delete('copied', name)
}

async function move(name: string, stores: readonly FormerStore[], database: Database, onBlocked: () => void): Promise<void> {
  const former = stores.length > 0 ? await openFormer(name, onBlocked) : null
  if (former) {
    try {
      await copy(former, stores, name, database)
    } finally {
      former.database.close()
    }
  }
  await updateJobMark(database)
  void remove(name, database).catch(() => undefined)
}

async function existingDatabases(): Promise<(name: string) => boolean> {
  if (!('databases' in indexedDB)) return () => true
  const names = new Set((await indexedDB.databases()).map(({ name }) => name))
  return (name) => names.has(name)
}

/**
 * Copies what earlier versions stored in databases of their own, each once, and deletes these. What a tab of an earlier version has
 * open follows when it is closed. A copy that fails leaves the former database as it was, for the next visit. Never rejects.
 */
export async function copyFormerRecords(database: Database): Promise<void> {
  try {
    const exists = await existingDatabases()
    // An earlier version that is installed again starts a new database, which has not been copied.
    for (const name of await database.getAllKeys('copied')) if (!exists(name)) await database.delete('copied', name)
    const moves = Object.entries(formerDatabases).filter(([name]) => exists(name))
    await Promise.all(
      moves.map(
        ([name, stores]) =>
          new Promise<void>((resolve) => {
            void move(name, stores, database, resolve)
              .catch(() => undefined)
              .then(resolve)
          }),
      ),
    )
  } catch {
    // Without the old records, new ones can still be stored.
  }
}
