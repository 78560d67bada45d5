import { isRecord } from '#lib/isRecord.ts'
import { parseJson } from '#lib/stored.ts'
import { openDatabase } from './database.ts'
import type { StoreName } from './databaseSchema.ts'

type Group = {
  name: string
  /** Names in local and session storage; all that begin so if it ends with a space. */
  values?: readonly string[]
  stores?: readonly StoreName[]
  /** The fields of its records that are dates, ISO or milliseconds since 1970. */
  dates?: readonly string[]
  /** What else erasing it means. */
  warning?: string
}

/** Everything that is stored in this browser, by what it is for. A name that is in none belongs to "Other". */
const groups: readonly Group[] = [
  {
    name: 'Connections and settings',
    values: ['replay-desk', 'replay-desk-keys', 'replay-desk-vault'],
    warning: 'Your keys and saved views go too.',
  },
  {
    name: 'Preferences',
    values: [
      'replay-desk-replay',
      'replay-desk-signal-weights',
      'replay-desk-recent-commands',
      'replay-desk-demo-tour-dismissed',
      'replay-desk-id-lists',
    ],
  },
  {
    name: 'Deletion receipts',
    stores: ['receipts', 'receiptRows'],
    dates: ['startedAt'],
    warning: 'They are the only proof of what was deleted.',
  },
  { name: 'Activity log', stores: ['activity'], dates: ['at'], warning: 'It is stored nowhere else.' },
  { name: 'Notes', stores: ['notes'], dates: ['createdAt'], warning: 'They are stored nowhere else.' },
  { name: 'Review decisions', stores: ['triage'], dates: ['decidedAt'] },
  {
    name: 'Public links found',
    stores: ['scans', 'candidates', 'shareRows', 'reviews', 'knownShares'],
    dates: ['startedAt', 'decidedAt', 'checkedAt'],
    warning: 'Reviews of public links go too.',
  },
  { name: 'Cached recordings', stores: ['replays', 'segments'], dates: ['usedAt'] },
  { name: 'Cached signals', stores: ['signals'], dates: ['fetchedAt'] },
  { name: 'Cached counts and charts', values: ['replay-desk-overview', 'replay-desk-counts'], dates: ['at'] },
  { name: 'SQL history', values: ['replay-desk-queries'], dates: ['at'] },
  { name: 'Resume reminders', values: ['replay-desk-freezes'] },
  {
    name: 'Unfinished jobs',
    stores: ['jobs', 'jobItems'],
    values: ['replay-desk-jobs'],
    dates: ['startedAt'],
    warning: 'They can’t be resumed then.',
  },
  { name: 'Request counts', values: ['replay-desk-budget ', 'replay-desk-uncounted', 'replay-desk-no-store'] },
]

const other: Group = { name: 'Other', stores: ['copied'] }

export type StoredGroup = {
  name: string
  warning: string | null
  places: readonly ('Local storage' | 'Session storage' | 'IndexedDB')[]
  records: number
  /** Estimated: the length of its JSON, or of its bytes. */
  bytes: number
  oldest: Date | null
}

type Item = { place: StoredGroup['places'][number]; name: string; record: unknown; bytes: number; oldest: number | null }

const recordsPerRead = 100

function isOurs(name: string): boolean {
  return /^replay-desk\b/.test(name)
}

function has({ values = [] }: Group, name: string): boolean {
  return values.some((one) => one === name || (one.endsWith(' ') && name.startsWith(one)))
}

function groupOfValue(name: string): Group {
  return groups.find((group) => has(group, name)) ?? other
}

function areas(): [Item['place'], Storage][] {
  try {
    return [
      ['Local storage', localStorage],
      ['Session storage', sessionStorage],
    ]
  } catch {
    return [] // blocked storage holds nothing
  }
}

function namesIn(area: Storage): string[] {
  return Object.keys(area).filter(isOurs)
}

function timeOf(record: unknown, dates: readonly string[] = []): number | null {
  if (!isRecord(record)) return null
  for (const field of dates) {
    const value = record[field]
    const time = typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) : Number.NaN
    if (Number.isFinite(time)) return time
  }
  return null
}

function earliest(times: (number | null)[]): number | null {
  return times.reduce((first, time) => (time === null || (first !== null && first < time) ? first : time), null)
}

/** The records within a value: its own elements, or those of its one list. */
function recordsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  const entries = isRecord(value) ? value['entries'] : undefined
  return Array.isArray(entries) ? entries : [value]
}

function bytesOf(record: unknown): number {
  if (isRecord(record) && record['bytes'] instanceof ArrayBuffer) return record['bytes'].byteLength
  return JSON.stringify(record)?.length ?? 0
}

function* valuesOf(group: Group): Generator<Item> {
  for (const [place, area] of areas()) {
    for (const name of namesIn(area).filter((one) => groupOfValue(one) === group)) {
      const text = area.getItem(name) ?? ''
      const records = recordsOf(parseJson(text))
      for (const record of records) {
        const bytes = Math.round((name.length + text.length) / records.length)
        yield { place, name, record, bytes, oldest: timeOf(record, group.dates) }
      }
    }
  }
}

/** All records of a store, some at a time, so that the page answers meanwhile. The bytes of recordings are not read. */
async function* recordsIn(store: StoreName, { dates }: Group): AsyncGenerator<Item> {
  if (store === 'segments') return // their sizes are in "replays"
  const database = await openDatabase()
  let range: IDBKeyRange | undefined
  for (;;) {
    const reading = database.transaction(store).store
    const [keys, records]: [IDBValidKey[], unknown[]] = await Promise.all([
      reading.getAllKeys(range, recordsPerRead),
      reading.getAll(range, recordsPerRead),
    ])
    for (const record of records) {
      const size = store === 'replays' && isRecord(record) ? record['size'] : null
      const bytes = typeof size === 'number' ? size : bytesOf(record)
      yield { place: 'IndexedDB', name: store, record, bytes, oldest: timeOf(record, dates) }
    }
    const last = keys.at(-1)
    if (last === undefined || keys.length < recordsPerRead) return
    range = IDBKeyRange.lowerBound(last, true)
    await new Promise((resolve) => {
      setTimeout(resolve)
    })
  }
}

async function* itemsOf(group: Group): AsyncGenerator<Item> {
  yield* valuesOf(group)
  for (const store of group.stores ?? []) yield* recordsIn(store, group)
}

async function measure(group: Group): Promise<StoredGroup> {
  let records = 0
  let bytes = 0
  let oldest: number | null = null
  const places = new Set<Item['place']>()
  try {
    for await (const item of itemsOf(group)) {
      records += 1
      bytes += item.bytes
      oldest = earliest([oldest, item.oldest])
      places.add(item.place)
    }
  } catch {
    // Blocked storage holds nothing.
  }
  const { name, warning = null } = group
  return { name, warning, places: [...places], records, bytes, oldest: oldest === null ? null : new Date(oldest) }
}

/** What is stored in this browser now. Groups without records are left out. Never rejects. */
export async function measureStored(): Promise<StoredGroup[]> {
  const measured: StoredGroup[] = []
  for (const group of [...groups, other]) measured.push(await measure(group))
  return measured.filter(({ records }) => records > 0)
}

/** Without keys, plain or sealed, and without what could open the vault. */
function withoutSecrets({ name, record }: Item): unknown {
  if (name === 'replay-desk-keys' || name === 'replay-desk-vault') return undefined
  if (name !== 'replay-desk' || !isRecord(record) || !Array.isArray(record['connections'])) return record
  const connections = record['connections'].map((one: unknown) =>
    isRecord(one) ? Object.fromEntries(Object.entries(one).filter(([field]) => field !== 'key' && field !== 'sealed')) : null,
  )
  return { ...record, connections }
}

/**
 * A JSON file of one group, or of all. Cached recordings are listed without their contents. `clean` is applied to every record.
 */
export async function exportStored(only: string | null, clean: (record: unknown) => unknown): Promise<Blob> {
  const lines: string[] = []
  for (const group of [...groups, other].filter(({ name }) => only === null || name === only)) {
    for await (const item of itemsOf(group)) {
      const record = withoutSecrets(item)
      if (record === undefined) continue
      lines.push(JSON.stringify({ group: group.name, place: item.place, name: item.name, record: clean(record) }))
    }
  }
  const head = JSON.stringify({ kind: 'replay-desk-stored', exportedAt: new Date().toISOString() })
  return new Blob([`${head.slice(0, -1)},"records":[\n`, lines.join(',\n'), '\n]}\n'])
}

/** Removes values so that this tab notices it, as others do. */
function removeValues(isGone: (name: string) => boolean) {
  for (const [, area] of areas()) {
    for (const key of namesIn(area).filter(isGone)) {
      area.removeItem(key)
      dispatchEvent(new StorageEvent('storage', { key }))
    }
  }
}

async function clear(stores: readonly StoreName[]): Promise<void> {
  if (stores.length === 0) return
  const database = await openDatabase()
  const writing = database.transaction(stores, 'readwrite')
  await Promise.all([...stores.map((store) => writing.objectStore(store).clear()), writing.done])
}

/** Erases one group. Rejects where storage is blocked. */
export async function eraseStored(name: string): Promise<void> {
  const group = [...groups, other].find((one) => one.name === name) ?? other
  await clear(group.stores ?? [])
  removeValues((one) => groupOfValue(one) === group)
}

/** Erases everything, databases of earlier versions included. The page must be loaded anew afterwards. */
export async function eraseAllStored(): Promise<void> {
  const database = await openDatabase().catch(() => null)
  if (database) await clear([...database.objectStoreNames])
  const names = 'databases' in indexedDB ? (await indexedDB.databases()).map(({ name = '' }) => name) : []
  database?.close()
  for (const name of names.filter(isOurs)) indexedDB.deleteDatabase(name) // waits for other tabs, which close it
  removeValues(() => true)
}
