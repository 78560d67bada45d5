import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import { jobLog, newItems } from './jobLog.ts'
import { findJob } from './jobStore.ts'
import { oneByOne } from './oneByOne.ts'
import { startJob } from './startJob.ts'
import { MemoryStorage } from '#lib/memoryStorage.ts'
import { connectionsNow, type Connection, saveConnection } from '#storage/connections.ts'
import { openDatabase } from '#storage/database.ts'
import { loggedJobs, saveJob } from '#storage/jobs.ts'
import { logActivity } from '#storage/activityLog.ts'
import { cacheBlocks, replayCacheKey } from '#storage/replayCache.ts'
import { forgetConnection } from '#storage/forgetConnection.ts'

vi.stubGlobal('localStorage', new MemoryStorage())
vi.stubGlobal('sessionStorage', new MemoryStorage())

function connectionOf(id: string): Connection {
  const about = { name: id, host: 'https://posthog.example', projectId: '1', projectName: null, zone: null, owner: null }
  return { ...about, id, key: 'phx_secret', keyKept: 'tab' }
}

async function storeEverything(id: string) {
  const connection = connectionOf(id)
  saveConnection(connection)
  const database = await openDatabase()
  const { host, projectId } = connection
  const project = { connectionId: id, projectId }
  await database.put('scans', { ...project, id: `scan of ${id}`, host })
  await database.put('reviews', { ...project, id: 'recording' })
  await database.put('knownShares', { ...project, recordingId: 'recording' })
  await database.put('receipts', { ...project, id: `receipt of ${id}`, finishedAt: '2026-11-30T00:00:00Z' })
  await cacheBlocks(replayCacheKey(connection, 'recording'), [], null)
  await logActivity(connection, [{ action: 'shared', kind: 'recording', subject: 'recording', outcome: 'done' }])
  return connection
}

test('forgetting a connection cancels its jobs and removes all of it but receipts and the activity log', async () => {
  const connection = await storeEverything('gone')
  await storeEverything('other')
  const about = { kind: 'test', title: 'Job', host: connection.host, projectId: '1', startedAt: '2026-11-30T00:00:00Z' }
  await saveJob({ ...about, id: 'left by a closed tab', connectionId: 'gone' }, [])
  await saveJob({ ...about, id: 'of the other', connectionId: 'other' }, [])
  const sent: string[] = []
  let answer = () => {}
  const ended = startJob({
    id: 'running',
    title: 'Job',
    connection,
    items: newItems(['x', 'y'].map((id) => ({ id, name: id }))),
    write: jobLog({ ...about, id: 'running', connectionId: 'gone' }),
    perform: (work) =>
      oneByOne(work, async ({ id }) => {
        sent.push(id)
        await new Promise<void>((resolve) => {
          answer = resolve
        })
        return { outcome: 'done' }
      }),
    view: { title: 'Job', noun: 'item', nouns: 'items', outcomeLabel: (outcome) => outcome, retryable: new Set() },
  })
  await vi.waitFor(() => expect(sent).toEqual(['x']))

  const forgotten = forgetConnection('gone')
  answer()
  await Promise.all([forgotten, ended])
  expect(sent).toEqual(['x'])
  expect(findJob('running')?.job.items.map(({ outcome }) => outcome)).toEqual(['done', 'not attempted'])
  expect(connectionsNow().map(({ id }) => id)).toEqual(['other'])
  const database = await openDatabase()
  await vi.waitFor(async () => expect((await loggedJobs()).map(({ id }) => id)).toEqual(['of the other']))
  for (const store of ['reviews', 'knownShares', 'replays'] as const) {
    await vi.waitFor(async () => expect(JSON.stringify(await database.getAllKeys(store))).not.toContain('gone'))
    expect(JSON.stringify(await database.getAllKeys(store))).toContain('other')
  }
  expect(await database.count('receipts')).toBe(2)
  expect(await database.count('activity')).toBe(2)
})
