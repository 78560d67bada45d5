import 'fake-indexeddb/auto'
import { QueryClient } from '@tanstack/react-query'
import { beforeEach, expect, test, vi } from 'vitest'
import { clearActivityLog, readActivityLog } from '#storage/activityLog.ts'
import type { Connection } from '#storage/connections.ts'
import { forgetConnection } from '#storage/forgetConnection.ts'
import { type Receipt, receiptLog, type ReceiptRow } from '#storage/receipts.ts'
import { settings } from '#storage/settings.ts'
import { findJob, hideJob, jobStore } from '#features/jobs/jobStore.ts'
import { MemoryStorage } from '#lib/memoryStorage.ts'
import { closeReceipt, interruptedDeletions, resumeDeletion } from './resumeDeletion.ts'
import { type DeletionOrder, startDeletion } from './startDeletion.tsx'

const queryClient = new QueryClient()
let connections = 0
let connection: Connection
let receipt: Receipt

/** Of which the first may have been requested, and the last was not attempted. */
function rowsOf(receiptId: string): ReceiptRow[] {
  const row = { receiptId, person: null, startTime: null, at: null, why: null }
  return ['a', 'b', 'c'].map((recordingId, index) => {
    const outcome = recordingId === 'c' ? 'not attempted' : 'waiting'
    return { ...row, recordingId, index, outcome, isRequested: recordingId === 'a' }
  })
}

/** A server that has the recordings in `statuses` deleted or refuses them, and lists what is looked up; what the receipt says at each request. */
function serve(statuses: Record<string, number> = {}) {
  const requests: string[] = []
  vi.stubGlobal('fetch', async (input: string | URL | Request, init?: RequestInit) => {
    const { url, method } = input instanceof Request ? input : new Request(input, init)
    const id = /session_recordings\/(\w+)\/?$/.exec(url)?.[1] ?? ''
    const lookedUp = new URL(url).searchParams.get('session_ids')
    if (method === 'GET' && lookedUp) return Response.json({ results: JSON.parse(lookedUp).map((one: string) => ({ id: one })) })
    if (method !== 'DELETE') return Response.json({ detail: 'no' }, { status: 403 })
    const known = (await receiptLog.read(receipt.id))?.rows.map((row) => `${row.outcome}${row.isRequested ? ' sent' : ''}`)
    requests.push(`${id}: ${known?.join(', ')}`)
    const status = statuses[id] ?? 204
    return status === 204 ? new Response(null, { status }) : Response.json({ detail: 'no' }, { status })
  })
  return requests
}

function start(more: Partial<DeletionOrder> = {}) {
  startDeletion({ queryClient, connection, receipt, rows: rowsOf(receipt.id), ...more })
}

async function phase(kind: string) {
  await vi.waitFor(() => expect(findJob(receipt.id)?.job.phase.kind).toBe(kind), 5000)
}

async function stored() {
  const { rows = [], receipt: about } = (await receiptLog.read(receipt.id)) ?? {}
  return { outcomes: rows.map((row) => row.outcome), why: rows.map((row) => row.why), isFinished: about?.finishedAt !== null }
}

beforeEach(async () => {
  vi.stubGlobal('localStorage', new MemoryStorage())
  connections += 1
  const about = { id: `shop ${connections}`, host: 'https://posthog.example', key: 'phx_a', projectId: '1' }
  connection = { ...about, projectName: null, owner: null, zone: null } as Connection
  settings.set((now) => ({ ...now, connections: [connection] }))
  receipt = {
    id: `receipt ${connections}`,
    connectionId: connection.id,
    host: connection.host,
    projectId: '1',
    projectName: null,
    startedAt: '2026-11-30T00:00:00.000Z',
    finishedAt: null,
    reason: 'selection',
    title: '3 recordings',
    foundBy: null,
    total: 3,
  }
  jobStore.set({ jobs: [], shownId: null })
  await receiptLog.clearAll()
  await clearActivityLog()
})

test('the receipt is written before and after each request, and the activity log at the end', async () => {
  const requests = serve({ b: 500 })
  start()
  await phase('ended')
  expect(requests.map((line) => line.replace(/^(\w).*/, '$1'))).toEqual(['a', 'b', 'c'])
  expect(requests[1]).toBe('b: deleted sent, waiting sent, waiting sent')
  expect(await stored()).toMatchObject({ outcomes: ['deleted', 'failed', 'deleted'], isFinished: true })
  const logged = (await readActivityLog()).map(({ subject, outcome }) => `${subject} ${outcome}`)
  expect(logged.toSorted()).toEqual(['a done', 'b failed', 'c done'])
})

test('only what an earlier tab may have sent is said to be deleted by it', async () => {
  serve({ a: 404, b: 404 })
  start()
  await phase('ended')
  expect(await stored()).toMatchObject({
    outcomes: ['already gone', 'already gone', 'deleted'],
    why: ['An earlier attempt may have deleted it.', null, null],
  })
})

test('an unfinished receipt is found and resumed, whichever version wrote it', async () => {
  const requests = serve()
  const former = rowsOf(receipt.id).map(({ isRequested: _, ...row }) => ({
    ...row,
    outcome: row.index ? row.outcome : 'deleted',
  }))
  await receiptLog.save(receipt, former as ReceiptRow[])
  const [interrupted] = await interruptedDeletions()
  expect(interrupted?.job).toMatchObject({
    id: receipt.id,
    kind: 'deletion',
    host: connection.host,
    title: 'Deleting 3 recordings',
  })
  if (!interrupted) return
  await resumeDeletion({ ...interrupted, queryClient, connection })
  await phase('ended')
  expect(requests.map((line) => line.charAt(0))).toEqual(['b', 'c'])
  expect(await stored()).toMatchObject({ outcomes: ['deleted', 'deleted', 'deleted'], isFinished: true })
  expect(await interruptedDeletions()).toEqual([])
})

test('dismissed, an interrupted deletion leaves its receipt with what remains', async () => {
  await receiptLog.save(receipt, rowsOf(receipt.id))
  await closeReceipt(receipt.id)
  expect(await interruptedDeletions()).toEqual([])
  expect(await stored()).toMatchObject({ outcomes: ['waiting', 'waiting', 'not attempted'], isFinished: true })
})

test('a revoked key pauses it, and forgetting the connection cancels it and keeps its receipt', async () => {
  serve({ b: 401 })
  start()
  await phase('paused')
  expect(findJob(receipt.id)?.job.phase).toMatchObject({ why: { kind: 'bad-key' } })
  await forgetConnection(connection.id)
  await phase('ended')
  expect(await stored()).toMatchObject({ outcomes: ['deleted', 'not attempted', 'not attempted'], isFinished: true })
})

test('whoever opened it is told once: when its dialog is closed, or when some were deleted', async () => {
  serve({ b: 401 })
  const onDone = vi.fn<() => void>()
  start({ onDone })
  await phase('paused')
  expect(onDone).not.toHaveBeenCalled()
  hideJob(receipt.id)
  expect(onDone).toHaveBeenCalledTimes(1)
  findJob(receipt.id)?.cancel()
  await phase('ended')
  expect(onDone).toHaveBeenCalledTimes(1)
})
