import 'fake-indexeddb/auto'
import { QueryClient } from '@tanstack/react-query'
import { beforeEach, expect, test, vi } from 'vitest'
import { capabilitiesOf } from '#api/capabilities.ts'
import { clearActivityLog, readActivityLog } from '#storage/activityLog.ts'
import type { Connection } from '#storage/connections.ts'
import { resumeReminders } from '#storage/resumeReminders.ts'
import { jobStore } from '#features/jobs/jobStore.ts'
import { MemoryStorage } from '#lib/memoryStorage.ts'
import type { SubscriptionAction } from './actionMessages.ts'
import { resumeSubscriptionJob, startSubscriptionJob } from './subscriptionJobs.ts'

const about = { projectName: null, owner: null, zone: null }
const connection = { id: 'shop', host: 'https://posthog.example', key: 'phx_a', projectId: '1', ...about } as Connection
const queryClient = new QueryClient()

/** `answers` by the id of the subscription, or by the method and it: what the server answers, or a status. */
function serve(answers: Record<string, object | number>) {
  const sent: string[] = []
  vi.stubGlobal('fetch', async (input: string | URL | Request, init?: RequestInit) => {
    const request = input instanceof Request ? input : new Request(input, init)
    const id = /subscriptions\/(\d+)\//.exec(request.url)?.[1] ?? ''
    sent.push(`${request.method} ${id}`)
    const answer = answers[`${request.method} ${id}`] ?? answers[id] ?? 404
    if (typeof answer === 'number') return new Response('{"detail": "no"}', { status: answer })
    return Response.json({ id: Number(id), title: `Report ${id}`, ...answer })
  })
  return sent
}

async function ended() {
  await vi.waitFor(() => expect(jobStore.get().jobs.at(-1)?.job.phase.kind).toBe('ended'), 5000)
  const running = jobStore.get().jobs.at(-1)
  return { running, outcomes: running?.job.items.map(({ id, outcome }) => `${id} ${outcome}`) }
}

const targets = ['1', '2', '3'].map((id) => ({ id, name: `Report ${id}` }))
const start = (action: SubscriptionAction, reminder: { id: string; until: string } | null = null) =>
  startSubscriptionJob({ queryClient, connection, action, targets, reminder })

beforeEach(async () => {
  vi.stubGlobal('localStorage', new MemoryStorage())
  jobStore.set({ jobs: [], shownId: null })
  resumeReminders.set(() => [])
  await clearActivityLog()
})

test('pausing tells done, ignored and failed apart, and only the paused join the reminder', async () => {
  serve({ 1: { enabled: false }, 2: { enabled: true }, 3: 400 })
  start('pause', { id: 'r', until: '2031-05-06' })
  expect((await ended()).outcomes).toEqual(['1 done', '2 not supported', '3 failed'])
  expect(resumeReminders.get().map(({ subscriptions }) => subscriptions)).toEqual([[{ id: '1', name: 'Report 1' }]])
  expect(capabilitiesOf(connection).pausesSubscriptions).toBe(false)
})

test('a retry sends the failed ones only, and a retried pause joins the same reminder', async () => {
  serve({ 1: { enabled: false }, 2: 400, 3: 400 })
  start('pause', { id: 'r', until: '2031-05-06' })
  const { running } = await ended()
  const sent = serve({ 2: { enabled: false }, 3: 400 })
  running?.retry()
  await vi.waitFor(() => expect(sent).toHaveLength(2))
  expect((await ended()).outcomes).toEqual(['1 done', '2 done', '3 failed'])
  expect(sent).toEqual(['PATCH 2', 'PATCH 3'])
  expect(resumeReminders.get().map(({ subscriptions }) => subscriptions.map(({ id }) => id))).toEqual([['1', '2']])
})

test('an answer that is no refusal is looked up: done, failed, or unknown, which a retry sends again', async () => {
  const sent = serve({ 'PATCH 1': 502, 'GET 1': { enabled: false }, 'PATCH 2': 502, 'GET 2': { enabled: true }, 3: 502 })
  start('pause')
  const { outcomes, running } = await ended()
  expect(outcomes).toEqual(['1 done', '2 failed', '3 unsure'])
  expect(running?.job.items[2]?.why).toContain('It may or may not have changed.')
  expect(sent).toEqual(['PATCH 1', 'GET 1', 'PATCH 2', 'GET 2', 'PATCH 3', 'GET 3'])
  await vi.waitFor(async () => {
    const logged = (await readActivityLog()).map(({ subject, outcome }) => `${subject} ${outcome}`)
    expect(logged.toSorted()).toEqual(['1 done', '2 failed', '3 unknown'])
  })
})

test('a test whose answer was lost is unknown, and never sent twice', async () => {
  const sent = serve({ 1: {}, 2: 504, 3: {} })
  start('send test')
  const { outcomes, running } = await ended()
  expect(outcomes).toEqual(['1 done', '2 unsure', '3 done'])
  expect(running?.job.items[1]?.why).toContain('Check the delivery history')
  running?.retry()
  expect(sent).toEqual(['POST 1', 'POST 2', 'POST 3'])
})

test('a test that was being sent when its tab closed is not sent again', async () => {
  const sent = serve({ 3: {} })
  const job = {
    id: 'left',
    kind: 'subscriptions',
    title: '',
    connectionId: 'shop',
    host: 'https://posthog.example',
    projectId: '1',
    startedAt: '',
  }
  const items = targets.map(({ id, name }, index) => {
    const outcome = ['done', 'started', 'waiting'][index] ?? ''
    return { jobId: job.id, id, name, outcome, why: null, at: null }
  })
  resumeSubscriptionJob({ job: { ...job, input: { action: 'send test', reminder: null } }, items, queryClient, connection })
  const { outcomes, running } = await ended()
  expect(sent).toEqual(['POST 3'])
  expect(outcomes).toEqual(['1 done', '2 unsure', '3 done'])
  expect(running?.job.items[1]?.why).toContain('Check the delivery history')
})
