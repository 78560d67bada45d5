import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clientOf, field, newClient, noon, recordings, rowsOf } from './hostClient.ts'
import { createDemoHost } from '../createDemoHost.ts'

const orders = {
  start_time: 'start_time',
  duration: 'recording_duration',
  active_seconds: 'active_seconds',
  inactive_seconds: 'inactive_seconds',
  console_error_count: 'console_error_count',
  click_count: 'click_count',
  keypress_count: 'keypress_count',
  mouse_activity_count: 'mouse_activity_count',
  activity_score: 'activity_score',
} as const

const orderOf = fc.constantFrom(...Object.keys(orders)) as fc.Arbitrary<keyof typeof orders>
const windows = fc.constantFrom('-90d', '-3d', '-10d')

const limits = fc.integer({ min: 7, max: 120 })

type Rows = ReturnType<typeof rowsOf>

/** Rows that were made odd say nonsense in place of the count they are sorted by. */
const isPlain = ({ id, person }: Rows[number]) => id !== undefined && !JSON.stringify(person ?? '').includes('no sense')

function expectSorted(rows: Rows, name: string, ascending: boolean) {
  const values = rows.filter(isPlain).map((row) => row[name])
  const known = values.filter((value) => value !== null)
  expect(values.slice(0, known.length)).toEqual(known)
  const sorted = known.toSorted((one, other) => {
    const amount = (value: unknown) => (typeof value === 'string' ? Date.parse(value) : Number(value))
    return ascending ? amount(one) - amount(other) : amount(other) - amount(one)
  })
  expect(known).toEqual(sorted)
}

async function expectedIds(send: ReturnType<typeof newClient>, window: string): Promise<unknown[]> {
  const answer = await send(`${recordings}?date_from=${window}&limit=5000`)
  expect(field(answer, 'has_next')).toBe(false)
  return rowsOf(answer).map(({ id }) => id)
}

/** A list of which nothing is changed below. */
const shared = newClient()

test('walking by limit and offset meets every recording once, in every order and both directions', async () => {
  const send = shared
  const expectedOf = {
    '-90d': await expectedIds(send, '-90d'),
    '-3d': await expectedIds(send, '-3d'),
    '-10d': await expectedIds(send, '-10d'),
  }
  await fc.assert(
    fc.asyncProperty(orderOf, fc.boolean(), windows, limits, async (order, up, window, limit) => {
      const rows: Rows = []
      const expected = expectedOf[window]
      for (let offset = 0, more: unknown = true; more === true; offset += limit) {
        const direction = up ? '&order_direction=ASC' : ''
        const answer = await send(`${recordings}?date_from=${window}&order=${order}${direction}&limit=${limit}&offset=${offset}`)
        expect(field(answer, 'next_cursor')).toBeUndefined()
        more = field(answer, 'has_next')
        expect(more).toBe(offset + limit < expected.length)
        if (more === true) expect(rowsOf(answer)).toHaveLength(limit)
        rows.push(...rowsOf(answer))
      }
      expect(rows).toHaveLength(expected.length)
      expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(expected))
      expectSorted(rows, orders[order], up)
    }),
    { numRuns: 60 },
  )
})

test('walking by cursor meets the same recordings in the same order', async () => {
  const send = shared
  await fc.assert(
    fc.asyncProperty(orderOf, fc.boolean(), windows, limits, async (order, up, window, limit) => {
      const query = `${recordings}?date_from=${window}&order=${order}&order_direction=${up ? 'ASC' : 'DESC'}`
      const ids: unknown[] = []
      let after = ''
      do {
        const answer = await send(`${query}&limit=${limit}${after}`)
        ids.push(...rowsOf(answer).map(({ id }) => id))
        const cursor = field(answer, 'next_cursor')
        expect(typeof cursor === 'string').toBe(field(answer, 'has_next'))
        after = typeof cursor === 'string' ? `&after=${encodeURIComponent(cursor)}` : ''
      } while (after !== '')
      expect(ids).toEqual(rowsOf(await send(`${query}&limit=5000&offset=0`)).map(({ id }) => id))
    }),
    { numRuns: 60 },
  )
})

test('the documented edition counts and links to its neighbours', async () => {
  const send = newClient({ edition: 'documented' })
  const start = '/api/environments/1/session_recordings/?date_from=-90d&limit=100'
  const ids = new Set<unknown>()
  let pages = 0
  let next: unknown = start
  while (typeof next === 'string') {
    const answer = await send(next)
    expect(field(answer, 'count')).toBe(240)
    expect(field(answer, 'has_next')).toBeUndefined()
    for (const { id } of rowsOf(answer)) ids.add(id)
    next = field(answer, 'next')
    if (typeof next === 'string') expect(next).toMatch(/^http:\/\/demo\.test\/api\/environments\//)
    pages += 1
  }
  expect(ids.size).toBe(240)
  expect(pages).toBe(3)
  const second = await send(`${start}&offset=100`)
  expect(field(second, 'previous')).toBe(`http://demo.test${start}`)
})

test('old servers repeat some equal rows across pages, but never where starts decide', async () => {
  const send = newClient({ edition: 'old' })
  const repeats = async (order: string) => {
    const ids: unknown[] = []
    for (let offset = 0; offset < 240; offset += 20) {
      ids.push(...rowsOf(await send(`${recordings}?date_from=-90d&order=${order}&limit=20&offset=${offset}`)).map(({ id }) => id))
    }
    return ids.length - new Set(ids).size
  }
  expect(await repeats('start_time')).toBe(0)
  expect(await repeats('console_error_count')).toBeGreaterThan(0)
})

test('old servers drop deleted rows after paging, the others before', async () => {
  for (const edition of ['old', 'mid', 'newest'] as const) {
    const send = newClient({ edition })
    const before = rowsOf(await send(`${recordings}?limit=10`))
    const gone = before.slice(3, 6).map(({ id }) => id)
    for (const id of gone) expect((await send(`${recordings}${id}/`, { method: 'DELETE' })).status).toBe(204)
    const after = await send(`${recordings}?limit=10`)
    expect(rowsOf(after)).toHaveLength(edition === 'old' ? 7 : 10)
    expect(field(after, 'has_next')).toBe(true)
    expect(rowsOf(after).some(({ id }) => gone.includes(id))).toBe(false)
  }
})

test('any page of a million recordings is there in little memory', async () => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  const heap = () => {
    collect()
    return process.memoryUsage().heapUsed
  }
  const before = heap()
  const send = clientOf(createDemoHost({ count: 1_000_000, now: () => noon }))
  for (const order of Object.keys(orders)) {
    const answer = await send(`${recordings}?date_from=-90d&order=${order}&limit=50&offset=987000`)
    expect(rowsOf(answer)).toHaveLength(50)
    expectSorted(rowsOf(answer), orders[order as keyof typeof orders], false)
  }
  expect(heap() - before).toBeLessThan(100_000_000)
  expect(rowsOf(await send(`${recordings}?limit=1`))).toHaveLength(1) // the host is still in use when its memory is counted
}, 60_000)

test('limit 0 means 50 and a negative one 100', async () => {
  const send = shared
  expect(rowsOf(await send(`${recordings}?date_from=-90d&limit=0`))).toHaveLength(50)
  expect(rowsOf(await send(`${recordings}?date_from=-90d&limit=-5`))).toHaveLength(100)
})

test('the usual window is three days', async () => {
  const send = shared
  const rows = rowsOf(await send(`${recordings}?limit=5000`))
  const starts = rows.map(({ start_time }) => Date.parse(String(start_time)))
  expect(Math.min(...starts)).toBeGreaterThanOrEqual(noon - 3 * 86_400_000)
  expect(rows.length).toBeLessThan(rowsOf(await send(`${recordings}?limit=5000&date_from=-7d`)).length)
})

test('ids that are asked for come whatever their age on newest servers, within the window on the others', async () => {
  const ids = rowsOf(await newClient()(`${recordings}?date_from=-90d&limit=240`)).map(({ id }) => id)
  const wanted = [ids[200], ids[3], 'no-such-id', ids[90]]
  const requested = `${recordings}?session_ids=${encodeURIComponent(JSON.stringify(wanted))}`
  const found = async (edition: 'newest' | 'mid', more = '') =>
    rowsOf(await newClient({ edition })(requested + more)).map(({ id }) => id)
  expect(await found('newest')).toEqual([ids[200], ids[3], ids[90]])
  expect(await found('mid')).toEqual([ids[3]])
  expect(await found('mid', '&date_from=-90d')).toEqual([ids[3], ids[90], ids[200]])
  expect(rowsOf(await newClient()(`${recordings}?session_ids=[]`))).toEqual([])
})

test('one recording can be put first on newest servers, fitting or not', async () => {
  const send = shared
  const all = rowsOf(await send(`${recordings}?date_from=-90d&limit=240`)).map(({ id }) => id)
  const old = all[230]
  const rows = rowsOf(await send(`${recordings}?limit=10&offset=0&session_recording_id=${old}`))
  expect(rows.map(({ id }) => id)).toEqual([old, ...all.slice(0, 9)])
  const next = rowsOf(await send(`${recordings}?limit=10&offset=10&session_recording_id=${old}`))
  expect(next.map(({ id }) => id)).toEqual(all.slice(9, 19))
  expect(rowsOf(await send(`${recordings}?limit=10&session_recording_id=unknown`)).map(({ id }) => id)).toEqual(all.slice(0, 10))
})
