import * as v from 'valibot'
import type { Database } from './databaseSchema.ts'
import type { InventoryStore, ProjectKey } from './inventoryStore.ts'
import { Review } from './review.ts'
import { Scan } from './scan.ts'
import { Candidate, ShareRow } from './shareRow.ts'
import { readAs } from '#lib/readAs.ts'

/** Keeps the page responsive while many rows are read and validated. */
const rowsPerRead = 500

/** In IndexedDB arrays sort after all strings, so `[]` is an upper bound. */
function keysStartingWith(...parts: string[]): IDBKeyRange {
  return IDBKeyRange.bound(parts, [...parts, []])
}

async function dropScan(database: Database, scanId: string) {
  const transaction = database.transaction(['scans', 'candidates', 'shareRows'], 'readwrite')
  await Promise.all([
    transaction.objectStore('scans').delete(scanId),
    transaction.objectStore('candidates').delete(keysStartingWith(scanId)),
    transaction.objectStore('shareRows').delete(keysStartingWith(scanId)),
    transaction.done,
  ])
}

async function readableScans(database: Database) {
  const stored = (await database.getAllKeys('scans')).map(async (key) => ({
    key,
    read: v.safeParse(Scan, await database.get('scans', key)),
  }))
  const all = await Promise.all(stored)
  const damaged = all.filter(({ read }) => !read.success)
  for (const { key } of damaged) await dropScan(database, key)
  return { scans: all.flatMap(({ read }) => (read.success ? [read.output] : [])), dropped: damaged.length }
}

async function readRows(database: Database, scanId: string, ids?: readonly string[]) {
  const { store } = database.transaction('shareRows')
  const rows: ShareRow[] = []
  const damaged: string[] = []
  function read(id: string, stored: unknown) {
    const row = readAs(ShareRow, stored)
    if (row) rows.push(row)
    else damaged.push(id)
  }
  if (ids) {
    const some = await Promise.all(ids.map(async (id) => ({ id, stored: await store.get([scanId, id]) })))
    for (const { id, stored } of some) if (stored !== undefined) read(id, stored)
    return { rows, damaged }
  }
  for (let rest = keysStartingWith(scanId); ;) {
    const [keys, stored] = await Promise.all([store.getAllKeys(rest, rowsPerRead), store.getAll(rest, rowsPerRead)])
    for (const [index, [, id]] of keys.entries()) read(id, stored[index])
    const last = keys.at(-1)
    if (last === undefined || keys.length < rowsPerRead) return { rows, damaged }
    rest = IDBKeyRange.bound(last, [scanId, []], true)
  }
}

/** Stored records may be damaged or from another version, so they are validated when read. */
export function inventoryInDatabase(database: Database): InventoryStore {
  const drop = (scanId: string) => dropScan(database, scanId)

  return {
    async scans({ connectionId, projectId }) {
      const { scans, dropped } = await readableScans(database)
      const ofProject = scans.filter((scan) => scan.connectionId === connectionId && scan.projectId === projectId)
      return { scans: ofProject.toSorted((one, other) => other.number - one.number), dropped }
    },
    async saveScan(scan) {
      await database.put('scans', scan)
    },
    async addCandidates(scanId, found, change) {
      const each = [...new Map(found.map((one) => [one.id, one])).values()]
      const transaction = database.transaction(['scans', 'candidates'], 'readwrite')
      const candidates = transaction.objectStore('candidates')
      const known = await Promise.all(each.map(({ id }) => candidates.getKey([scanId, id])))
      const fresh = each.filter((_, index) => known[index] === undefined)
      await Promise.all([
        ...fresh.map((one) => candidates.put({ ...one, scanId, state: 'waiting' })),
        transaction.objectStore('scans').put(change(fresh.length)),
        transaction.done,
      ])
    },
    async uncheckedCandidates(scanId, limit) {
      const stored = await database.getAllFromIndex('candidates', 'state', [scanId, 'waiting'], limit)
      return stored.flatMap((one) => readAs(Candidate, one) ?? [])
    },
    async saveChecked(scan, checked) {
      const transaction = database.transaction(['scans', 'candidates', 'shareRows'], 'readwrite')
      await Promise.all([
        transaction.objectStore('scans').put(scan),
        ...checked.flatMap(({ id, row }) => [
          transaction
            .objectStore('candidates')
            .put({ scanId: scan.id, id, state: 'asked', startTime: null, distinctId: null, details: null }),
          ...(row ? [transaction.objectStore('shareRows').put(row)] : []),
        ]),
        transaction.done,
      ])
    },
    async requeueFailed(scan) {
      const transaction = database.transaction(['scans', 'candidates', 'shareRows'], 'readwrite')
      const stored = await transaction.objectStore('shareRows').getAll(keysStartingWith(scan.id))
      const failed = stored.flatMap((one) => readAs(ShareRow, one) ?? []).filter(({ state }) => state === 'failed')
      await Promise.all([
        transaction.objectStore('scans').put(scan),
        ...failed.flatMap(({ id, startTime, distinctId, details }) => [
          transaction.objectStore('candidates').put({ scanId: scan.id, id, state: 'waiting', startTime, distinctId, details }),
          transaction.objectStore('shareRows').delete([scan.id, id]),
        ]),
        transaction.done,
      ])
    },
    rows: (scanId, ids) => readRows(database, scanId, ids),
    async saveRows(rows) {
      const transaction = database.transaction('shareRows', 'readwrite')
      await Promise.all([...rows.map((row) => transaction.store.put(row)), transaction.done])
    },
    async finish(scan) {
      const transaction = database.transaction(['scans', 'candidates'], 'readwrite')
      await Promise.all([
        transaction.objectStore('scans').put(scan),
        transaction.objectStore('candidates').delete(keysStartingWith(scan.id)),
        transaction.done,
      ])
    },
    drop,
    async reviews({ connectionId, projectId }: ProjectKey) {
      const stored = await database.getAll('reviews', keysStartingWith(connectionId, projectId))
      return stored.flatMap((one) => readAs(Review, one) ?? [])
    },
    async saveReview({ connectionId, projectId }, id, review) {
      await (review ? database.put('reviews', review) : database.delete('reviews', [connectionId, projectId, id]))
    },
    async dropForgotten(isKnown) {
      const { scans } = await readableScans(database)
      for (const { id, connectionId, host } of scans) if (!isKnown(connectionId, host)) await drop(id)
      for (const key of await database.getAllKeys('reviews')) if (!isKnown(key[0], null)) await database.delete('reviews', key)
    },
  }
}
