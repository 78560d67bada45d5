import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createDemoHost } from '../../../demo/createDemoHost.ts'
import { demoKeys } from '../../../demo/host/keys.ts'
import { listen } from '../../../demo/host/listen.ts'
import type { DemoOptions } from '../../../demo/host/options.ts'
import type { JobItem, JobView } from '#features/jobs/job.ts'
import { newItems } from '#features/jobs/jobLog.ts'
import { findJob } from '#features/jobs/jobStore.ts'
import { startJob } from '#features/jobs/startJob.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { deleteRecordings } from './deleteRecordings.ts'

/** What happens to a request that changes something; "closed" ends the browser before the answer, and another tab resumes. */
const faults = [
  'none',
  'error before',
  'error after',
  'garbage after',
  'half done',
  'claims all',
  'closed before',
  'closed after',
] as const
type Fault = (typeof faults)[number]

const view: JobView = {
  title: 'Delete recordings',
  noun: 'recording',
  nouns: 'recordings',
  outcomeLabel: (outcome) => outcome,
  retryable: new Set(),
}

function badGateway(): Response {
  return new Response('<html>Bad gateway</html>', { status: 502, headers: { 'Content-Type': 'text/html' } })
}

type DemoHost = ReturnType<typeof createDemoHost>

/** The same request for the first half of what it names. */
async function halfOf(request: Request): Promise<Request> {
  const body = JSON.parse(await request.clone().text()) as { session_recording_ids: string[] }
  const ids = body.session_recording_ids
  const half = { ...body, session_recording_ids: ids.slice(0, Math.ceil(ids.length / 2)) }
  return new Request(request.url, { method: 'POST', headers: request.headers, body: JSON.stringify(half) })
}

async function answer(host: DemoHost, request: Request, fault: Fault): Promise<Response> {
  if (fault === 'error before') return badGateway()
  if (fault === 'half done' && request.method === 'POST') {
    await host.fetch(await halfOf(request))
    return badGateway()
  }
  if (fault === 'claims all' && request.method === 'POST') {
    const { session_recording_ids: ids } = JSON.parse(await request.clone().text()) as { session_recording_ids: string[] }
    const real = await host.fetch(await halfOf(request))
    return Response.json({ success: true, deleted_count: ids.length, total_requested: ids.length, failed_ids: [] }, real)
  }
  const real = await host.fetch(request)
  if (fault === 'error after') return badGateway()
  if (fault === 'garbage after') return new Response('{"half":', { status: 200, headers: real.headers })
  return real
}

let runs = 0

/** What was on the disk when a browser ended: what is known of each recording, and whether a request for it was sent. */
type Disk = Map<string, { item: JobItem; isRequested: boolean }>

/** Deletes what is not settled on the disk, as a tab does that resumes. Never ends if its browser is closed meanwhile. */
function runTab(connection: ApiConnection, disk: Disk, cancelAfter: number | null): { id: string; ended: Promise<void> } {
  runs += 1
  const id = `truth ${runs}`
  const requested = [...disk.values()].flatMap(({ item, isRequested }) => (isRequested ? [item.id] : []))
  const left = [...disk.values()].map(({ item }) => (item.outcome === 'started' ? { ...item, outcome: 'waiting' } : item))
  const ended = startJob({
    id,
    title: 'Deleting',
    connection,
    items: left,
    perform: (work) => deleteRecordings({ ...work, unanswered: new Set(requested) }),
    async write(items) {
      for (const item of items) {
        const isRequested = disk.get(item.id)?.isRequested || (item.outcome !== 'waiting' && item.outcome !== 'not attempted')
        disk.set(item.id, { item, isRequested })
      }
    },
    onSettled() {
      const settled = [...disk.values()].filter(({ item }) => item.outcome !== 'waiting' && item.outcome !== 'started').length
      if (cancelAfter !== null && settled >= cancelAfter) findJob(id)?.cancel()
    },
    view,
  })
  return { id, ended }
}

/** Deletes some recordings of a host with faults; what was said of each, and whether the host still has it. */
async function deleted(options: Partial<DemoOptions>, plan: readonly Fault[], looksUpFail: boolean, cancelAfter: number | null) {
  const host = createDemoHost({ count: 200, ...options })
  let changes = 0
  let close = () => {}
  const release: (() => void)[] = []
  const listening = await listen(async (request) => {
    const isChange = request.method === 'DELETE' || request.method === 'POST'
    const isLookUp = request.method === 'GET' && new URL(request.url).searchParams.has('session_ids') && changes > 0
    if (isLookUp && looksUpFail) return badGateway()
    if (!isChange) return host.fetch(request)
    changes += 1
    const fault = plan[changes - 1] ?? 'none'
    if (fault !== 'closed before' && fault !== 'closed after') return answer(host, request, fault)
    if (fault === 'closed after') await host.fetch(request)
    close()
    await new Promise<void>((done) => release.push(done))
    return badGateway()
  }, 0)
  const ended: string[] = []
  try {
    const connection: ApiConnection = { id: `truth ${runs + 1}`, host: listening.origin, key: demoKeys.all, projectId: '1' }
    const headers = { Authorization: `Bearer ${demoKeys.all}` }
    const ask = (path: string) =>
      host.fetch(new Request(`${listening.origin}/api/projects/1/session_recordings/${path}`, { headers }))
    const { results } = (await (await ask('?limit=60&date_from=-30d')).json()) as { results: { id?: string }[] }
    const known = results.flatMap(({ id }) => (id === undefined || id.includes('-00000000f') ? [] : [id])).slice(0, 8)
    const ids = (await Promise.all(known.map(async (id) => ((await ask(`${id}/`)).status === 200 ? [id] : [])))).flat()
    const disk: Disk = new Map(
      newItems(ids.map((id) => ({ id, name: id }))).map((item) => [item.id, { item, isRequested: false }]),
    )
    for (let isClosed = true; isClosed;) {
      const closed = new Promise<boolean>((resolve) => (close = () => resolve(true)))
      const tab = runTab(connection, disk, cancelAfter)
      ended.push(tab.id)
      isClosed = await Promise.race([closed, tab.ended.then(() => false)])
    }
    return await Promise.all(
      ids.map(async (id) => ({ outcome: disk.get(id)?.item.outcome ?? 'lost', isThere: (await ask(`${id}/`)).status === 200 })),
    )
  } finally {
    for (const id of ended) findJob(id)?.cancel()
    for (const done of release) done()
    await listening.close()
  }
}

const truths: Record<string, (isThere: boolean) => boolean> = {
  deleted: (isThere) => !isThere,
  'already gone': (isThere) => !isThere,
  failed: (isThere) => isThere,
  'not attempted': (isThere) => isThere,
  unknown: () => true,
}

test('whatever a host does, no outcome is untrue and none is lost', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.array(fc.constantFrom(...faults), { maxLength: 9 }),
      fc.boolean(),
      fc.option(fc.integer({ min: 1, max: 7 })),
      async (bulkDeleteKeys, plan, looksUpFail, cancelAfter) => {
        const results = await deleted({ bulkDeleteKeys }, plan, looksUpFail, cancelAfter)
        for (const { outcome, isThere } of results) {
          seen.add(outcome)
          expect(truths[outcome]?.(isThere), `${outcome}, and it ${isThere ? 'is still there' : 'is gone'}`).toBe(true)
          if (outcome === 'unknown')
            expect(looksUpFail || cancelAfter !== null, 'unknown only where nobody could look').toBe(true)
        }
      },
    ),
    { numRuns: 120 },
  )
  expect([...seen]).toEqual(expect.arrayContaining(['deleted', 'failed', 'not attempted', 'unknown']))
}, 120_000)
