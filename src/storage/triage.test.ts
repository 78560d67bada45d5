import 'fake-indexeddb/auto'
import { QueryClient } from '@tanstack/react-query'
import { openDB } from 'idb'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, test, vi } from 'vitest'
import type { ApiConnection } from './connections.ts'
import type { Decision } from './triage.ts'

const connection: ApiConnection = { id: 'c1', host: 'https://posthog.example', projectId: '1', key: 'phx_x' }

function decisionOf(recordingId: string, more: Partial<Decision> = {}): Decision {
  const { id: connectionId, host, projectId } = connection
  const about = { person: null, startTime: null, startUrl: null, decidedAt: '2026-11-30T10:00:00.000Z' }
  return { connectionId, host, projectId, recordingId, decision: 'kept', ...about, ...more }
}

async function newStorage() {
  vi.resetModules()
  const triage = await import('./triage.ts')
  const idsOf = async (of = connection) =>
    (await new QueryClient().fetchQuery(triage.triageQueries.ofProject(of))).map(({ recordingId }) => recordingId)
  return { ...triage, idsOf }
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

test('decisions are read by project, oldest first, and the last about a recording counts', async () => {
  const { saveDecision, removeDecision, idsOf, triageQueries } = await newStorage()
  await saveDecision(decisionOf('b', { decidedAt: '2026-11-30T11:00:00.000Z' }))
  await saveDecision(decisionOf('a'))
  await saveDecision(decisionOf('a', { decision: 'skipped' }))
  await saveDecision(decisionOf('other project', { projectId: '2' }))
  await saveDecision(decisionOf('other connection', { connectionId: 'c2' }))
  expect(await idsOf()).toEqual(['a', 'b'])
  expect((await new QueryClient().fetchQuery(triageQueries.ofProject(connection)))[0]?.decision).toBe('skipped')
  await removeDecision(decisionOf('a'))
  expect(await idsOf()).toEqual(['b'])
})

test('decisions go with their connection and with deleted recordings', async () => {
  const { saveDecision, forgetDecisions, dropDecisions, idsOf } = await newStorage()
  for (const id of ['a', 'b']) {
    await saveDecision(decisionOf(id))
    await saveDecision(decisionOf(id, { connectionId: 'c2' }))
  }
  await dropDecisions(connection, new Set(['a']))
  expect(await idsOf()).toEqual(['b'])
  await forgetDecisions('c1')
  expect(await idsOf()).toEqual([])
  expect(await idsOf({ ...connection, id: 'c2' })).toEqual(['b'])
})

test('a database of the version before keeps its signals and gets decisions', async () => {
  const former = await openDB('replay-desk-records', 3, {
    upgrade(database) {
      database.createObjectStore('signals', { keyPath: ['connectionId', 'host', 'projectId', 'recordingId'] })
      database.createObjectStore('copied')
    },
  })
  await former.put('signals', { ...decisionOf('s1') })
  former.close()
  const { saveDecision, idsOf } = await newStorage()
  await saveDecision(decisionOf('a'))
  expect(await idsOf()).toEqual(['a'])
  const { openDatabase } = await import('./database.ts')
  expect(await (await openDatabase()).count('signals')).toBe(1)
})
