import 'fake-indexeddb/auto'
import { QueryClient } from '@tanstack/react-query'
import { beforeEach, expect, test, vi } from 'vitest'
import { clearActivityLog, readActivityLog } from '#storage/activityLog.ts'
import type { Connection } from '#storage/connections.ts'
import { loggedItems, loggedJobs } from '#storage/jobs.ts'
import { jobStore } from '#features/jobs/jobStore.ts'
import { openInventory } from '#storage/openInventory.ts'
import type { ShareAction } from '#features/shareInventory/runAction.ts'
import { publicRow as row } from '#storage/shareRow.fixture.ts'
import { MemoryStorage } from '#lib/memoryStorage.ts'
import { resumeShareJob, startShareJob } from './shareJobs.tsx'

const queryClient = new QueryClient()
let connections = 0
let connection: Connection

const { scanId } = row
const rows = ['a', 'b', 'c'].map((id) => ({ ...row, id, distinctId: `person ${id}` }))

type Sent = { method: string; id: string; enabled: unknown }

/** A server that turns links on and off, and replaces them; `statuses` by the recording instead. */
function serve(statuses: Record<string, number> = {}, { token = row.token } = {}) {
  const sent: Sent[] = []
  vi.stubGlobal('fetch', async (input: string | URL | Request, init?: RequestInit) => {
    const request = input instanceof Request ? input : new Request(input, init)
    const id = /session_recordings\/(\w+)\/sharing/.exec(request.url)?.[1] ?? ''
    if (request.method === 'GET') {
      return Response.json({ enabled: true, access_token: token, created_at: row.checkedAt }) // as it was
    }
    const { enabled = false } = JSON.parse((await request.text()) || '{}') as { enabled?: boolean }
    sent.push({ method: request.method, id, enabled })
    const status = statuses[id]
    if (status !== undefined) return Response.json({ detail: 'no' }, { status })
    const isRenewal = request.url.includes('/refresh')
    return Response.json({ enabled, access_token: isRenewal ? 'QrStUvWxYzAbCdEf' : token, created_at: row.checkedAt })
  })
  return sent
}

const start = (action: ShareAction) => startShareJob({ queryClient, connection, action, rows })

async function ended() {
  await vi.waitFor(() => expect(jobStore.get().jobs.at(-1)?.job.phase.kind).toBe('ended'), 5000)
  const running = jobStore.get().jobs.at(-1)
  return { running, outcomes: running?.job.items.map(({ id, outcome }) => `${id} ${outcome}`) }
}

async function states() {
  const stored = await (await openInventory()).store.rows(scanId)
  return stored.rows.map(({ id, state }) => `${id} ${state}`)
}

async function logged() {
  return (await readActivityLog()).map(({ subject, action, outcome, linkEnd }) => `${subject} ${action} ${outcome} ${linkEnd}`)
}

beforeEach(async () => {
  vi.stubGlobal('localStorage', new MemoryStorage())
  connections += 1
  // Whatever a server was seen to do lasts as long as the tab.
  const about = { id: `shop ${connections}`, host: 'https://posthog.example', key: 'phx_a', projectId: '1' }
  connection = { ...about, projectName: null, owner: null } as Connection
  jobStore.set({ jobs: [], shownId: null })
  await clearActivityLog()
  const { store } = await openInventory()
  await store.drop(scanId)
  await store.saveRows(rows)
})

test('each outcome is in the inventory and the activity log, and a retry sends the failed ones only', async () => {
  serve({ b: 500 })
  start('revoke')
  const { running, outcomes } = await ended()
  expect(outcomes).toEqual(['a done', 'b failed', 'c done'])
  expect(await states()).toEqual(['a closed', 'b public', 'c closed'])
  expect(await logged()).toEqual(['a revoked done MnOp', 'b revoked failed MnOp', 'c revoked done MnOp'])
  const sent = serve()
  running?.retry()
  await vi.waitFor(() => expect(sent).toHaveLength(2))
  expect((await ended()).outcomes).toEqual(['a done', 'b done', 'c done'])
  expect(sent.map(({ id }) => id)).toEqual(['b', 'b'])
  expect(await states()).toEqual(['a closed', 'b closed', 'c closed'])
  expect(await loggedJobs()).toEqual([])
})

test('cancelled in the middle, the rest is not attempted and not logged', async () => {
  serve({ b: 401 })
  start('turn off')
  await vi.waitFor(() => expect(jobStore.get().jobs.at(-1)?.job.phase.kind).toBe('paused'), 5000)
  jobStore.get().jobs.at(-1)?.cancel()
  expect((await ended()).outcomes).toEqual(['a done', 'b not attempted', 'c not attempted'])
  expect(await logged()).toEqual(['a unshared done MnOp'])
  expect(await states()).toEqual(['a closed', 'b public', 'c public'])
})

test('what a closed tab left is in the log without links, and resumed from the inventory', async () => {
  serve({ b: 401 })
  start('turn off')
  await vi.waitFor(() => expect(jobStore.get().jobs.at(-1)?.job.phase.kind).toBe('paused'), 5000)
  const [job] = await loggedJobs()
  if (!job) throw new Error('No job is logged.')
  const items = await loggedItems(job.id)
  expect(items.map(({ outcome }) => outcome)).toEqual(['done', 'started', 'waiting'])
  expect(JSON.stringify([job, items])).not.toMatch(/phx_|AbCdEf/)

  jobStore.get().jobs.at(-1)?.cancel()
  await ended()
  jobStore.set({ jobs: [] })
  const sent = serve()
  await resumeShareJob({ job, items, queryClient, connection })
  expect((await ended()).outcomes).toEqual(['a done', 'b done', 'c done'])
  expect(sent.map(({ id }) => id)).toEqual(['b', 'c'])
  expect(await states()).toEqual(['a closed', 'b closed', 'c closed'])
})

const left = { kind: 'sharing', title: '', host: 'https://posthog.example', projectId: '1', startedAt: '' }

function leftItems(jobId: string) {
  return rows.map(({ id }, index) => {
    const outcome = ['done', 'started', 'waiting'][index] ?? ''
    return { jobId, id, name: id, outcome, why: null, at: null }
  })
}

test('a link that was being turned on when its tab closed is not turned on again', async () => {
  const sent = serve()
  const job = { ...left, id: 'on', connectionId: connection.id, input: { action: 'turn on', scanId } }
  await resumeShareJob({ job, items: leftItems(job.id), queryClient, connection })
  const { running, outcomes } = await ended()
  expect(outcomes).toEqual(['a done', 'b unsure', 'c done'])
  expect(sent.map(({ id }) => id)).toEqual(['c'])
  expect(running?.view.retryable.has('unsure')).toBe(false)
})

test('links of a scan that was replaced are not changed, and their rows say why', async () => {
  const sent = serve()
  await (await openInventory()).store.drop(scanId)
  const job = { ...left, id: 'gone', connectionId: connection.id, input: { action: 'revoke', scanId } }
  await resumeShareJob({ job, items: leftItems(job.id), queryClient, connection })
  const { running, outcomes } = await ended()
  expect(outcomes).toEqual(['a done', 'b failed', 'c failed'])
  expect(running?.job.items.at(-1)?.why).toContain('scan')
  expect(sent).toEqual([])
})

test('an outcome brings no row of a dropped scan back', async () => {
  serve()
  await (await openInventory()).store.drop(scanId)
  start('turn off')
  expect((await ended()).outcomes).toEqual(['a done', 'b done', 'c done'])
  expect(await states()).toEqual([])
})

test('undo turns on what was turned off, and leaves everything off where a new link appears', async () => {
  const sent = serve({}, { token: 'OtherLinkOtherLi' })
  start('turn on')
  expect((await ended()).outcomes).toEqual(['a another link', 'b another link', 'c another link'])
  expect(sent.map(({ id, enabled }) => [id, enabled])).toEqual([
    ['a', true],
    ['a', false],
  ])
})
