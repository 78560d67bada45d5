import { beforeEach, expect, test, vi } from 'vitest'
import { ApiError } from '#api/http/errors.ts'
import { retryInBackground } from '#api/http/retryInBackground.ts'
import { saveConnection } from '#storage/connections.ts'
import type { JobItem, JobOrder, JobView } from './job.ts'
import { findJob, jobStore } from './jobStore.ts'
import { oneByOne } from './oneByOne.ts'
import { startJob } from './startJob.ts'

const connection = { id: 'a', host: 'https://posthog.example', key: 'phx_1', projectId: '1' }
const view: JobView = {
  title: 'Revoke public links',
  noun: 'public link',
  nouns: 'public links',
  outcomeLabel: (outcome) => outcome,
  retryable: new Set(['failed', 'not attempted']),
}

function items(...ids: string[]): JobItem[] {
  return ids.map((id) => ({ id, name: id, outcome: 'waiting', why: null, at: null }))
}

function order(perform: JobOrder['perform'], more: Partial<JobOrder> = {}): JobOrder {
  return {
    id: 'job',
    title: 'Revoking 3 public links',
    connection,
    items: items('x', 'y', 'z'),
    lock: 'revoke',
    perform,
    view,
    ...more,
  }
}

function outcomes(id = 'job') {
  return findJob(id)?.job.items.map((item) => `${item.id} ${item.outcome}`)
}

const paused = () => vi.waitFor(() => expect(findJob('job')?.job.phase.kind).toBe('paused'))

beforeEach(() => jobStore.set({ jobs: [], shownId: null }))

test('each item is logged before it is tried, and its outcome as soon as it is known', async () => {
  const written: string[][] = []
  await startJob(
    order((work) => oneByOne(work, async ({ id }) => ({ outcome: id === 'y' ? 'returns' : 'done' })), {
      write: async (some, isEnded) =>
        void written.push([...some.map(({ id, outcome }) => `${id} ${outcome}`), ...(isEnded ? ['end'] : [])]),
    }),
  )
  expect(outcomes()).toEqual(['x done', 'y returns', 'z done'])
  expect(written).toEqual([
    ['x waiting', 'y waiting', 'z waiting'],
    ['x started'],
    ['x done'],
    ['y started'],
    ['y returns'],
    ['z started'],
    ['z done'],
    ['end'],
  ])
})

test('an error fails its item, and trying again works on those alone', async () => {
  const tried: string[] = []
  let isBroken = true
  await startJob(
    order((work) =>
      oneByOne(work, async ({ id }) => {
        tried.push(id)
        if (id === 'y' && isBroken) throw new ApiError('server-error')
        return { outcome: 'done' }
      }),
    ),
  )
  expect(outcomes()).toEqual(['x done', 'y failed', 'z done'])
  isBroken = false
  findJob('job')?.retry()
  await vi.waitFor(() => expect(outcomes()).toEqual(['x done', 'y done', 'z done']))
  expect(tried).toEqual(['x', 'y', 'z', 'y'])
})

test('a refusal that meets every item pauses the job, and it goes on with the key that was corrected', async () => {
  const keys: string[] = []
  const ended = startJob(
    order((work) =>
      oneByOne(work, async () => {
        await retryInBackground(work, async () => {
          keys.push(work.connection().key)
          if (work.connection().key === 'phx_1') throw new ApiError('bad-key')
        })
        return { outcome: 'done' }
      }),
    ),
  )
  await paused()
  expect(findJob('job')?.job.phase).toMatchObject({ why: { kind: 'bad-key' } })
  findJob('job')?.resume({ ...connection, host: 'https://elsewhere.example', key: 'phx_3' })
  await paused()
  findJob('job')?.resume({ ...connection, key: 'phx_2' })
  await ended
  expect(keys).toEqual(['phx_1', 'phx_1', 'phx_2', 'phx_2', 'phx_2'])
  expect(outcomes()).toEqual(['x done', 'y done', 'z done'])
})

test('a key that moves into the vault leaves the job that runs with it', async () => {
  const about = { name: 'job', projectName: null, zone: null, owner: null }
  saveConnection({ ...connection, ...about, keyKept: 'device' })
  const keys: string[] = []
  await startJob(
    order((work) =>
      oneByOne(work, async () => {
        keys.push(work.connection().key)
        saveConnection({ ...connection, ...about, keyKept: 'vault', key: '', sealed: { iv: 'iv', data: 'data' } })
        return { outcome: 'done' }
      }),
    ),
  )
  expect(keys).toEqual([connection.key, '', ''])
})

test.each(['locked', 'read-only'] as const)('%s keys pause the job, and it goes on when they are not', async (kind) => {
  let isRefused = true
  const ended = startJob(
    order((work) =>
      oneByOne(work, async () => {
        await retryInBackground(work, async () => {
          if (isRefused) throw new ApiError(kind)
        })
        return { outcome: 'done' }
      }),
    ),
  )
  await paused()
  expect(findJob('job')?.job.phase).toMatchObject({ why: { kind } })
  expect(outcomes()).toEqual(['x waiting', 'y waiting', 'z waiting'])
  isRefused = false
  findJob('job')?.resume(connection)
  await ended
  expect(outcomes()).toEqual(['x done', 'y done', 'z done'])
})

test('cancelled, the item in progress still gets its outcome and the rest is not attempted', async () => {
  await startJob(
    order((work) =>
      oneByOne(work, async ({ id }) => {
        await retryInBackground(work, async () => id === 'x' && findJob('job')?.cancel())
        return { outcome: 'done' }
      }),
    ),
  )
  expect(outcomes()).toEqual(['x done', 'y not attempted', 'z not attempted'])
})

test('jobs of one lock run one after another, and a queued one can be cancelled', async () => {
  let free = () => undefined as void
  const first = startJob(
    order(async (work) => {
      await new Promise<void>((resolve) => (free = resolve))
      work.settle(['x', 'y', 'z'], 'done')
    }),
  )
  const performed = vi.fn<JobOrder['perform']>()
  const second = startJob(order(performed, { id: 'second' }))
  await vi.waitFor(() => expect(findJob('second')?.job.phase.kind).toBe('queued'))
  findJob('second')?.cancel()
  await second
  expect(outcomes('second')).toEqual(['x not attempted', 'y not attempted', 'z not attempted'])
  await vi.waitFor(() => free())
  await first
  expect(outcomes()).toEqual(['x done', 'y done', 'z done'])
  expect(performed).not.toHaveBeenCalled()
})

test('a log that cannot be written is said, and the work goes on', async () => {
  await startJob(
    order((work) => oneByOne(work, async () => ({ outcome: 'done' })), { write: () => Promise.reject(new Error('full')) }),
  )
  expect(outcomes()).toEqual(['x done', 'y done', 'z done'])
  expect(findJob('job')?.job.problem).toContain('couldn’t save the log')
})

test('an outcome stays: what is reported later for the same item changes nothing', async () => {
  await startJob(
    order(async (work) => {
      work.settle(['x', 'unknown'], 'done')
      work.settle(['x', 'y', 'z'], 'failed', 'late')
    }),
  )
  expect(outcomes()).toEqual(['x done', 'y failed', 'z failed'])
})
