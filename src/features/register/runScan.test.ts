import { afterEach, describe, expect, test } from 'vitest'
import { createDemoHost } from '../../../demo/host.ts'
import { demoKeys } from '../../../demo/keys.ts'
import { type DemoOptions, editions } from '../../../demo/options.ts'
import { failures } from '../../../demo/failures.ts'
import { listen, type Listening } from '../../../demo/listen.ts'
import type { Connection } from '#api/connection.ts'
import type { ApiError } from '#api/errors.ts'
import { type Control, createControl } from '#lib/control.ts'
import { createMemoryStore } from './memoryStore.ts'
import { makeScan, reopenScan } from './newScan.ts'
import type { RegisterStore } from './registerStore.ts'
import { runScan } from './runScan.ts'
import { askedOf, leftOf, type Scan, type ScanWish } from './scan.ts'
import { beginWork } from './scanWork.ts'

type Truth = { projectId: string; recordingId: string; enabled: boolean; token: string; passwordRequired: boolean }

let opened: Listening[] = []
let connections = 0
afterEach(async () => {
  await Promise.all(opened.map((host) => host.close()))
  opened = []
})

const everything: ScanWish = { range: { from: '2020-01-01T00:00:00.000Z', to: null }, isThorough: false }
const thorough: ScanWish = { ...everything, isThorough: true }

type SetUp = { options?: Partial<DemoOptions>; key?: string; through?: (request: Request) => Promise<Request> }

async function setUp({ options = {}, key = demoKeys.all, through = async (request) => request }: SetUp = {}) {
  const demo = createDemoHost({ count: 300, ...options })
  const serve = async (request: Request) => demo.fetch(await through(request))
  const host = await listen(serve, 0)
  opened.push(host)
  connections += 1
  const at: Connection = {
    id: `scan ${connections}`,
    name: 'Scan',
    host: host.origin,
    key,
    keyKept: 'tab',
    projectId: '1',
    projectName: 'Demo shop',
    zone: null,
    owner: 'Ines',
  }
  const current = { at }
  const store = createMemoryStore()
  const ask = (path: string, init?: RequestInit) => demo.fetch(new Request(`http://demo.test${path}`, init))
  const root = options.edition === 'documented' ? 'environments' : 'projects'
  const headers = { Authorization: `Bearer ${demoKeys.all}` }

  function run(scan: Scan, earlier: Parameters<typeof beginWork>[0]['earlier'], control: Control<ApiError>, kept: RegisterStore) {
    return runScan(
      beginWork({
        at: () => current.at,
        scan,
        earlier,
        store: kept,
        control,
        signal: new AbortController().signal,
        onPhase: () => undefined,
        onScan: () => undefined,
        onShared: () => undefined,
      }),
    )
  }

  return {
    at,
    current,
    store,
    demo,
    host,
    serve,
    async scan(wish = everything, { control = createControl<ApiError>(), kept = store } = {}) {
      const { scan, earlier } = await makeScan(kept, current.at, wish)
      return run(scan, earlier, control, kept)
    },
    async goOn(scanId: string, { control = createControl<ApiError>(), kept = store } = {}) {
      const reopened = await reopenScan(kept, current.at, scanId)
      if (!reopened) throw new Error('That scan is not kept.')
      return run(reopened.scan, reopened.earlier, control, kept)
    },
    async truth(): Promise<Truth[]> {
      const all = (await (await ask('/__demo/shares')).json()) as Truth[]
      return all.filter(({ projectId, enabled }) => projectId === '1' && enabled)
    },
    async calls(): Promise<string[]> {
      const entries = (await (await ask('/__demo/journal')).json()) as { method: string; path: string }[]
      return entries.map(({ method, path }) => `${method} ${path}`)
    },
    async share(id: string, enabled: boolean) {
      const path = `/api/${root}/1/session_recordings/${id}/sharing/`
      const answer = await ask(path, { method: 'PATCH', headers, body: JSON.stringify({ enabled }) })
      if (!answer.ok) throw new Error(`Sharing answered ${answer.status}.`)
    },
    rows: async (scan: Scan) => (await store.rows(scan.id)).rows,
  }
}

type It = Awaited<ReturnType<typeof setUp>>

async function expectTruth(it: It, scan: Scan) {
  const rows = await it.rows(scan)
  const open = rows.filter(({ state }) => state === 'public')
  const truth = await it.truth()
  expect(truth.length).toBeGreaterThan(10)
  const brief = (id: string, token: string | null) => `${id} ${token}`
  expect(open.map(({ id, token }) => brief(id, token)).toSorted()).toEqual(
    truth.map(({ recordingId, token }) => brief(recordingId, token)).toSorted(),
  )
  expect(scan.tally.shared).toBe(truth.length)
  expect(scan.tally.seen).toBe(askedOf(scan.tally) + leftOf(scan.tally))
}

function until(holds: () => boolean) {
  return expect.poll(holds, { timeout: 8000, interval: 5 }).toBe(true)
}

describe('each server and key has its cheapest way, and every way finds the truth', () => {
  const ways = [
    { edition: 'newest', key: demoKeys.all, wish: everything, way: 'kept recordings', refused: [] },
    { edition: 'newest', key: demoKeys.noQuery, wish: everything, way: 'shared collection', refused: ['query:read'] },
    { edition: 'newest', key: demoKeys.all, wish: thorough, way: 'replay events', refused: [] },
    {
      edition: 'newest',
      key: demoKeys.noPlaylists,
      wish: everything,
      way: 'recordings list',
      refused: ['query:read', 'session_recording_playlist:read', 'query:read'],
    },
    { edition: 'mid', key: demoKeys.all, wish: everything, way: 'replay events', refused: [null, null] },
    { edition: 'old', key: demoKeys.all, wish: everything, way: 'recordings list', refused: [null, null, null] },
    { edition: 'documented', key: demoKeys.all, wish: thorough, way: 'recordings list', refused: [null] },
  ] as const

  for (const { edition, key, wish, way, refused } of ways) {
    test(`${edition}, ${key}${wish.isThorough ? ', thorough' : ''}: ${way}`, async () => {
      const it = await setUp({ options: { edition }, key })
      const scan = await it.scan(wish)
      expect(scan).toMatchObject({ end: 'complete', way, isAllFound: true })
      expect(scan.refused.map(({ scope }) => scope)).toEqual(refused)
      await expectTruth(it, scan)
    })
  }
})

test('whom public recordings show is asked a hundred a call, and not at all where finding told it', async () => {
  const lists = (calls: string[]) => calls.filter((call) => call.startsWith('GET') && call.includes('session_recordings/?'))
  const it = await setUp()
  const scan = await it.scan()
  expect(lists(await it.calls())).toHaveLength(1)
  const rows = await it.rows(scan)
  expect(rows.filter(({ isListed, details }) => isListed === true && details?.person)).not.toHaveLength(0)
  expect(rows.every(({ details }) => details?.startTime)).toBe(true)
  const other = await setUp({ key: demoKeys.noQuery })
  await other.scan()
  expect(lists(await other.calls())).toHaveLength(0)
})

test('a key without the list leaves people unknown and says why', async () => {
  const it = await setUp({ key: demoKeys.noRecordings })
  const scan = await it.scan()
  expect(scan.detailsProblem).toContain('session_recording:read')
  await expectTruth(it, scan)
})

test('a recording whose sharing fails costs that recording, and can be asked about again', async () => {
  const it = await setUp()
  const scan = await it.scan(thorough)
  const failed = (await it.rows(scan)).filter(({ state }) => state === 'failed')
  expect(failed.map(({ id }) => id)).toEqual([failures.sharingBreaks.id])
  expect(failed[0]?.why).toContain('500')
  expect(scan.tally.failed).toBe(1)
  const before = (await it.calls()).length
  const again = await it.goOn(scan.id)
  expect(again.tally).toEqual(scan.tally)
  expect((await it.calls()).length - before).toBe(1)
  await expectTruth(it, again)
})

test('a key that is revoked midway pauses the scan, and another key goes on with what is left', async () => {
  const it = await setUp({ key: demoKeys.revokedSoon })
  const control = createControl<ApiError>()
  const scanning = it.scan(thorough, { control })
  await until(() => control.state().paused)
  const state = control.state()
  expect(state.paused && state.why?.kind).toBe('bad-key')
  const { scans } = await it.store.scans({ connectionId: it.at.id, projectId: '1' })
  it.current.at = { ...it.at, key: demoKeys.all, owner: 'Bo' }
  const asked = (await it.calls()).length
  control.resume()
  const scan = await scanning
  await expectTruth(it, scan)
  expect(scans[0]?.end).toBeNull()
  const sharing = (await it.calls()).filter((call) => call.includes('/sharing'))
  // Only those on their way when the key went were asked about twice.
  expect(sharing.length).toBeLessThanOrEqual(scan.tally.seen + 4)
  expect(asked).toBeGreaterThan(40)
})

test('a host that goes away pauses the scan; once it is back the scan goes on', async () => {
  const it = await setUp({ options: { latencyMs: 5 } })
  const control = createControl<ApiError>()
  const scanning = it.scan(thorough, { control })
  await expect.poll(async () => (await it.calls()).length, { interval: 5 }).toBeGreaterThan(40)
  await it.host.close()
  await until(() => control.state().paused)
  const state = control.state()
  expect(state.paused && state.why?.kind).toBe('unreachable')
  opened = [await listen(it.serve, Number(new URL(it.host.origin).port))]
  control.resume()
  await expectTruth(it, await scanning)
})

test('a cancelled scan says how far it came', async () => {
  const it = await setUp({ options: { latencyMs: 5 } })
  const control = createControl<ApiError>()
  const scanning = it.scan(thorough, { control })
  await expect.poll(async () => (await it.calls()).length, { interval: 5 }).toBeGreaterThan(40)
  control.cancel()
  const scan = await scanning
  expect(scan.end).toBe('cancelled')
  expect(askedOf(scan.tally)).toBeGreaterThan(20)
  expect(leftOf(scan.tally)).toBeGreaterThan(20)
})

/** A store whose browser goes away after so many writes. */
function breakingAfter(store: RegisterStore, writes: number): RegisterStore {
  let left = writes
  const count = () => {
    left -= 1
    if (left < 0) throw new Error('The tab is closed.')
  }
  return {
    ...store,
    addFound: async (...args) => (count(), store.addFound(...args)),
    settle: async (...args) => (count(), store.settle(...args)),
    keepScan: async (scan) => (count(), store.keepScan(scan)),
  }
}

test('wherever a tab is closed, the next one goes on to the same end', async () => {
  const it = await setUp({ options: { count: 120 }, key: demoKeys.noPlaylists })
  const whole = await it.scan()
  const expected = (await it.rows(whole)).filter(({ state }) => state === 'public').map(({ id }) => id)
  for (const writes of [1, 2, 3, 4, 5, 6, 7]) {
    const store = createMemoryStore()
    await expect(it.scan(everything, { kept: breakingAfter(store, writes) })).rejects.toThrow('The tab is closed.')
    const { scans } = await store.scans({ connectionId: it.at.id, projectId: '1' })
    const [interrupted] = scans
    if (!interrupted) throw new Error('Nothing was kept.')
    expect(leftOf(interrupted.tally)).toBeGreaterThanOrEqual(0)
    const scan = await it.goOn(interrupted.id, { kept: store })
    expect({ ...scan.tally }).toEqual(whole.tally)
    const { rows } = await store.rows(scan.id)
    expect(
      rows
        .filter(({ state }) => state === 'public')
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(expected.toSorted())
  }
})

describe('a second scan compares with the one before', () => {
  test('new, closed, changed and unchanged are told apart, also for what is out of the new range', async () => {
    const it = await setUp()
    const first = await it.scan()
    const [closed = '', renewed = '', ...rest] = (await it.rows(first)).map(({ id }) => id).filter((id) => !isOdd(id))
    const hidden = (await it.truth()).map(({ recordingId }) => recordingId)
    const fresh = await neverShared(it, hidden)
    await it.share(closed, false)
    await it.share(renewed, false)
    await it.share(renewed, true)
    await it.share(fresh, true)
    const second = await it.scan({ range: { from: new Date(Date.now() - 3_600_000).toISOString(), to: null }, isThorough: true })
    const changes = new Map((await it.rows(second)).map(({ id, change }) => [id, change]))
    expect(changes.get(closed)).toBe('closed')
    expect(changes.get(renewed)).toBe('link changed')
    expect(rest.map((id) => changes.get(id))).toEqual(rest.map(() => 'unchanged'))
    expect(second.comparedWith?.number).toBe(first.number)
    expect(changes.get(fresh)).toBe('new')
  })

  test('what the scan before overlooked is not called new', async () => {
    const it = await setUp()
    const narrow = await it.scan({ range: { from: new Date(Date.now() - 86_400_000).toISOString(), to: null }, isThorough: true })
    const seen = new Set((await it.rows(narrow)).map(({ id }) => id))
    const whole = await it.scan()
    const late = (await it.rows(whole)).filter(({ id }) => !seen.has(id))
    expect(late.length).toBeGreaterThan(10)
    expect(new Set(late.map(({ change }) => change))).toEqual(new Set(['found']))
  })

  test('only this scan and the one to compare with are kept', async () => {
    const it = await setUp({ options: { count: 60 } })
    for (let round = 0; round < 4; round += 1) await it.scan()
    const { scans } = await it.store.scans({ connectionId: it.at.id, projectId: '1' })
    expect(scans.map(({ number }) => number)).toEqual([4, 3])
  })
})

function isOdd(id: string): boolean {
  return Object.values(failures).some((one) => one.id === id)
}

async function neverShared(it: It, known: readonly string[]): Promise<string> {
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

describe('walking', () => {
  /** Changes the list's parameters on their way, as a server with other habits would read them. */
  function withList(change: (parameters: URLSearchParams) => void) {
    return async (request: Request) => {
      const url = new URL(request.url)
      if (request.method === 'GET' && url.pathname.endsWith('/session_recordings/')) change(url.searchParams)
      return new Request(url, request)
    }
  }

  test('a server that rounds the end of a window up to the day is walked all the same', async () => {
    const through = withList((parameters) => {
      const to = parameters.get('date_to')
      if (to) parameters.set('date_to', `${to.slice(0, 10)}T23:59:59Z`)
    })
    const it = await setUp({ key: demoKeys.noPlaylists, through, options: { count: 1200 } })
    const scan = await it.scan()
    expect(scan.tally.seen).toBeGreaterThan(1150)
    await expectTruth(it, scan)
    const lists = (await it.calls()).filter((call) => call.includes('session_recordings/?'))
    expect(lists.length).toBeLessThan(20)
  })

  test('page by page and by SQL the same recordings are seen', async () => {
    const it = await setUp({ key: demoKeys.noPlaylists, options: { count: 600, edition: 'old' } })
    const moving = await it.scan()
    const other = await setUp({ key: demoKeys.all, options: { count: 600 } })
    // The list has one row without an id, which nobody can ask about.
    expect((await other.scan(thorough)).tally.seen).toBe(moving.tally.seen + moving.unreadable)
    expect(moving.unreadable).toBe(1)
  })

  test('SQL that gives too little at once is asked on from the last start', async () => {
    const through = async (request: Request) => {
      if (!request.url.includes('/query')) return request
      const body = (await request.text()).replace('limit 50000', 'limit 40')
      return new Request(request.url, { method: 'POST', headers: request.headers, body })
    }
    const it = await setUp({ through })
    const scan = await it.scan(thorough)
    expect(scan.way).toBe('replay events')
    await expectTruth(it, scan)
    const queries = (await it.calls()).filter((call) => call.includes('/query'))
    expect(queries.length).toBeGreaterThan(6)
    expect(queries.length).toBeLessThan(14)
    const whole = await setUp()
    expect((await whole.scan(thorough)).tally.seen).toBe(scan.tally.seen)
  })

  test('only the range is walked, whatever zone the project is in', async () => {
    const it = await setUp()
    const from = new Date(Date.now() - 10 * 86_400_000).toISOString()
    const to = new Date(Date.now() - 3 * 86_400_000).toISOString()
    const bySql = await it.scan({ range: { from, to }, isThorough: true })
    const other = await setUp({ key: demoKeys.noPlaylists })
    const byList = await other.scan({ range: { from, to }, isThorough: true })
    expect([bySql.way, byList.way]).toEqual(['replay events', 'recordings list'])
    expect(bySql.tally.seen).toBe(byList.tally.seen)
    expect(bySql.tally.seen).toBeGreaterThan(5)
    expect(bySql.tally.seen).toBeLessThan(300)
  })
})

for (const edition of editions) {
  test(`${edition}: nothing is changed by a scan`, async () => {
    const it = await setUp({ options: { edition, count: 60 } })
    await it.scan(thorough)
    const methods = (await it.calls())
      .map((call) => call.split(' '))
      .filter(([method, path]) => method !== 'GET' && !path?.includes('/query'))
    expect(methods).toEqual([])
  })
}
