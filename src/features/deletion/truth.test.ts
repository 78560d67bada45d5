import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createDemoHost } from '../../../demo/createDemoHost.ts'
import { demoKeys } from '../../../demo/host/keys.ts'
import { listen } from '../../../demo/host/listen.ts'
import type { DemoOptions } from '../../../demo/host/options.ts'
import type { JobView } from '#features/jobs/job.ts'
import { newItems } from '#features/jobs/jobLog.ts'
import { findJob } from '#features/jobs/jobStore.ts'
import { startJob } from '#features/jobs/startJob.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { deleteRecordings } from './deleteRecordings.ts'

/** What a host does to a request that changes something. */
const faults = ['none', 'error before', 'error after', 'garbage after', 'half done', 'claims all'] as const
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

/** Deletes some recordings of a host with faults; what was said of each, and whether the host still has it. */
async function deleted(options: Partial<DemoOptions>, plan: readonly Fault[], looksUpFail: boolean, cancelAfter: number | null) {
  const host = createDemoHost({ count: 200, ...options })
  let changes = 0
  const listening = await listen(async (request) => {
    const isChange = request.method === 'DELETE' || request.method === 'POST'
    const isLookUp = request.method === 'GET' && new URL(request.url).searchParams.has('session_ids') && changes > 0
    if (isLookUp && looksUpFail) return badGateway()
    if (!isChange) return host.fetch(request)
    changes += 1
    return answer(host, request, plan[changes - 1] ?? 'none')
  }, 0)
  try {
    runs += 1
    const connection: ApiConnection = { id: `truth ${runs}`, host: listening.origin, key: demoKeys.all, projectId: '1' }
    const headers = { Authorization: `Bearer ${demoKeys.all}` }
    const ask = (path: string) =>
      host.fetch(new Request(`${listening.origin}/api/projects/1/session_recordings/${path}`, { headers }))
    const { results } = (await (await ask('?limit=60&date_from=-30d')).json()) as { results: { id?: string }[] }
    const known = results.flatMap(({ id }) => (id === undefined || id.includes('-00000000f') ? [] : [id])).slice(0, 8)
    const ids = (await Promise.all(known.map(async (id) => ((await ask(`${id}/`)).status === 200 ? [id] : [])))).flat()
    const outcomes = new Map<string, string>()
    await startJob({
      id: `truth ${runs}`,
      title: 'Deleting',
      connection,
      items: newItems(ids.map((id) => ({ id, name: id }))),
      perform: (work) => deleteRecordings({ ...work, unanswered: new Set() }),
      onSettled(items) {
        for (const { id, outcome } of items) outcomes.set(id, outcome)
        if (cancelAfter !== null && outcomes.size >= cancelAfter) findJob(`truth ${runs}`)?.cancel()
      },
      view,
    })
    return Promise.all(
      ids.map(async (id) => ({ outcome: outcomes.get(id) ?? 'lost', isThere: (await ask(`${id}/`)).status === 200 })),
    )
  } finally {
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
  expect([...seen].toSorted()).toEqual(['deleted', 'failed', 'not attempted', 'unknown'])
}, 120_000)
