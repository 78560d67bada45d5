import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import type { JobItem, JobView } from '#features/jobs/job.ts'
import { newItems } from '#features/jobs/jobLog.ts'
import { findJob } from '#features/jobs/jobStore.ts'
import { startJob } from '#features/jobs/startJob.ts'
import type { ApiConnection } from '#storage/connections.ts'
import type { Erasure } from '#storage/receipts.ts'
import { eraseRecordings } from './eraseRecordings.ts'
import { newErasure } from './erasure.ts'

const uuid = '0198c0de-0000-7000-8000-000000000001'
const ids = ['a', 'b', 'c']
const view: JobView = { title: '', noun: '', nouns: '', outcomeLabel: (outcome) => outcome, retryable: new Set() }

const accepted = {
  persons_found: 1,
  persons_deleted: 0,
  events_queued_for_deletion: false,
  recordings_queued_for_deletion: true,
  deletion_errors: [],
}

/** Answers of servers that erase nothing, and how certain that is. */
const refusals: Record<string, () => Response> = {
  'nobody found': () => Response.json({ ...accepted, persons_found: 0 }, { status: 202 }),
  'nothing queued': () => Response.json({ ...accepted, recordings_queued_for_deletion: false }, { status: 202 }),
  'an error for the person': () =>
    Response.json({ ...accepted, deletion_errors: [{ person_uuid: uuid.toUpperCase(), step: 'recordings' }] }, { status: 202 }),
  'refused by the server': () => Response.json({ detail: 'no' }, { status: 400 }),
}
/** Answers that do not tell whether the request had an effect. */
const riddles: Record<string, () => Response> = {
  'bad gateway': () => new Response('<html>', { status: 502 }),
  garbage: () => new Response('{"half":', { status: 202 }),
  'no body': () => new Response(null, { status: 202 }),
  'no network': () => Response.error(),
  'closed tab': () => Response.error(),
}

type Fault = { answer: string; isDone: boolean }
type Disk = { items: readonly JobItem[]; erasure: Erasure }

/** A server with three recordings of a person, which are erased one at each look at the list after the request. */
function serve(faults: readonly Fault[], knowsStatus = true) {
  const there = new Set(ids)
  const server = { there, isErasing: false, requests: [] as Fault[], onClosed: () => {} }
  async function answer(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname.endsWith('/deletion_status/')) {
      return knowsStatus ? Response.json({ count: 0, next: null, results: [] }) : Response.json({ detail: 'No' }, { status: 400 })
    }
    if (request.method === 'POST') {
      expect(await request.json()).toEqual({ ids: [uuid], delete_events: false, delete_recordings: true, keep_person: true })
      const fault = faults[server.requests.length] ?? { answer: 'accepted', isDone: true }
      server.requests.push(fault)
      server.isErasing ||= fault.isDone
      if (fault.answer === 'closed tab') {
        server.onClosed()
        return new Promise(() => {})
      }
      const odd = refusals[fault.answer] ?? riddles[fault.answer]
      return odd ? odd() : Response.json(accepted, { status: 202 })
    }
    if (server.isErasing) there.delete([...there][0] ?? '')
    const wanted: string[] = JSON.parse(searchParams.get('session_ids') ?? '[]')
    return Response.json({ results: wanted.filter((id) => there.has(id)).map((id) => ({ id })), has_next: false })
  }
  vi.stubGlobal('fetch', async (input: string | URL | Request, init?: RequestInit) => {
    const response = await answer(new Request(input, init))
    if (response.type === 'error') throw new TypeError('Failed to fetch')
    return response
  })
  return server
}

afterEach(() => vi.unstubAllGlobals())

let runs = 0

/** Starts what is left on the disk, as the receipt does; `ended` resolves when the job has ended. */
function start(disk: Disk, again: ReadonlySet<string> = new Set(['waiting', 'started', 'unknown', 'not attempted'])) {
  runs += 1
  const id = `erasure ${runs}`
  const connection: ApiConnection = { id, host: `https://erasure${runs}.example`, key: 'phx_a', projectId: '1' }
  const items = disk.items.map((item) => (again.has(item.outcome) ? { ...item, outcome: 'waiting', why: null } : item))
  let { erasure } = disk
  const ended = startJob({
    id,
    title: 'Erasing',
    connection,
    items,
    perform: (work) =>
      eraseRecordings({ ...work, unanswered: new Set() }, erasure, (now) => {
        erasure = now
      }),
    async write(some) {
      const changed = new Map(some.map((item) => [item.id, item]))
      disk.items = disk.items.map((item) => changed.get(item.id) ?? item)
      disk.erasure = erasure
    },
    view,
  })
  return { id, ended }
}

function newDisk(): Disk {
  return { items: newItems(ids.map((id) => ({ id, name: id }))), erasure: newErasure(uuid) }
}

function outcomes({ items }: Disk) {
  return items.map(({ outcome }) => outcome)
}

test('accepted, a recording is unknown until a later look no longer finds it', async () => {
  const server = serve([])
  const disk = newDisk()
  await start(disk).ended
  expect(outcomes(disk)).toEqual(['unknown', 'unknown', 'unknown'])
  await start(disk).ended
  expect(outcomes(disk)).toEqual(['deleted', 'unknown', 'unknown'])
  await start(disk).ended
  await start(disk).ended
  expect(outcomes(disk)).toEqual(['deleted', 'deleted', 'deleted'])
  expect(server.requests).toHaveLength(1)
})

test.each(Object.keys(refusals))('%s: failed, and sent again on request', async (answer) => {
  const server = serve([{ answer, isDone: false }])
  const disk = newDisk()
  await start(disk).ended
  expect(outcomes(disk)).toEqual(['failed', 'failed', 'failed'])
  expect(disk.items[0]?.why).toMatch(answer === 'refused by the server' ? 'Server message: no' : 'erased nothing.')
  await start(disk, new Set(['failed'])).ended
  expect(outcomes(disk)).toEqual(['unknown', 'unknown', 'unknown'])
  expect(server.requests).toHaveLength(2)
})

test('a server without the status of deletions gets no request', async () => {
  const server = serve([], false)
  const disk = newDisk()
  await start(disk).ended
  expect(outcomes(disk)).toEqual(['failed', 'failed', 'failed'])
  expect(disk.erasure.requestedAt).toBeNull()
  expect(server.requests).toEqual([])
})

test('a lacking scope pauses; canceled then, nothing was attempted', async () => {
  const server = serve([])
  const { fetch } = globalThis
  vi.stubGlobal('fetch', (input: Request, init?: RequestInit) =>
    new Request(input, init).method === 'POST'
      ? Response.json({ detail: "API key missing required scope 'person:write'" }, { status: 403 })
      : fetch(input, init),
  )
  const disk = newDisk()
  const job = start(disk)
  await vi.waitFor(() => expect(findJob(job.id)?.job.phase.kind).toBe('paused'))
  findJob(job.id)?.cancel()
  await job.ended
  expect(outcomes(disk)).toEqual(['not attempted', 'not attempted', 'not attempted'])
  expect([disk.erasure.requestedAt, server.requests.length]).toEqual([null, 0])
})

const truths: Record<string, (isThere: boolean, server: ReturnType<typeof serve>) => boolean> = {
  deleted: (isThere) => !isThere,
  failed: (isThere, { isErasing }) => isThere && !isErasing,
  unknown: () => true,
}

test('whatever the server answers, no outcome is untrue, and only what certainly had no effect is sent again', async () => {
  const fault = fc.record({
    answer: fc.constantFrom('accepted', ...Object.keys(refusals), ...Object.keys(riddles)),
    isDone: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(fault, { maxLength: 3 }), fc.integer({ min: 1, max: 5 }), async (plan, starts) => {
      const server = serve(plan.map(({ answer, isDone }) => ({ answer, isDone: refusals[answer] ? false : isDone })))
      const disk = newDisk()
      for (let count = 0; count < starts; count += 1) {
        const closed = new Promise<void>((resolve) => (server.onClosed = resolve))
        const isFailed = disk.items.every(({ outcome }) => outcome === 'failed')
        await Promise.race([closed, start(disk, isFailed ? new Set(['failed']) : undefined).ended])
        for (const { id, outcome } of disk.items) {
          const isTrue = truths[outcome === 'started' ? 'unknown' : outcome]?.(server.there.has(id), server)
          expect(isTrue, `${id} ${outcome}`).toBe(true)
        }
      }
      expect(server.requests.slice(0, -1).every(({ answer }) => refusals[answer] !== undefined)).toBe(true)
    }),
    { numRuns: 150 },
  )
})
