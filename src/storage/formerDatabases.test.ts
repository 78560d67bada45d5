import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { type IDBPDatabase, openDB } from 'idb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { MemoryStorage } from '#lib/memoryStorage.ts'
import type { Database } from './databaseSchema.ts'
import { hasLoggedJobs } from './jobMark.ts'

let tabs: Database[] = []

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.stubGlobal('localStorage', new MemoryStorage())
  tabs = []
})
afterEach(() => {
  vi.restoreAllMocks()
  for (const tab of tabs) tab.close()
})

/** The modules of a page that has just loaded. */
async function loadPage(): Promise<() => Promise<Database>> {
  vi.resetModules()
  const { openDatabase } = await import('./database.ts')
  return async () => {
    const database = await openDatabase()
    tabs.push(database)
    return database
  }
}

async function openTab(): Promise<Database> {
  return (await loadPage())()
}

const receipt = { id: 'r1', connectionId: 'c1', title: '2 recordings', finishedAt: null }
const receiptRows = [0, 1].map((index) => ({ receiptId: 'r1', index, recordingId: `rec ${index}`, outcome: 'waiting' }))

async function openFormerReceipts(): Promise<IDBPDatabase> {
  return openDB('replay-desk-deletions', 1, {
    upgrade(database) {
      database.createObjectStore('receipts', { keyPath: 'id' })
      const rows = database.createObjectStore('rows', { keyPath: ['receiptId', 'index'] })
      rows.createIndex('outcome', ['receiptId', 'outcome'])
    },
  })
}

async function writeFormerReceipts() {
  const database = await openFormerReceipts()
  await database.put('receipts', receipt)
  for (const row of receiptRows) await database.put('rows', row)
  database.close()
}

async function writeFormer(name: string, stores: Record<string, { keyPath?: string | string[]; records: readonly object[] }>) {
  const database = await openDB(name, 1, {
    upgrade(empty) {
      for (const [store, { keyPath }] of Object.entries(stores)) empty.createObjectStore(store, keyPath ? { keyPath } : {})
    },
  })
  for (const [store, { keyPath, records }] of Object.entries(stores)) {
    for (const record of records) await database.put(store, record, keyPath ? undefined : 'key')
  }
  database.close()
}

async function databases(): Promise<(string | undefined)[]> {
  return (await indexedDB.databases()).map(({ name }) => name)
}

async function onlyOneIsLeft() {
  await expect.poll(databases).toEqual(['replay-desk-records'])
}

test('all records of the databases of earlier versions are copied, and these are deleted; their replay cache is not copied', async () => {
  const share = { connectionId: 'c1', projectId: '1', recordingId: 'rec', enabled: true, checkedAt: 1 }
  const review = { connectionId: 'c1', projectId: '1', id: 'rec', until: '2027-01-01' }
  await writeFormerReceipts()
  await writeFormer('replay-desk', {
    jobs: { keyPath: 'id', records: [{ id: 'j1' }] },
    jobItems: { keyPath: ['jobId', 'id'], records: [{ jobId: 'j1', id: 'a' }] },
  })
  await writeFormer('replay-desk-register', {
    scans: { keyPath: 'id', records: [{ id: 's1' }] },
    candidates: { keyPath: ['scanId', 'id'], records: [{ scanId: 's1', id: 'rec', state: 'waiting' }] },
    rows: { keyPath: ['scanId', 'id'], records: [{ scanId: 's1', id: 'rec 2' }] },
    reviews: { keyPath: ['connectionId', 'projectId', 'id'], records: [review] },
  })
  await writeFormer('replay-desk-shares', {
    shares: { keyPath: ['connectionId', 'projectId', 'recordingId'], records: [share] },
  })
  await writeFormer('replay-desk-trail', { entries: { keyPath: 'id', records: [{ id: 'e1', at: '2026-11-01' }] } })
  await writeFormer('replay-desk-replays', { recordings: { records: [{ size: 1 }] }, stretches: { records: [] } })

  const database = await openTab()
  expect(await database.getAll('receipts')).toEqual([receipt])
  expect(await database.getAll('receiptRows')).toEqual(receiptRows)
  expect(await database.countFromIndex('receiptRows', 'outcome', ['r1', 'waiting'])).toBe(2)
  expect(await database.getAll('jobs')).toEqual([{ id: 'j1' }])
  expect(await database.getAll('jobItems')).toEqual([{ jobId: 'j1', id: 'a' }])
  expect(await database.getAll('scans')).toEqual([{ id: 's1' }])
  expect(await database.getAllFromIndex('candidates', 'state', ['s1', 'waiting'])).toHaveLength(1)
  expect(await database.getAll('shareRows')).toEqual([{ scanId: 's1', id: 'rec 2' }])
  expect(await database.getAll('reviews')).toEqual([review])
  expect(await database.getAll('knownShares')).toEqual([share])
  expect(await database.getAllFromIndex('activity', 'at')).toEqual([{ id: 'e1', at: '2026-11-01' }])
  expect(await database.getAll('replays')).toEqual([])
  expect(hasLoggedJobs()).toBe(true)
  await onlyOneIsLeft()
  await expect.poll(() => database.getAllKeys('copied')).toEqual([])
})

test('a copy that is interrupted leaves everything where it was, and the next visit copies it', async () => {
  await writeFormerReceipts()
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
    throw new DOMException('Full', 'QuotaExceededError')
  })
  const database = await openTab()
  expect(put).toHaveBeenCalled()
  expect(await database.count('receipts')).toBe(0)
  expect(await database.count('receiptRows')).toBe(0)
  expect(await databases()).toContain('replay-desk-deletions')
  database.close()
  put.mockRestore()

  const next = await openTab()
  expect(await next.getAll('receipts')).toEqual([receipt])
  expect(await next.getAll('receiptRows')).toEqual(receiptRows)
  await onlyOneIsLeft()
})

test('a former database that cannot be deleted is not copied again, so that what was removed since stays removed', async () => {
  await writeFormerReceipts()
  const remove = vi.spyOn(IDBFactory.prototype, 'deleteDatabase').mockImplementation(() => {
    throw new DOMException('No', 'UnknownError')
  })
  const database = await openTab()
  await database.clear('receipts')
  await database.clear('receiptRows')
  database.close()
  const next = await openTab()
  expect(await next.count('receipts')).toBe(0)
  expect(await next.count('receiptRows')).toBe(0)
  next.close()
  remove.mockRestore()
  const last = await openTab()
  expect(await last.count('receipts')).toBe(0)
  await onlyOneIsLeft()
})

test('what a tab of an earlier version has open follows when that tab is closed, with all that it wrote until then', async () => {
  const former = await openFormerReceipts()
  await former.put('receipts', receipt)
  const database = await openTab()
  await database.put('receipts', { ...receipt, id: 'r2' })
  expect(await database.getAllKeys('receipts')).toEqual(['r2'])
  await former.put('receipts', { ...receipt, finishedAt: '2026-11-30T00:00:00Z' })
  await former.put('rows', receiptRows[0])
  former.close()
  await expect.poll(() => database.getAllKeys('receipts')).toEqual(['r1', 'r2'])
  expect(await database.get('receipts', 'r1')).toMatchObject({ finishedAt: '2026-11-30T00:00:00Z' })
  expect(await database.getAll('receiptRows')).toEqual([receiptRows[0]])
  await onlyOneIsLeft()
})

test('two tabs that open at the same time copy each record once', async () => {
  await writeFormerReceipts()
  const [openOne, openOther] = [await loadPage(), await loadPage()]
  const [one, other] = await Promise.all([openOne(), openOther()])
  expect(one).not.toBe(other)
  for (const database of [one, other]) {
    expect(await database.getAll('receipts')).toEqual([receipt])
    expect(await database.getAll('receiptRows')).toEqual(receiptRows)
  }
  await onlyOneIsLeft()
})

test('of two answers about one link the newer one stays', async () => {
  const keyPath = ['connectionId', 'projectId', 'recordingId']
  const share = (recordingId: string, checkedAt: number) => ({ connectionId: 'c1', projectId: '1', recordingId, checkedAt })
  const database = await openTab()
  await database.put('knownShares', share('newer here', 2))
  await database.put('knownShares', share('newer there', 2))
  await writeFormer('replay-desk-shares', { shares: { keyPath, records: [share('newer here', 1), share('newer there', 3)] } })
  const next = await openTab()
  expect(await next.getAll('knownShares')).toEqual([share('newer here', 2), share('newer there', 3)])
})

test('an earlier version that was installed again for a while is copied again', async () => {
  await writeFormerReceipts()
  await openTab()
  await onlyOneIsLeft()
  const former = await openFormerReceipts()
  await former.put('receipts', { ...receipt, id: 'later' })
  former.close()
  const database = await openTab()
  expect(await database.getAllKeys('receipts')).toEqual(['later', 'r1'])
})
