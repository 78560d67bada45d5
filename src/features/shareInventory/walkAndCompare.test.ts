import { afterEach, describe, expect, test } from 'vitest'
import { demoKeys } from '../../../demo/host/keys.ts'
import type { ApiError } from '#api/http/errors.ts'
import { createControl } from '#lib/control.ts'
import { countsMessage, isFullyCovered } from './coverage.ts'
import { closeHosts, everything, expectTruth, isOdd, neverShared, setUp, thorough } from './scanHost.fixture.ts'

afterEach(closeHosts)

describe('a second scan compares with the previous one', () => {
  test('new, closed, changed and unchanged links are distinguished, also outside the new range', async () => {
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

  test('what the previous scan missed is not new', async () => {
    const it = await setUp()
    const narrow = await it.scan({ range: { from: new Date(Date.now() - 86_400_000).toISOString(), to: null }, isThorough: true })
    const seen = new Set((await it.rows(narrow)).map(({ id }) => id))
    const whole = await it.scan()
    const late = (await it.rows(whole)).filter(({ id }) => !seen.has(id))
    expect(late.length).toBeGreaterThan(10)
    expect(new Set(late.map(({ change }) => change))).toEqual(new Set(['found']))
  })

  test('a cancelled scan is not compared with if a complete one is stored', async () => {
    const it = await setUp({ options: { count: 60 } })
    const whole = await it.scan()
    const control = createControl<ApiError>()
    control.cancel()
    expect((await it.scan(everything, { control })).end).toBe('cancelled')
    expect((await it.scan()).comparedWith?.number).toBe(whole.number)
  })

  test('only this scan and the one to compare with are stored', async () => {
    const it = await setUp({ options: { count: 60 } })
    for (let round = 0; round < 4; round += 1) await it.scan()
    const { scans } = await it.store.scans({ connectionId: it.connection.id, projectId: '1' })
    expect(scans.map(({ number }) => number)).toEqual([4, 3])
  })
})

describe('paging', () => {
  /** Changes the parameters of list requests, to simulate another server. */
  function withList(change: (parameters: URLSearchParams) => void) {
    return async (request: Request) => {
      const url = new URL(request.url)
      if (request.method === 'GET' && url.pathname.endsWith('/session_recordings/')) change(url.searchParams)
      return new Request(url, request)
    }
  }

  test('a server that rounds the end of a range up to the day is still read completely', async () => {
    const changeRequest = withList((parameters) => {
      const to = parameters.get('date_to')
      if (to) parameters.set('date_to', `${to.slice(0, 10)}T23:59:59Z`)
    })
    const it = await setUp({ key: demoKeys.noPlaylists, changeRequest, options: { count: 250 } })
    const scan = await it.scan()
    expect(scan.counts.seen).toBeGreaterThan(240)
    await expectTruth(it, scan)
    const lists = (await it.calls()).filter((call) => call.includes('session_recordings/?'))
    expect(lists.length).toBeLessThan(12)
  })

  test('page by page and by SQL the same recordings are found', async () => {
    const it = await setUp({ key: demoKeys.noPlaylists, options: { count: 180, edition: 'old' } })
    const moving = await it.scan()
    const other = await setUp({ key: demoKeys.all, options: { count: 180 } })
    // The list has one row without an ID, which can’t be checked.
    expect((await other.scan(thorough)).counts.seen).toBe(moving.counts.seen + moving.unreadable)
    expect(moving.unreadable).toBe(1)
  })

  test('SQL answers that are cut off continue from the last start', async () => {
    const changeRequest = async (request: Request) => {
      if (!request.url.includes('/query')) return request
      const body = (await request.text()).replace('limit 50000', 'limit 20')
      return new Request(request.url, { method: 'POST', headers: request.headers, body })
    }
    const it = await setUp({ changeRequest })
    const scan = await it.scan(thorough)
    expect(scan.strategy).toBe('replay events')
    await expectTruth(it, scan)
    const queries = (await it.calls()).filter((call) => call.includes('/query'))
    expect(queries.length).toBeGreaterThan(6)
    expect(queries.length).toBeLessThan(14)
    const whole = await setUp()
    expect((await whole.scan(thorough)).counts.seen).toBe(scan.counts.seen)
  })

  describe('the collection of shared recordings', () => {
    const collection = '/session_recording_playlists/synthetic-shared'
    const pages = (calls: string[]) => calls.filter((call) => call.includes(`${collection}/recordings`))
    const options = { count: 2400 }
    const key = demoKeys.noQuery

    test('is read by its count if pages claim that nothing follows', async () => {
      const it = await setUp({ key, options })
      const scan = await it.scan()
      expect(scan.strategy).toBe('shared collection')
      await expectTruth(it, scan)
      expect((await it.truth()).length).toBeGreaterThan(50)
      expect(pages(await it.calls())).toHaveLength(2)
    })

    /** A server whose `has_next` is right for this list as well. */
    async function honestly(request: Request, answer: Response, send: (request: Request) => Promise<Response>) {
      const url = new URL(request.url)
      if (!url.pathname.includes(`${collection}/recordings`)) return answer
      url.searchParams.set('offset', String(Number(url.searchParams.get('offset')) + 50))
      const rest = (await (await send(new Request(url, request))).json()) as { results: unknown[] }
      return Response.json({ ...Object(await answer.json()), has_next: rest.results.length > 0 })
    }

    test('is read to the end if the server has a next page although its count is too low', async () => {
      const it = await setUp({
        key,
        options,
        async changeAnswer(request, answer, send) {
          if (!request.url.endsWith(`${collection}/`)) return honestly(request, answer, send)
          return Response.json({ recordings_counts: { collection: { count: 1 } } })
        },
      })
      await expectTruth(it, await it.scan())
      expect(pages(await it.calls()).length).toBeLessThan(5)
    })

    test('is read until a page is empty if the server has no count', async () => {
      const it = await setUp({
        key,
        options,
        changeAnswer: async (request, answer) => (request.url.endsWith(`${collection}/`) ? Response.json({ id: -3 }) : answer),
      })
      await expectTruth(it, await it.scan())
      expect(pages(await it.calls())).toHaveLength(3)
    })

    test('reports if more is counted than listed', async () => {
      const it = await setUp({
        key,
        options,
        changeAnswer: async (request, answer) =>
          request.url.endsWith(`${collection}/`) ? Response.json({ recordings_counts: { collection: { count: 1000 } } }) : answer,
      })
      const scan = await it.scan()
      await expectTruth(it, scan)
      expect(scan.unlisted).toBe(1000 - scan.counts.seen)
      expect(isFullyCovered(scan)).toBe(false)
      expect(countsMessage(scan)).toContain(`${scan.unlisted} more counted in the collection but not listed.`)
    })

    test('ends if nothing is shared and the count is null', async () => {
      const it = await setUp({ key, options: { count: 0 } })
      const scan = await it.scan()
      expect(scan).toMatchObject({ end: 'complete', strategy: 'shared collection', counts: { seen: 0 } })
      expect(pages(await it.calls())).toHaveLength(1)
    })
  })

  test('only the range is read, whatever the time zone of the project', async () => {
    const it = await setUp()
    const from = new Date(Date.now() - 10 * 86_400_000).toISOString()
    const to = new Date(Date.now() - 3 * 86_400_000).toISOString()
    const bySql = await it.scan({ range: { from, to }, isThorough: true })
    const other = await setUp({ key: demoKeys.noPlaylists })
    const byList = await other.scan({ range: { from, to }, isThorough: true })
    expect([bySql.strategy, byList.strategy]).toEqual(['replay events', 'recordings list'])
    expect(bySql.counts.seen).toBe(byList.counts.seen + byList.unreadable)
    expect(bySql.counts.seen).toBeGreaterThan(5)
    expect(bySql.counts.seen).toBeLessThan(150)
  })
})
