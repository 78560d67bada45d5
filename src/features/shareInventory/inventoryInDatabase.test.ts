import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import type { Connection } from '#storage/connections.ts'
import { openDatabase } from '#storage/database.ts'
import { inventoryInDatabase } from '#storage/inventoryInDatabase.ts'
import { createScan } from './newScan.ts'
import { publicRow } from '#storage/shareRow.fixture.ts'
import type { ShareRow } from '#storage/shareRow.ts'

const connection: Connection = {
  id: 'stored',
  name: 'Stored',
  host: 'https://eu.posthog.com',
  key: 'phx_secret',
  keyKept: 'tab',
  projectId: '1',
  projectName: null,
  zone: null,
  owner: null,
}
const request = { range: { from: '2026-01-01T00:00:00.000Z', to: null }, isThorough: false }

function rowOf(scanId: string, id: string): ShareRow {
  return { ...publicRow, scanId, id, token: `token of ${id}`, hasPassword: null, isListed: null }
}

/** Writes a damaged record. */
async function damage(store: 'shareRows' | 'candidates', value: unknown) {
  await (await openDatabase()).put(store, value)
}

async function begun() {
  const store = inventoryInDatabase(await openDatabase())
  return { store, ...(await createScan(store, connection, request)) }
}

test('all rows of a scan are read, however many, and none of another scan', async () => {
  const { store, scan } = await begun()
  const ids = Array.from({ length: 1201 }, (_, index) => `recording ${String(index).padStart(4, '0')}`)
  await store.saveRows([...ids.map((id) => rowOf(scan.id, id)), rowOf(`${scan.id} other`, 'foreign')])
  const { rows, damaged } = await store.rows(scan.id)
  expect(rows.map(({ id }) => id)).toEqual(ids)
  expect(damaged).toEqual([])
  const some = await store.rows(scan.id, ['recording 0700', 'never stored', 'recording 0007'])
  expect(some.rows.map(({ id }) => id)).toEqual(['recording 0700', 'recording 0007'])
  expect(some.damaged).toEqual([])
})

test('the recording of a damaged row is known, and the next scan checks it without a comparison', async () => {
  const { store, scan } = await begun()
  await store.saveRows([rowOf(scan.id, 'whole')])
  await damage('shareRows', { ...rowOf(scan.id, 'lost'), state: 'open to all' })
  expect(await store.rows(scan.id)).toMatchObject({ rows: [{ id: 'whole' }], damaged: ['lost'] })
  await store.finish({ ...scan, end: 'complete', finishedAt: scan.startedAt })
  const next = await createScan(store, connection, request)
  expect([...(next.previous?.unreadable ?? [])]).toEqual(['lost'])
  expect(next.scan.comparedWith).toMatchObject({ number: scan.number, unreadable: 1 })
})

test('a damaged candidate keeps its ID and is checked', async () => {
  const { store, scan } = await begun()
  const whole = { id: 'whole', startTime: '2026-09-17T12:00:00.000Z', distinctId: 'ada', details: null }
  await store.addCandidates(scan.id, [whole], () => scan)
  await damage('candidates', { scanId: scan.id, id: 'odd', state: 'waiting', startTime: 'soon', distinctId: 5, details: 'many' })
  expect(await store.uncheckedCandidates(scan.id, 9)).toEqual([
    { id: 'odd', startTime: null, distinctId: null, details: null },
    whole,
  ])
})
