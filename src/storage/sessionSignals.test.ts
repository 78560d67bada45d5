import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { openDB } from 'idb'
import { beforeEach, expect, test, vi } from 'vitest'
import { MemoryStorage } from '#lib/memoryStorage.ts'
import type { SessionSignals } from './sessionSignals.ts'

beforeEach(() => {
  vi.resetModules()
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.stubGlobal('localStorage', new MemoryStorage())
})

const host = 'https://us.posthog.com'
const first: SessionSignals = {
  connectionId: 'c1',
  host,
  projectId: '1',
  recordingId: 'r1',
  activity: [1, 0, 2],
  marks: [{ kind: 'rage click', at: 12, count: 1, label: 'Pay now' }],
  counts: { rageClicks: 1, deadClicks: 0, quickBacks: 0, errorsAfterClick: 0, failedRequests: null },
  fetchedAt: 1,
  isFinal: true,
}
const connection = (id: string) => ({ id, host, key: 'k', projectId: '1' })

async function openSignals() {
  const signals = await import('./sessionSignals.ts')
  const ids = async (connectionId: string) => [...(await signals.readSignals(connection(connectionId), ['r1', 'r2'])).keys()]
  return { ...signals, ids }
}

test('signals are read back as they were saved, for their connection only', async () => {
  const { saveSignals, readSignals, ids } = await openSignals()
  await saveSignals([first, { ...first, recordingId: 'r2', isFinal: false }])
  expect((await readSignals(connection('c1'), ['r1', 'other'])).get('r1')).toEqual(first)
  expect(await ids('c1')).toEqual(['r1', 'r2'])
  expect(await ids('c2')).toEqual([])
})

test('forgetting a connection removes its signals, deleting a recording those of every connection', async () => {
  const { saveSignals, forgetSignals, dropSignals, ids } = await openSignals()
  await saveSignals([first, { ...first, connectionId: 'c2' }, { ...first, connectionId: 'c2', recordingId: 'r2' }])
  await forgetSignals('c1')
  expect(await ids('c1')).toEqual([])
  await dropSignals(connection('c9'), new Set(['r1']))
  expect(await ids('c2')).toEqual(['r2'])
})

test('a record that another version wrote differently is not read', async () => {
  const { saveSignals, ids } = await openSignals()
  const { openDatabase } = await import('./database.ts')
  await saveSignals([first])
  await (await openDatabase()).put('signals', { ...first, recordingId: 'r2', marks: 'none' })
  expect(await ids('c1')).toEqual(['r1'])
})

test('a database of the version before keeps its notes and gets signals', async () => {
  const former = await openDB('replay-desk-records', 2, {
    upgrade(database) {
      database.createObjectStore('copied')
      const notes = database.createObjectStore('notes', { keyPath: 'id' })
      notes.createIndex('recording', ['host', 'projectId', 'recordingId'])
    },
  })
  await former.put('notes', { id: 'n1' })
  former.close()
  const { saveSignals, ids } = await openSignals()
  await saveSignals([first])
  expect(await ids('c1')).toEqual(['r1'])
  const { openDatabase } = await import('./database.ts')
  expect(await (await openDatabase()).count('notes')).toBe(1)
})
