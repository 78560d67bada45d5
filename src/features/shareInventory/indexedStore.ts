import * as v from 'valibot'
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { InventoryStore, Whose } from './inventoryStore.ts'
import { Review } from './review.ts'
import { Scan } from './scan.ts'
import { ShareRow } from './shareRow.ts'
import { Candidate } from './strategies.ts'
import { readAs } from '#lib/readAs.ts'

/** The database of this browser that holds scans, what they found, and reviews. */
const databaseName = 'replay-desk-register'

/** As many rows as are read and checked at once before the page would feel it. */
const readAtOnce = 500

type StoredCandidate = Candidate & { scanId: string; state: 'waiting' | 'asked' }

/** What is read back may be damaged or of another age: it is checked as if a stranger had written it. */
interface Schema extends DBSchema {
  scans: { key: string; value: Scan }
  candidates: { key: [string, string]; value: StoredCandidate; indexes: { state: [string, string] } }
  rows: { key: [string, string]; value: ShareRow }
  reviews: { key: [string, string, string]; value: Review }
}

function openDatabase(onLost: () => void): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(databaseName, 1, {
    upgrade(database) {
      database.createObjectStore('scans', { keyPath: 'id' })
      const candidates = database.createObjectStore('candidates', { keyPath: ['scanId', 'id'] })
      candidates.createIndex('state', ['scanId', 'state'])
      database.createObjectStore('rows', { keyPath: ['scanId', 'id'] })
      database.createObjectStore('reviews', { keyPath: ['connectionId', 'projectId', 'id'] })
    },
    terminated: onLost,
  })
}

/** Everything whose key begins like this: lists sort behind all texts. */
function beginningWith(...parts: string[]): IDBKeyRange {
  return IDBKeyRange.bound(parts, [...parts, []])
}

/** The register in IndexedDB. Rejects where the browser does not let a page keep anything. */
export async function createIndexedStore(onLost: () => void): Promise<InventoryStore> {
  const database = await openDatabase(onLost)

  async function drop(scanId: string) {
    const change = database.transaction(['scans', 'candidates', 'rows'], 'readwrite')
    await Promise.all([
      change.objectStore('scans').delete(scanId),
      change.objectStore('candidates').delete(beginningWith(scanId)),
      change.objectStore('rows').delete(beginningWith(scanId)),
      change.done,
    ])
  }

  async function readableScans() {
    const kept = (await database.getAllKeys('scans')).map(async (key) => ({
      key,
      read: v.safeParse(Scan, await database.get('scans', key)),
    }))
    const all = await Promise.all(kept)
    const damaged = all.filter(({ read }) => !read.success)
    for (const { key } of damaged) await drop(key)
    return { scans: all.flatMap(({ read }) => (read.success ? [read.output] : [])), dropped: damaged.length }
  }

  return {
    async scans({ connectionId, projectId }) {
      const { scans, dropped } = await readableScans()
      const theirs = scans.filter((scan) => scan.connectionId === connectionId && scan.projectId === projectId)
      return { scans: theirs.toSorted((one, other) => other.number - one.number), dropped }
    },
    async saveScan(scan) {
      await database.put('scans', scan)
    },
    async addFound(scanId, found, change) {
      const each = [...new Map(found.map((one) => [one.id, one])).values()]
      const writing = database.transaction(['scans', 'candidates'], 'readwrite')
      const candidates = writing.objectStore('candidates')
      const known = await Promise.all(each.map(({ id }) => candidates.getKey([scanId, id])))
      const fresh = each.filter((_, index) => known[index] === undefined)
      await Promise.all([
        ...fresh.map((one) => candidates.put({ ...one, scanId, state: 'waiting' })),
        writing.objectStore('scans').put(change(fresh.length)),
        writing.done,
      ])
    },
    async waiting(scanId, most) {
      const kept: unknown[] = await database.getAllFromIndex('candidates', 'state', [scanId, 'waiting'], most)
      return kept.flatMap((one) => readAs(Candidate, one) ?? [])
    },
    async settle(scan, settled) {
      const writing = database.transaction(['scans', 'candidates', 'rows'], 'readwrite')
      await Promise.all([
        writing.objectStore('scans').put(scan),
        ...settled.flatMap(({ id, row }) => [
          writing
            .objectStore('candidates')
            .put({ scanId: scan.id, id, state: 'asked', startTime: null, distinctId: null, details: null }),
          ...(row ? [writing.objectStore('rows').put(row)] : []),
        ]),
        writing.done,
      ])
    },
    async requeueFailed(scan) {
      const writing = database.transaction(['scans', 'candidates', 'rows'], 'readwrite')
      const rows = await writing.objectStore('rows').getAll(beginningWith(scan.id))
      const failed = rows.filter(({ state }) => state === 'failed')
      await Promise.all([
        writing.objectStore('scans').put(scan),
        ...failed.flatMap(({ id, startTime, distinctId, details }) => [
          writing.objectStore('candidates').put({ scanId: scan.id, id, state: 'waiting', startTime, distinctId, details }),
          writing.objectStore('rows').delete([scan.id, id]),
        ]),
        writing.done,
      ])
    },
    async rows(scanId, ids) {
      const { store } = database.transaction('rows')
      const rows: ShareRow[] = []
      const damaged: string[] = []
      function read(id: string, kept: unknown) {
        const row = readAs(ShareRow, kept)
        if (row) rows.push(row)
        else damaged.push(id)
      }
      if (ids) {
        const some = await Promise.all(ids.map(async (id) => ({ id, kept: await store.get([scanId, id]) })))
        for (const { id, kept } of some) if (kept !== undefined) read(id, kept)
        return { rows, damaged }
      }
      for (let rest = beginningWith(scanId); ;) {
        const [keys, kept] = await Promise.all([store.getAllKeys(rest, readAtOnce), store.getAll(rest, readAtOnce)])
        for (const [index, [, id]] of keys.entries()) read(id, kept[index])
        const last = keys.at(-1)
        if (last === undefined || keys.length < readAtOnce) return { rows, damaged }
        rest = IDBKeyRange.bound(last, [scanId, []], true)
      }
    },
    async saveRows(rows) {
      const writing = database.transaction('rows', 'readwrite')
      await Promise.all([...rows.map((row) => writing.store.put(row)), writing.done])
    },
    async finish(scan) {
      const writing = database.transaction(['scans', 'candidates'], 'readwrite')
      await Promise.all([
        writing.objectStore('scans').put(scan),
        writing.objectStore('candidates').delete(beginningWith(scan.id)),
        writing.done,
      ])
    },
    drop,
    async reviews({ connectionId, projectId }: Whose) {
      const kept = await database.getAll('reviews', beginningWith(connectionId, projectId))
      return kept.flatMap((one) => readAs(Review, one) ?? [])
    },
    async saveReview({ connectionId, projectId }, id, review) {
      await (review ? database.put('reviews', review) : database.delete('reviews', [connectionId, projectId, id]))
    },
    async dropForgotten(isKept) {
      const { scans } = await readableScans()
      for (const { id, connectionId, host } of scans) if (!isKept(connectionId, host)) await drop(id)
      for (const key of await database.getAllKeys('reviews')) if (!isKept(key[0], null)) await database.delete('reviews', key)
    },
  }
}
