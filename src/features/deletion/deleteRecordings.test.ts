import { afterEach, expect, test, vi } from 'vitest'
import { failures } from '../../../demo/data/failures.ts'
import { demoKeys } from '../../../demo/host/keys.ts'
import type { DemoOptions } from '../../../demo/host/options.ts'
import type { Listening } from '../../../demo/host/listen.ts'
import { serveDemo } from '../../../demo/serve.ts'
import { learnCapabilities } from '#api/capabilities.ts'
import type { ApiConnection } from '#storage/connections.ts'
import type { Phase } from '#api/http/retryInBackground.ts'
import type { JobPhase, JobView } from '#features/jobs/job.ts'
import { newItems } from '#features/jobs/jobLog.ts'
import { findJob } from '#features/jobs/jobStore.ts'
import { startJob } from '#features/jobs/startJob.ts'
import { deleteRecordings } from './deleteRecordings.ts'

const view: JobView = {
  title: 'Delete recordings',
  noun: 'recording',
  nouns: 'recordings',
  outcomeLabel: (outcome) => outcome,
  retryable: new Set(),
}

type Call = { method: string; path: string; status: number }

let hosts: Listening[] = []
let runs = 0
afterEach(async () => {
  await Promise.all(hosts.map((host) => host.close()))
  hosts = []
})

type RunOptions = { onOutcome?: (id: string) => unknown; as?: ApiConnection; unanswered?: readonly string[] }

/** A demo host, some of its recordings, and a job that deletes them. */
async function setUp(options: Partial<DemoOptions> = {}, count = 5) {
  const host = await serveDemo({ count: 600, ...options }, 0)
  hosts.push(host)
  runs += 1
  const connection: ApiConnection = { id: `run ${runs}`, host: host.origin, key: demoKeys.all, projectId: '1' }
  const root = options.edition === 'documented' ? 'environments' : 'projects'
  const list = `${host.origin}/api/${root}/1/session_recordings/`
  const headers = { Authorization: `Bearer ${demoKeys.all}` }
  const answer = await fetch(`${list}?limit=${count + 20}&date_from=-30d`, { headers })
  const { results } = (await answer.json()) as { results: { id?: string }[] }
  const odd = new Set<string>(Object.values(failures).map(({ id }) => id))
  const ids = results.flatMap(({ id }) => (id === undefined || odd.has(id) ? [] : [id])).slice(0, count)
  const forgetCalls = () => fetch(`${host.origin}/__demo/journal`, { method: 'DELETE' })
  await forgetCalls()
  const begun: string[] = []
  const outcomes: Record<string, string> = {}
  const reasons: Record<string, string | null> = {}
  const phases: Phase[] = []
  const jobId = `run ${runs}`
  return {
    connection,
    ids,
    outcomes,
    reasons,
    phases,
    begun,
    job: () => findJob(jobId),
    paused: (): JobPhase & { kind: 'paused' } => {
      const phase = findJob(jobId)?.job.phase
      if (phase?.kind !== 'paused') throw new Error('It is not paused.')
      return phase
    },
    isGone: async (id: string) => (await fetch(`${list}${id}/`, { headers })).status === 404,
    forgetCalls,
    remove: (id: string) => fetch(`${list}${id}/`, { method: 'DELETE', headers }),
    calls: async (): Promise<Call[]> => (await fetch(`${host.origin}/__demo/journal`)).json(),
    run: (
      requestedIds: readonly string[] = ids,
      { onOutcome = () => undefined, as = connection, unanswered = [] }: RunOptions = {},
    ) =>
      startJob({
        id: jobId,
        title: 'Deleting',
        connection: as,
        items: newItems(requestedIds.map((name) => ({ id: name, name }))),
        perform: (work) =>
          deleteRecordings({
            ...work,
            begin(some) {
              begun.push(...some)
              return work.begin(some)
            },
            onPhase(phase) {
              phases.push(phase)
              work.onPhase(phase)
            },
            unanswered: new Set(unanswered),
          }),
        onSettled(settled) {
          for (const item of settled) {
            expect(outcomes, 'reported once').not.toHaveProperty(item.id)
            outcomes[item.id] = item.outcome
            reasons[item.id] = item.why
            onOutcome(item.id)
          }
        },
        view,
      }),
  }
}

async function until(condition: () => boolean) {
  await expect.poll(condition, { timeout: 5000, interval: 5 }).toBe(true)
}

for (const edition of ['documented', 'old', 'mid', 'newest'] as const) {
  test(`${edition}: a server that refuses keys in bulk is tried once, then recordings are deleted one by one`, async () => {
    const it = await setUp({ edition })
    await it.run()
    expect(Object.values(it.outcomes)).toEqual(it.ids.map(() => 'deleted'))
    const calls = (await it.calls()).filter(({ path, status }) => path.includes('session_recordings') && status !== 404)
    expect(calls.map(({ method, status }) => `${method} ${status}`)).toEqual(['POST 403', ...it.ids.map(() => 'DELETE 204')])
    for (const id of it.ids) expect(await it.isGone(id)).toBe(true)
  })
}

test('a refusal in bulk is remembered for the connection', async () => {
  const it = await setUp()
  await it.run(it.ids.slice(0, 2))
  await it.run(it.ids.slice(2))
  expect((await it.calls()).filter(({ method }) => method === 'POST')).toHaveLength(1)
})

test('a single recording is never deleted in bulk', async () => {
  const it = await setUp({ bulkDeleteKeys: true }, 1)
  await it.run()
  expect((await it.calls()).map(({ method }) => method)).toEqual(['DELETE'])
})

test('bulk: a hundred at a time on newest servers, twenty on older ones', async () => {
  const newest = await setUp({ bulkDeleteKeys: true }, 130)
  await newest.run()
  expect(new Set(Object.values(newest.outcomes))).toEqual(new Set(['deleted']))
  const newestCalls = (await newest.calls()).map(({ method, status }) => `${method} ${status}`)
  expect(newestCalls, 'each is looked up').toEqual(['POST 200', 'GET 200', 'POST 200', 'GET 200'])
  const older = await setUp({ edition: 'mid', bulkDeleteKeys: true }, 50)
  await older.run()
  expect(new Set(Object.values(older.outcomes))).toEqual(new Set(['deleted']))
  const calls = (await older.calls()).map(({ method, status }) => `${method} ${status}`)
  expect(calls).toEqual(['POST 400', ...Array.from({ length: 3 }, () => ['POST 200', 'GET 200']).flat()])
  expect(Object.keys(older.outcomes)).toHaveLength(50)
})

test('bulk: IDs that the server reports as failed are retried alone and fail with its message', async () => {
  const it = await setUp({ bulkDeleteKeys: true })
  await it.run([...it.ids, failures.refusesToBeDeleted.id])
  expect(it.outcomes[failures.refusesToBeDeleted.id]).toBe('failed')
  expect(it.reasons[failures.refusesToBeDeleted.id]).toContain('Failed to delete recording via recording-api')
  for (const id of it.ids) expect(it.outcomes[id]).toBe('deleted')
})

test('bulk: silently skipped IDs are found in the list', async () => {
  const it = await setUp({ edition: 'mid', bulkDeleteKeys: true })
  const [gone = ''] = it.ids
  await it.remove(gone)
  await it.run([...it.ids, failures.refusesToBeDeleted.id])
  expect(it.outcomes[failures.refusesToBeDeleted.id]).toBe('failed')
  const calls = (await it.calls()).slice(1).map(({ method, status }) => `${method} ${status}`)
  expect(calls).toEqual(['POST 200', 'GET 200', 'DELETE 500', 'GET 200'])
  expect(it.reasons[gone]).toContain('The server reports 4 of 5 deleted')
  for (const id of it.ids) expect(await it.isGone(id)).toBe(true)
})

test('bulk: IDs deleted before are already gone', async () => {
  const it = await setUp({ edition: 'mid', bulkDeleteKeys: true }, 3)
  for (const id of it.ids) await it.remove(id)
  await it.run()
  expect(Object.values(it.outcomes)).toEqual(['already gone', 'already gone', 'already gone'])
})

test('404 is already gone, and any other error fails its row alone', async () => {
  const it = await setUp({ edition: 'old' }, 2)
  await it.run([failures.gone.id, failures.refusesToBeDeleted.id, ...it.ids])
  expect(it.outcomes[failures.gone.id]).toBe('already gone')
  expect(it.outcomes[failures.refusesToBeDeleted.id]).toBe('failed')
  for (const id of it.ids) expect(it.outcomes[id]).toBe('deleted')
})

test('a DELETE that fails is never sent again, but looked up', async () => {
  const it = await setUp()
  await it.run([failures.refusesToBeDeleted.id])
  expect((await it.calls()).map(({ method }) => method)).toEqual(['DELETE', 'GET'])
})

test('a rate limit is shown and waited out, then the same recording is requested', async () => {
  let clock = Date.now()
  const it = await setUp({ ratePlan: 'paid', edition: 'old', now: () => clock }, 3)
  await it.remove(it.ids[0] ?? '')
  for (let count = 0; count < 479; count += 1) await it.remove('no-such-recording')
  await it.forgetCalls()
  clock += 58_500 // the limit frees up in about two seconds of this clock, which the wait below lets pass
  const started = Date.now()
  const wait = it.run()
  await until(() => it.phases.some(({ kind }) => kind === 'waiting'))
  const waiting = it.phases.find((phase) => phase.kind === 'waiting')
  if (waiting?.kind !== 'waiting') throw new Error('It did not wait.')
  const stated = /reached its request limit\. It resets in (\d+) s/.exec(waiting.why)
  expect(waiting.until - started).toBeGreaterThanOrEqual(1000 * Number(stated?.[1]))
  clock += 5000
  await wait
  expect(it.outcomes[it.ids[0] ?? '']).toBe('already gone')
  expect(it.outcomes[it.ids[1] ?? '']).toBe('deleted')
  const all = await it.calls()
  const after429 = all.findIndex(({ status }) => status === 429)
  expect(all[after429 + 1]?.path).toBe(all[after429]?.path)
}, 30_000)

test('a bad key pauses the run and fails nothing; a good one continues with the same recording', async () => {
  const it = await setUp()
  const wait = it.run(it.ids, { as: { ...it.connection, key: 'phx_wrong' } })
  await until(() => it.job()?.job.phase.kind === 'paused')
  expect(it.paused().why?.kind).toBe('bad-key')
  expect(it.outcomes).toEqual({})
  it.job()?.resume(it.connection)
  await wait
  expect(Object.values(it.outcomes)).toEqual(it.ids.map(() => 'deleted'))
})

test('a key without write access pauses the run and names the scope', async () => {
  const it = await setUp()
  const wait = it.run(it.ids, { as: { ...it.connection, key: demoKeys.readOnly } })
  await until(() => it.job()?.job.phase.kind === 'paused')
  expect(it.paused().why?.message).toContain('session_recording:write')
  it.job()?.cancel()
  await wait
  expect(Object.values(it.outcomes)).toEqual(it.ids.map(() => 'not attempted'))
})

test('a host that cannot be reached pauses the run', async () => {
  const it = await setUp()
  const lost = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'))
  const wait = it.run(it.ids.slice(0, 1))
  await until(() => it.job()?.job.phase.kind === 'paused')
  lost.mockRestore()
  it.job()?.resume()
  await wait
  expect(Object.values(it.outcomes)).toEqual(['deleted'])
})

test('pause stops before the next request, resume continues', async () => {
  const it = await setUp({ latencyMs: 30 })
  const wait = it.run(it.ids, {
    onOutcome: () => Object.keys(it.outcomes).length === 2 && it.job()?.pause(),
  })
  await until(() => it.job()?.job.phase.kind === 'paused')
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect(Object.keys(it.outcomes)).toHaveLength(2)
  expect((await it.calls()).filter(({ method }) => method === 'DELETE')).toHaveLength(2)
  it.job()?.resume()
  await wait
  expect(Object.keys(it.outcomes)).toHaveLength(5)
})

test('cancel leaves the rest not attempted, and the server still has them', async () => {
  const it = await setUp()
  await it.run(it.ids, {
    onOutcome: () => Object.keys(it.outcomes).length === 2 && it.job()?.cancel(),
  })
  expect(it.ids.map((id) => it.outcomes[id])).toEqual(['deleted', 'deleted', 'not attempted', 'not attempted', 'not attempted'])
  expect(await Promise.all(it.ids.map(it.isGone))).toEqual([true, true, false, false, false])
})

test('a duplicate ID is deleted once', async () => {
  const it = await setUp({}, 1)
  await it.run([...it.ids, ...it.ids])
  expect((await it.calls()).filter(({ method }) => method === 'DELETE')).toHaveLength(1)
})

test('each recording is begun before its request, and none that a cancel leaves', async () => {
  const it = await setUp({ edition: 'old' }, 3)
  learnCapabilities(it.connection, { maxBulkDeletion: 0 })
  await it.run(it.ids, {
    onOutcome: (id) => id === it.ids[1] && it.job()?.cancel(),
  })
  expect(it.begun).toEqual(it.ids.slice(0, 2))
})

test('what an earlier attempt may have deleted is said of those alone', async () => {
  const it = await setUp({ edition: 'old' }, 3)
  const [gone = '', other = '', there = ''] = it.ids
  await it.remove(gone)
  await it.remove(other)
  await it.run(it.ids, { unanswered: [gone] })
  expect([it.outcomes[gone], it.outcomes[other], it.outcomes[there]]).toEqual(['already gone', 'already gone', 'deleted'])
  expect([it.reasons[gone], it.reasons[other]]).toEqual(['An earlier attempt may have deleted it.', null])
})

test('canceled, what an earlier attempt may have deleted is unknown, not merely not attempted', async () => {
  const it = await setUp({}, 3)
  await it.run(it.ids, { unanswered: it.ids.slice(2), onOutcome: () => it.job()?.cancel() })
  expect(it.ids.map((id) => it.outcomes[id])).toEqual(['deleted', 'not attempted', 'unknown'])
  expect(it.reasons[it.ids[2] ?? '']).toContain('may or may not be deleted')
})
