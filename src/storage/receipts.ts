import * as v from 'valibot'
import { readAs } from '#lib/readAs.ts'
import { openDatabase } from './database.ts'
import { updateJobMark } from './jobMark.ts'

export const outcomes = ['deleted', 'already gone', 'failed', 'unknown', 'not attempted', 'waiting'] as const

/** `waiting`: not requested yet; `unknown`: requested, but the answer was lost or says nothing, and nobody could look it up. */
export type Outcome = (typeof outcomes)[number]

const NullableText = v.fallback(v.nullable(v.string()), null)

const NullableNumber = v.nullable(v.number())
const NullableFlag = v.nullable(v.boolean())

/**
 * One request for all recordings of a person. `requestedAt` is an ISO instant, null until it is sent; `isRefused`: the server
 * certainly did nothing, so it may be sent again; `answer` is null if none came, or none that can be read.
 */
const Erasure = v.object({
  personUuid: v.string(),
  requestedAt: v.nullable(v.string()),
  isRefused: v.boolean(),
  answer: v.nullable(
    v.object({
      personsFound: NullableNumber,
      personsDeleted: NullableNumber,
      personsQueuedForDeletion: NullableNumber,
      eventsQueuedForDeletion: NullableFlag,
      recordingsQueuedForDeletion: NullableFlag,
      deletionErrors: v.nullable(v.array(v.object({ personUuid: v.nullable(v.string()), step: v.nullable(v.string()) }))),
    }),
  ),
})
export type Erasure = v.InferOutput<typeof Erasure>

/** Instants are ISO; `finishedAt` is null until the deletion ends. Contains no API key. */
const Receipt = v.object({
  id: v.string(),
  connectionId: v.string(),
  host: v.string(),
  projectId: v.string(),
  projectName: NullableText,
  startedAt: v.string(),
  finishedAt: v.nullable(v.string()),
  reason: v.picklist(['selection', 'person']),
  /** "12 recordings" or the person's name. */
  title: v.string(),
  /** A sentence; null if they were selected by hand. */
  foundBy: NullableText,
  total: v.number(),
  /** Absent if the recordings are deleted one by one or in bulk. */
  erasure: v.optional(Erasure),
})
export type Receipt = v.InferOutput<typeof Receipt>

/**
 * `at` is the ISO instant of the outcome, `why` a sentence. `isRequested`: a request for it may have been sent, whatever came of
 * it; rows of earlier versions don't say.
 */
const ReceiptRow = v.object({
  receiptId: v.string(),
  index: v.number(),
  recordingId: v.string(),
  person: NullableText,
  startTime: NullableText,
  outcome: v.picklist(outcomes),
  at: NullableText,
  why: NullableText,
  isRequested: v.optional(v.boolean(), true),
})
export type ReceiptRow = v.InferOutput<typeof ReceiptRow>

export type Counts = Record<Outcome, number>

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

function rowsOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER])
}

export const receiptLog: ReceiptLog = {
  async list() {
    const receipts = await (await openDatabase()).getAll('receipts')
    return receipts
      .flatMap((one) => readAs(Receipt, one) ?? [])
      .toSorted((one, other) => other.startedAt.localeCompare(one.startedAt))
  },
  async read(id) {
    const database = await openDatabase()
    const receipt = readAs(Receipt, await database.get('receipts', id))
    if (!receipt) return null
    const rows = await database.getAll('receiptRows', rowsOf(id))
    return { receipt, rows: rows.flatMap((one) => readAs(ReceiptRow, one) ?? []) }
  },
  async count(id) {
    const database = await openDatabase()
    const counted = await Promise.all(
      outcomes.map(async (outcome) => [outcome, await database.countFromIndex('receiptRows', 'outcome', [id, outcome])] as const),
    )
    const counts: Counts = { waiting: 0, deleted: 0, 'already gone': 0, failed: 0, unknown: 0, 'not attempted': 0 }
    for (const [outcome, count] of counted) counts[outcome] = count
    return counts
  },
  async save(receipt, rows) {
    const database = await openDatabase()
    const change = database.transaction(['receipts', 'receiptRows'], 'readwrite')
    await Promise.all([
      change.objectStore('receipts').put(receipt),
      ...rows.map((row) => change.objectStore('receiptRows').put(row)),
      change.done,
    ])
    await updateJobMark(database)
  },
  async clear(id) {
    const database = await openDatabase()
    const change = database.transaction(['receipts', 'receiptRows'], 'readwrite')
    await Promise.all([
      change.objectStore('receipts').delete(id),
      change.objectStore('receiptRows').delete(rowsOf(id)),
      change.done,
    ])
    await updateJobMark(database)
  },
  async clearAll() {
    const database = await openDatabase()
    const change = database.transaction(['receipts', 'receiptRows'], 'readwrite')
    await Promise.all([change.objectStore('receipts').clear(), change.objectStore('receiptRows').clear(), change.done])
    await updateJobMark(database)
  },
}
