import type { DBSchema, IDBPDatabase, StoreNames } from 'idb'

export type ReplayCacheKey = readonly [connectionId: string, host: string, projectId: string, recordingId: string]

/** Times are milliseconds since 1970, null if the server did not say. */
export type CachedBlock = { source: string; key: string | null; start: number | null; end: number | null }

/** Times are milliseconds since 1970; `size` in bytes. */
export type CachedReplay = {
  place: ReplayCacheKey
  /** All of its blocks if no more will come; null while the server has to be asked. */
  blocks: CachedBlock[] | null
  size: number
  usedAt: number
  /** When the server deletes it; null if it did not say. */
  expiresAt: number | null
}

export type CachedSegment = { place: ReplayCacheKey; name: string; bytes: ArrayBuffer }

/** Records that must not be lost are read back through a schema of the module that writes them, since another version may have written them. */
export interface Schema extends DBSchema {
  /** receipts.ts */
  receipts: { key: string; value: unknown }
  receiptRows: { key: [receiptId: string, index: number]; value: unknown; indexes: { outcome: [string, string] } }
  /** shareInventory.ts */
  scans: { key: string; value: unknown }
  candidates: { key: [scanId: string, id: string]; value: unknown; indexes: { state: [string, string] } }
  shareRows: { key: [scanId: string, id: string]; value: unknown }
  reviews: { key: [connectionId: string, projectId: string, id: string]; value: unknown }
  /** knownShares.ts */
  knownShares: {
    key: [connectionId: string, projectId: string, recordingId: string]
    value: unknown
    indexes: { checkedAt: number }
  }
  /** activityLog.ts */
  activity: { key: string; value: unknown; indexes: { at: string } }
  /** replayCache.ts */
  replays: { key: [string, string, string, string]; value: CachedReplay }
  segments: { key: [string, string, string, string, string]; value: CachedSegment }
  /** jobs.ts */
  jobs: { key: string; value: unknown }
  jobItems: { key: [jobId: string, id: string]; value: unknown }
  /** notes.ts */
  notes: { key: string; value: unknown; indexes: { recording: [host: string, projectId: string, recordingId: string] } }
  /** sessionSignals.ts */
  signals: {
    key: [connectionId: string, host: string, projectId: string, recordingId: string]
    value: unknown
    indexes: { fetchedAt: number }
  }
  /** triage.ts */
  triage: { key: [connectionId: string, host: string, projectId: string, recordingId: string]; value: unknown }
  /** formerDatabases.ts: names of databases whose records have all been copied. */
  copied: { key: string; value: string }
}

export type Database = IDBPDatabase<Schema>
export type StoreName = StoreNames<Schema>

/** Version 2 added notes, version 3 signals, version 4 triage. */
export const schemaVersion = 4

/** Creates the stores that a version before lacks; 0 if there was no database. */
export function createStores(database: Database, versionBefore: number) {
  if (versionBefore < 1) createFirstStores(database)
  if (versionBefore < 2) {
    const notes = database.createObjectStore('notes', { keyPath: 'id' })
    notes.createIndex('recording', ['host', 'projectId', 'recordingId'])
  }
  if (versionBefore < 3) {
    const signals = database.createObjectStore('signals', { keyPath: ['connectionId', 'host', 'projectId', 'recordingId'] })
    signals.createIndex('fetchedAt', 'fetchedAt')
  }
  if (versionBefore < 4) database.createObjectStore('triage', { keyPath: ['connectionId', 'host', 'projectId', 'recordingId'] })
}

function createFirstStores(database: Database) {
  database.createObjectStore('receipts', { keyPath: 'id' })
  database.createObjectStore('receiptRows', { keyPath: ['receiptId', 'index'] }).createIndex('outcome', ['receiptId', 'outcome'])
  database.createObjectStore('scans', { keyPath: 'id' })
  database.createObjectStore('candidates', { keyPath: ['scanId', 'id'] }).createIndex('state', ['scanId', 'state'])
  database.createObjectStore('shareRows', { keyPath: ['scanId', 'id'] })
  database.createObjectStore('reviews', { keyPath: ['connectionId', 'projectId', 'id'] })
  database
    .createObjectStore('knownShares', { keyPath: ['connectionId', 'projectId', 'recordingId'] })
    .createIndex('checkedAt', 'checkedAt')
  database.createObjectStore('activity', { keyPath: 'id' }).createIndex('at', 'at')
  database.createObjectStore('replays')
  database.createObjectStore('segments')
  database.createObjectStore('jobs', { keyPath: 'id' })
  database.createObjectStore('jobItems', { keyPath: ['jobId', 'id'] })
  database.createObjectStore('copied')
}
