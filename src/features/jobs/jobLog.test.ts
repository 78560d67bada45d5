import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import { hasLoggedJobs } from '#storage/jobMark.ts'
import { loggedItems, loggedJobs, saveJob } from '#storage/jobs.ts'
import { MemoryStorage } from '#lib/memoryStorage.ts'
import type { JobView } from './job.ts'
import { isLeft, itemsToResume, jobLog, newItems } from './jobLog.ts'
import { findJob, jobStore } from './jobStore.ts'
import { oneByOne } from './oneByOne.ts'
import { startJob } from './startJob.ts'

beforeEach(() => vi.stubGlobal('localStorage', new MemoryStorage()))

const connection = { id: 'a', host: 'https://posthog.example', key: 'phx_secret', projectId: '1' }
const view: JobView = { title: 'Job', noun: 'item', nouns: 'items', outcomeLabel: (outcome) => outcome, retryable: new Set() }
const stored = {
  kind: 'test',
  title: 'Job',
  connectionId: 'a',
  host: 'https://posthog.example',
  projectId: '1',
  startedAt: '2026-11-30T00:00:00Z',
}

test('what a closed tab left is in the log: done, in progress and waiting, without the key', async () => {
  const job = { ...stored, id: 'closed', input: { action: 'pause' } }
  const items = newItems(['x', 'y', 'z'].map((id) => ({ id, name: id })))
  // A tab that closes never comes back from the request.
  void startJob({
    id: job.id,
    title: job.title,
    connection,
    items,
    write: jobLog(job),
    perform: (work) =>
      oneByOne(work, ({ id }) => (id === 'x' ? Promise.resolve({ outcome: 'done' }) : new Promise(() => undefined))),
    view,
  })
  await vi.waitFor(async () =>
    expect((await loggedItems(job.id)).map(({ outcome }) => outcome)).toEqual(['done', 'started', 'waiting']),
  )
  await vi.waitFor(() => expect(hasLoggedJobs()).toBe(true))
  expect(await loggedJobs()).toEqual([job])
  const left = await loggedItems(job.id)
  expect(JSON.stringify(left)).not.toContain('phx_secret')
  expect(left.filter(isLeft)).toHaveLength(2)
  expect(itemsToResume(left).map(({ outcome }) => outcome)).toEqual(['done', 'waiting', 'waiting'])
  expect(itemsToResume(left, 'Maybe sent.').map(({ outcome, why }) => [outcome, why])).toEqual([
    ['done', null],
    ['unsure', 'Maybe sent.'],
    ['waiting', null],
  ])
  jobStore.set({ jobs: [] })
})

test('a resumed job works on what is left, then leaves the log', async () => {
  const job = { ...stored, id: 'resumed' }
  const items = newItems(['x', 'y'].map((id) => ({ id, name: id }))).map((item) =>
    item.id === 'x' ? { ...item, outcome: 'done', at: stored.startedAt } : { ...item, outcome: 'started' },
  )
  await saveJob(job, items)
  const tried: string[] = []
  await startJob({
    id: job.id,
    title: job.title,
    connection,
    items: itemsToResume(await loggedItems(job.id)),
    write: jobLog(job),
    perform: (work) =>
      oneByOne(work, async ({ id }) => {
        tried.push(id)
        return { outcome: 'done' }
      }),
    view,
  })
  expect(tried).toEqual(['y'])
  expect(findJob(job.id)?.job.items.map(({ outcome }) => outcome)).toEqual(['done', 'done'])
  expect(await loggedItems(job.id)).toEqual([])
})
