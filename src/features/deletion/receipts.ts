import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { databaseName } from './databaseName.ts'
import { type Counts, type Outcome, outcomes, type Receipt, type ReceiptRow } from './receipt.ts'

/** Receipts of this browser. Every function rejects if storage is missing, blocked or full. */
export type ReceiptLog = {
  /** Newest first. */
  list: () => Promise<Receipt[]>
  read: (id: string) => Promise<{ receipt: Receipt; rows: ReceiptRow[] } | null>
  /** Uses the index, without reading the rows. */
  count: (id: string) => Promise<Counts>
  /** Saves the receipt and these new or changed rows in one transaction. */
  save: (receipt: Receipt, rows: readonly ReceiptRow[]) => Promise<void>
  clear: (id: string) => Promise<void>
  clearAll: () => Promise<void>
}

interface Schema extends DBSchema {
  receipts: { key: string; value: Receipt }
  rows: { key: [string, number]; value: ReceiptRow; indexes: { outcome: [string, Outcome] } }
}

let opened: Promise<IDBPDatabase<Schema>> | null = null

function open(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>(databaseName, 1, {
    upgrade(database) {
      database.createObjectStore('receipts', { keyPath: 'id' })
      const rows = database.createObjectStore('rows', { keyPath: ['receiptId', 'index'] })
      rows.createIndex('outcome', ['receiptId', 'outcome'])
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

function rowsOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER])
}

export const receiptLog: ReceiptLog = {
  async list() {
    const receipts = await (await open()).getAll('receipts')
    return receipts.toSorted((one, other) => other.startedAt.localeCompare(one.startedAt))
  },
  async read(id) {
    const database = await open()
    const receipt = await database.get('receipts', id)
    return receipt ? { receipt, rows: await database.getAll('rows', rowsOf(id)) } : null
  },
  async count(id) {
    const database = await open()
    const counted = await Promise.all(
      outcomes.map(async (outcome) => [outcome, await database.countFromIndex('rows', 'outcome', [id, outcome])] as const),
    )
    const counts: Counts = { waiting: 0, deleted: 0, 'already gone': 0, failed: 0, 'not attempted': 0 }
    for (const [outcome, count] of counted) counts[outcome] = count
    return counts
  },
  async save(receipt, rows) {
    const change = (await open()).transaction(['receipts', 'rows'], 'readwrite')
    await Promise.all([
      change.objectStore('receipts').put(receipt),
      ...rows.map((row) => change.objectStore('rows').put(row)),
      change.done,
    ])
  },
  async clear(id) {
    const change = (await open()).transaction(['receipts', 'rows'], 'readwrite')
    await Promise.all([change.objectStore('receipts').delete(id), change.objectStore('rows').delete(rowsOf(id)), change.done])
  },
  async clearAll() {
    const change = (await open()).transaction(['receipts', 'rows'], 'readwrite')
    await Promise.all([change.objectStore('receipts').clear(), change.objectStore('rows').clear(), change.done])
  },
}
