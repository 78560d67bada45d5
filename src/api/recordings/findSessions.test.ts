import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoKeys } from '../../../demo/host/keys.ts'
import { type Edition, editions } from '../../../demo/host/options.ts'
import type { Listening } from '../../../demo/host/listen.ts'
import { serveDemo } from '../../../demo/serve.ts'
import { runSql } from '#api/sql/runSql.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { sqlDate } from './findSessions.ts'
import { defaultFilters, type SignalConditions, type SignalName } from './recordingFilters.ts'
import { listRecordings } from './recordings.ts'

const { signal } = new AbortController()
const noSignals: SignalConditions = { atLeast: {}, exception: null, event: null, visited: null, order: null, score: null }

describe.each(editions)('%s', (edition: Edition) => {
  let host: Listening
  beforeAll(async () => {
    host = await serveDemo({ edition, count: 300 }, 0)
  })
  afterAll(() => host.close())

  function connection(name: string, key: string = demoKeys.all): ApiConnection {
    return { id: `${edition} ${name}`, host: host.origin, key, projectId: '4' }
  }

  type Options = { limit?: number; offset?: number; direction?: 'ASC' | 'DESC' }

  function find(signals: Partial<SignalConditions>, { limit = 200, offset = 0, direction = 'DESC' }: Options = {}) {
    const question = { ...defaultFilters, dateFrom: '-90d', direction, signals: { ...noSignals, ...signals } }
    return listRecordings(connection('all'), { limit, offset }, question, { signal })
  }

  /** How often an event happened in each session, without our own query. */
  async function counts(event: string): Promise<ReadonlyMap<unknown, number>> {
    const query = 'select $session_id, count() from events where event = {event} group by 1 limit 5000'
    const { rows } = await runSql(connection('all'), { query, values: { event } }, 5000, { signal })
    return new Map(rows.flatMap((row) => (Array.isArray(row) ? [[row[0], Number(row[1])]] : [])))
  }

  async function queries(): Promise<number> {
    const journal: unknown = await (await fetch(`${host.origin}/__demo/journal`)).json()
    if (!Array.isArray(journal)) return 0
    return journal.filter(({ method, path }: { method: string; path: string }) => method === 'POST' && path.includes('/query/'))
      .length
  }

  test('lists exactly the recordings with so many rage clicks, newest first', async () => {
    const known = await counts('$rageclick')
    const { rows, total, found } = await find({ atLeast: { rage_clicks: 1 } })
    expect(known.size).toBeGreaterThan(3)
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(known.keys()))
    expect([total, found?.isCut]).toEqual([known.size, false])
    const starts = rows.map(({ startTime }) => startTime?.getTime() ?? 0)
    expect(starts).toEqual(starts.toSorted((one, other) => other - one))
  })

  test('sorts by a signal over all pages, and later pages cost no query', async () => {
    const known = await counts('$exception')
    const most = await find({ order: 'exceptions' }, { limit: 5 })
    const before = await queries()
    const rest = await find({ order: 'exceptions' }, { limit: 200, offset: 5 })
    expect(await queries()).toBe(before)
    const sorted = [...most.rows, ...rest.rows].map(({ id }) => known.get(id) ?? 0)
    expect(sorted.length).toBe(known.size)
    expect(sorted).toEqual(sorted.toSorted((one, other) => other - one))
    const fewest = await find({ order: 'exceptions' }, { limit: 5, direction: 'ASC' })
    expect(known.get(fewest.rows[0]?.id)).toBe(Math.min(...known.values()))
  })

  test('names an exception, a page and an event together, and says when each session first met one', async () => {
    const all = await find({ exception: 'card_declined' })
    expect(all.rows.length).toBeGreaterThan(1)
    const { rows, found } = await find({ exception: 'CARD_declined', visited: '/cart', event: '$rageclick' })
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.length).toBeLessThanOrEqual(all.rows.length)
    for (const { id, startTime, endTime } of rows) {
      const at = found?.matches.get(id) ?? 0
      expect(at).toBeGreaterThanOrEqual((startTime?.getTime() ?? 0) - 1)
      expect(at).toBeLessThanOrEqual((endTime?.getTime() ?? 0) + 1000)
    }
    expect((await find({ exception: '%' })).rows).toEqual([])
  })

  test('what only newest servers count is ignored by others, together with events or alone', async () => {
    const { rows, ignored } = await find({ atLeast: { failed_requests: 4 }, exception: 'card_declined' })
    expect(rows.length).toBeGreaterThan(0)
    expect(ignored).toEqual(edition === 'newest' ? [] : ['failed_requests' satisfies SignalName])
    const alone = await find({ atLeast: { quick_backs: 1 } }, { limit: 25 })
    expect(alone.rows.length).toBeGreaterThan(0)
  })

  test('other filters and lists of IDs still apply', async () => {
    const { rows } = await find({ atLeast: { exceptions: 1 } }, { limit: 25 })
    const ids = rows.slice(0, 3).map(({ id }) => id)
    const question = { ...defaultFilters, dateFrom: '-90d', ids, signals: { ...noSignals, atLeast: { exceptions: 1 } } }
    const some = await listRecordings(connection('all'), { limit: 25, offset: 0 }, question, { signal })
    expect(some.rows.map(({ id }) => id)).toEqual(ids)
  })
})

test('dates are as the list reads them: spans until now, days in the project’s zone', () => {
  const now = Date.UTC(2026, 10, 30, 12, 30)
  expect(sqlDate('-3d', 'from', now)).toBe('2026-11-27 12:30:00Z')
  expect(sqlDate('-36h', 'from', now)).toBe('2026-11-29 00:30:00Z')
  expect(sqlDate('-2w', 'from', now)).toBe('2026-11-16 12:30:00Z')
  expect(sqlDate('-1m', 'to', now)).toBe('2026-10-30 12:30:00Z')
  expect(sqlDate('2026-11-01', 'from', now)).toBe('2026-11-01 00:00:00')
  expect(sqlDate('2026-11-01', 'to', now)).toBe('2026-11-01 23:59:59')
  expect(sqlDate('2026-11-01T10:00:00Z', 'from', now)).toBe('2026-11-01 10:00:00Z')
})
