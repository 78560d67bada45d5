import { expect } from 'vitest'
import { createDemoHost } from '../../../demo/createDemoHost.ts'
import { demoKeys } from '../../../demo/host/keys.ts'
import type { DemoOptions } from '../../../demo/host/options.ts'
import { failures } from '../../../demo/data/failures.ts'
import { listen, type Listening } from '../../../demo/host/listen.ts'
import type { Connection } from '#storage/connections.ts'
import type { ApiError } from '#api/http/errors.ts'
import { type Control, createControl } from '#lib/control.ts'
import { createMemoryStore } from '#storage/inventoryInMemory.ts'
import { createScan, reopenScan } from './newScan.ts'
import type { InventoryStore } from '#storage/inventoryStore.ts'
import { runScan } from './runScan.ts'
import { checkedCount, remainingCount, type Scan, type ScanRequest } from '#storage/scan.ts'
import { createScanWork } from './scanWork.ts'

type Truth = { projectId: string; recordingId: string; enabled: boolean; token: string; isDeleted: boolean }

let opened: Listening[] = []
let connections = 0

/** Call after each test. */
export async function closeHosts() {
  await Promise.all(opened.map((host) => host.close()))
  opened = []
}

/** Serves the same demo host at its former address. */
export async function openAgain(serve: (request: Request) => Promise<Response>, origin: string) {
  opened = [await listen(serve, Number(new URL(origin).port))]
}

export const everything: ScanRequest = { range: { from: '2020-01-01T00:00:00.000Z', to: null }, isThorough: false }
export const thorough: ScanRequest = { ...everything, isThorough: true }

type SetUp = {
  options?: Partial<DemoOptions>
  key?: string
  changeRequest?: (request: Request) => Promise<Request>
  changeAnswer?: ChangeAnswer
}

type ChangeAnswer = (request: Request, answer: Response, send: (request: Request) => Promise<Response>) => Promise<Response>

/** A demo host, and how to scan it. */
export async function setUp({
  options = {},
  key = demoKeys.all,
  changeRequest = async (request) => request,
  changeAnswer,
}: SetUp = {}) {
  const demo = createDemoHost({ count: 150, ...options })
  async function serve(request: Request): Promise<Response> {
    const changed = await changeRequest(request)
    const answer = await demo.fetch(changed)
    return changeAnswer ? changeAnswer(changed, answer, (other) => demo.fetch(other)) : answer
  }
  const host = await listen(serve, 0)
  opened.push(host)
  connections += 1
  const connection: Connection = {
    id: `scan ${connections}`,
    name: 'Scan',
    host: host.origin,
    key,
    keyKept: 'tab',
    projectId: '1',
    projectName: 'Edge cases',
    zone: null,
    owner: 'Ines',
  }
  const current = { connection }
  const store = createMemoryStore()
  const send = (path: string, init?: RequestInit) => demo.fetch(new Request(`http://demo.test${path}`, init))
  const root = options.edition === 'documented' ? 'environments' : 'projects'
  const headers = { Authorization: `Bearer ${demoKeys.all}` }

  function run(
    scan: Scan,
    previous: Parameters<typeof createScanWork>[0]['previous'],
    control: Control<ApiError>,
    scanStore: InventoryStore,
  ) {
    return runScan(
      createScanWork({
        connection: () => current.connection,
        scan,
        previous,
        store: scanStore,
        control,
        signal: new AbortController().signal,
        onPhase: () => undefined,
        onScan: () => undefined,
        onShared: () => undefined,
      }),
    )
  }

  return {
    connection,
    current,
    store,
    demo,
    host,
    serve,
    async scan(request = everything, { control = createControl<ApiError>(), scanStore = store } = {}) {
      const { scan, previous } = await createScan(scanStore, current.connection, request)
      return run(scan, previous, control, scanStore)
    },
    async reopen(scanId: string, { control = createControl<ApiError>(), scanStore = store } = {}) {
      const reopened = await reopenScan(scanStore, current.connection, scanId)
      if (!reopened) throw new Error('That scan is not stored.')
      return run(reopened.scan, reopened.previous, control, scanStore)
    },
    async truth(): Promise<Truth[]> {
      const all = (await (await send('/__demo/shares')).json()) as Truth[]
      return all.filter(({ projectId, enabled, isDeleted }) => projectId === '1' && enabled && !isDeleted)
    },
    async calls(): Promise<string[]> {
      const entries = (await (await send('/__demo/journal')).json()) as { method: string; path: string }[]
      return entries.map(({ method, path }) => `${method} ${path}`)
    },
    async share(id: string, enabled: boolean) {
      const path = `/api/${root}/1/session_recordings/${id}/sharing/`
      const answer = await send(path, { method: 'PATCH', headers, body: JSON.stringify({ enabled }) })
      if (!answer.ok) throw new Error(`Sharing answered ${answer.status}.`)
    },
    rows: async (scan: Scan) => (await store.rows(scan.id)).rows,
  }
}

export type It = Awaited<ReturnType<typeof setUp>>

/** The scan found exactly the links that are public on the host. */
export async function expectTruth(it: It, scan: Scan) {
  const rows = await it.rows(scan)
  const open = rows.filter(({ state }) => state === 'public')
  const truth = await it.truth()
  expect(truth.length).toBeGreaterThan(10)
  const key = (id: string, token: string | null) => `${id} ${token}`
  expect(open.map(({ id, token }) => key(id, token)).toSorted()).toEqual(
    truth.map(({ recordingId, token }) => key(recordingId, token)).toSorted(),
  )
  expect(scan.counts.shared).toBe(truth.length)
  expect(scan.counts.seen).toBe(checkedCount(scan.counts) + remainingCount(scan.counts))
}

export function until(condition: () => boolean) {
  return expect.poll(condition, { timeout: 8000, interval: 5 }).toBe(true)
}

/** Whether a recording fails on purpose. */
export function isOdd(id: string): boolean {
  return Object.values(failures).some((one) => one.id === id)
}

/** A recording of the last hour that is not among `known`. */
export async function neverShared(it: It, known: readonly string[]): Promise<string> {
  const list = await it.demo.fetch(
    new Request('http://demo.test/api/projects/1/session_recordings/?limit=50&date_from=-1h', {
      headers: { Authorization: `Bearer ${demoKeys.all}` },
    }),
  )
  const { results } = (await list.json()) as { results: { id?: string }[] }
  const id = results.map((row) => row.id).find((one) => one !== undefined && !known.includes(one) && !isOdd(one))
  if (id === undefined) throw new Error('Everything of the last hour is shared.')
  return id
}
