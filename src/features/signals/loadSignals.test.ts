import 'fake-indexeddb/auto'
import { QueryClient } from '@tanstack/react-query'
import { IDBFactory } from 'fake-indexeddb'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { demoKeys } from '../../../demo/host/keys.ts'
import { type Edition, editions } from '../../../demo/host/options.ts'
import type { Listening } from '../../../demo/host/listen.ts'
import { serveDemo } from '../../../demo/serve.ts'
import { defaultFilters } from '#api/recordings/recordingFilters.ts'
import { listRecordings, type Recording } from '#api/recordings/recordings.ts'
import { MemoryStorage } from '#lib/memoryStorage.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { defaultWeights } from '#storage/signalWeights.ts'
import { signalsQuery } from './loadSignals.ts'
import { scoreOf } from './score.ts'
import { signalsOnScreen } from './signalState.ts'
import { signalsOfRows } from './signalsOfRows.ts'

const { signal } = new AbortController()
const noSignals = { atLeast: {}, exception: null, event: null, visited: null, order: null, score: null }
const noCounts = { rageClicks: 0, deadClicks: 0, quickBacks: 0, errorsAfterClick: 0, failedRequests: 0 }
const nothing = { marks: [], counts: noCounts, isFinal: true }

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.stubGlobal('localStorage', new MemoryStorage())
})

describe.each(editions)('%s', (edition: Edition) => {
  let host: Listening
  beforeAll(async () => {
    host = await serveDemo({ edition, count: 200 }, 0)
  })
  afterAll(() => host.close())

  function connection(name: string, key: string = demoKeys.all): ApiConnection {
    return { id: `${edition} ${name}`, host: host.origin, key, projectId: '4' }
  }

  async function page(of: ApiConnection): Promise<Recording[]> {
    return (await listRecordings(of, { limit: 30, offset: 0 }, { ...defaultFilters, dateFrom: '-7d' }, { signal })).rows
  }

  async function queries(): Promise<number> {
    const journal: unknown = await (await fetch(`${host.origin}/__demo/journal`)).json()
    return Array.isArray(journal)
      ? journal.filter((one: { method: string; path: string }) => one.method === 'POST' && one.path.includes('/query/')).length
      : 0
  }

  async function load(of: ApiConnection, rows: readonly Recording[], at = 1) {
    const before = await queries()
    await new QueryClient().fetchQuery({ ...signalsQuery(of, rows, at), retry: false })
    return (await queries()) - before
  }

  test('one query tells what happened in the rows of a page, and a second visit none', async () => {
    const of = connection('all')
    const rows = await page(of)
    expect(await load(of, rows)).toBe(edition === 'newest' ? 1 : 2) // others refuse the table of counts, once
    const more = await load(of, rows.slice(0, 3), 2)
    expect(more).toBe(0)
    const declined = rows.find(({ person }) => person?.name === 'Margaux Perrin')
    const signals = signalsOnScreen(of, declined?.id ?? '')
    expect(signals?.activity.some((count) => count > 0)).toBe(true)
    expect(signals?.marks.map(({ kind, label }) => `${kind} ${label}`)).toContain('rage click Place order')
    expect(signals?.counts).toMatchObject({ rageClicks: 1, errorsAfterClick: 3 })
    expect(signals?.counts.failedRequests).toBe(edition === 'newest' ? 4 : null)
  })

  test.each([
    ['of each kind', { deadClicks: 1.5 }],
    ['that a loop of errors must not win', { rageClicks: 0, deadClicks: 0, leftOn: 20 }],
  ])('the order by points %s is that of the scores that rows show', async (_, points) => {
    const of = connection('score')
    // What only newest servers count can't be a part of the order elsewhere.
    const uncounted = edition === 'newest' ? {} : { quickBacks: 0, errorsAfterClick: 0, failedRequests: 0 }
    const weights = { ...defaultWeights, ...points, ...uncounted }
    const scoresOf = async (rows: readonly Recording[]) => {
      const signals = await signalsOfRows(of, rows, { signal })
      return rows.map(({ id }) => scoreOf(signals.get(id) ?? nothing, weights).score)
    }
    const slice = { limit: 100, offset: 0 }
    const question = { ...defaultFilters, dateFrom: '-7d' }
    const scored = await listRecordings(of, slice, { ...question, signals: { ...noSignals, score: weights } }, { signal })
    const scores = await scoresOf(scored.rows)
    expect(scores.length).toBeGreaterThan(10)
    expect(new Set(scores).size).toBeGreaterThan(3)
    expect(scores).toEqual(scores.toSorted((one, other) => other - one))
    expect(Math.min(...scores)).toBeGreaterThan(0)
    const ascending = { ...question, direction: 'ASC' as const, signals: { ...noSignals, score: weights } }
    const lowest = await listRecordings(of, slice, ascending, { signal })
    expect(await scoresOf(lowest.rows)).toEqual(scores.toReversed())
    expect(lowest.ignored).not.toContain('order_direction')
    const { rows } = await listRecordings(of, slice, question, { signal })
    const others = rows.filter(({ id }) => scored.rows.every((row) => row.id !== id))
    expect(await scoresOf(others)).toEqual(others.map(() => 0))
  })

  test('a key without query:read is refused once, and nothing is shown', async () => {
    const of = connection('no query', demoKeys.noQuery)
    const rows = await page(of)
    expect(await load(of, rows)).toBe(1)
    expect(await load(of, rows, 2)).toBe(0)
    expect(signalsOnScreen(of, rows[0]?.id ?? '')).toBeNull()
  })
})
