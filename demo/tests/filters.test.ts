import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { clientOf, field, newClient, noon, recordings, rowsOf } from './hostClient.ts'
import { createDemoHost } from '../createDemoHost.ts'

const size = 500
const send = newClient({ count: size })
type Row = ReturnType<typeof rowsOf>[number]
let all: Row[] = []

/** Rows of the last 90 days that a list with these parameters holds. */
async function listed(parameters: Record<string, unknown>, requested = send): Promise<Row[]> {
  const query = new URLSearchParams({ date_from: '-90d', limit: '5000' })
  for (const [name, value] of Object.entries(parameters)) {
    query.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  }
  return rowsOf(await requested(`${recordings}?${query}`))
}

const ids = (rows: Row[]) => rows.map(({ id }) => id)
const personOf = ({ person }: Row): { uuid?: string; properties?: Record<string, unknown> } => Object(person)
const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
const count = (row: Row, name: string) => Number(row[name] ?? Number.NaN)

/** Odd rows say something else than what the server filters by. */
const isPlain = ({ person }: Row) => !/no sense|than we do/.test(JSON.stringify(person ?? ''))

async function expectSame(parameters: Record<string, unknown>, passes: (row: Row) => boolean) {
  const rows = (await listed(parameters)).filter(isPlain)
  expect(ids(rows)).toEqual(ids(all.filter(isPlain).filter(passes)))
  return rows
}

beforeAll(async () => {
  all = await listed({})
  expect(all).toHaveLength(size)
})

test('a person, whichever of their ids a recording was made under', async () => {
  const often = all.find((row) => all.filter((other) => personOf(other).uuid === personOf(row).uuid).length > 4)
  const uuid = personOf(often ?? { id: '' }).uuid
  const rows = await expectSame({ person_uuid: uuid }, (row) => personOf(row).uuid === uuid)
  expect(rows.length).toBeGreaterThan(4)
  expect(await listed({ person_uuid: '0198f000-0000-7000-8000-00000000dead' })).toEqual([])
})

test('distinct ids, of known, unknown and kept people', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 0, max: size - 1 }), { maxLength: 6 }), async (positions) => {
      const wanted = positions.flatMap((index) => all[index]?.['distinct_id'] ?? [])
      await expectSame({ distinct_ids: [...wanted, 'stranger'] }, (row) => wanted.includes(row['distinct_id'] ?? 'none'))
    }),
    { numRuns: 25 },
  )
  const unowned = all.filter((row) => row['person'] === undefined && typeof row['distinct_id'] === 'string')
  expect(unowned.length).toBeGreaterThan(0)
  for (const row of unowned) expect(ids(await listed({ distinct_ids: [row['distinct_id']] }))).toEqual([row.id])
})

const counted = {
  duration: 'recording_duration',
  active_seconds: 'active_seconds',
  inactive_seconds: 'inactive_seconds',
  click_count: 'click_count',
  keypress_count: 'keypress_count',
  mouse_activity_count: 'mouse_activity_count',
  console_error_count: 'console_error_count',
  activity_score: 'activity_score',
}
const comparisons = {
  gt: (actual: number, wanted: number) => actual > wanted,
  gte: (actual: number, wanted: number) => actual >= wanted,
  lt: (actual: number, wanted: number) => actual < wanted,
  lte: (actual: number, wanted: number) => actual <= wanted,
  exact: (actual: number, wanted: number) => actual === wanted,
}

test('counts, compared in every way, joined by and or or', async () => {
  const predicate = fc.record({
    type: fc.constant('recording'),
    key: fc.constantFrom(...Object.keys(counted)) as fc.Arbitrary<keyof typeof counted>,
    operator: fc.constantFrom(...Object.keys(comparisons)) as fc.Arbitrary<keyof typeof comparisons>,
    value: fc.integer({ min: 0, max: 200 }),
  })
  const predicates = fc.array(predicate, { minLength: 1, maxLength: 3 })
  await fc.assert(
    fc.asyncProperty(predicates, fc.constantFrom('AND', 'OR'), async (having_predicates, operand) => {
      await expectSame({ having_predicates, operand }, (row) => {
        const results = having_predicates.map(({ key, operator, value }) =>
          comparisons[operator](count(row, counted[key]), value),
        )
        return operand === 'AND' ? results.every(Boolean) : results.some(Boolean)
      })
    }),
    { numRuns: 60 },
  )
})

test('a filtered list pages like any other, in every order', async () => {
  const having_predicates = [{ type: 'recording', key: 'click_count', operator: 'gt', value: 5 }]
  for (const order of ['start_time', 'duration', 'console_error_count']) {
    const whole = ids(await listed({ having_predicates, order }))
    const pages = []
    for (let offset = 0; offset < whole.length; offset += 40) {
      pages.push(...ids(await listed({ having_predicates, order, limit: '40', offset: String(offset) })))
    }
    expect(pages).toEqual(whole)
    expect(whole.length).toBeGreaterThan(100)
  }
})

describe('properties', () => {
  const properties = (type: string, key: string, value: unknown, operator = 'exact') => ({
    properties: [{ type, key, value, operator }],
  })
  const url = (row: Row) => textOf(row['start_url'])

  test('of the person', async () => {
    const plan = await expectSame(properties('person', 'plan', ['plus']), (row) => personOf(row).properties?.['plan'] === 'plus')
    expect(plan.length).toBeGreaterThan(20)
    const mail = (row: Row) => textOf(personOf(row).properties?.['email'])
    await expectSame(properties('person', 'email', 'POSTEO', 'icontains'), (row) => mail(row).includes('posteo'))
    await expectSame(properties('person', 'email', 'x', 'is_set'), (row) => mail(row) !== '')
    const orders = (row: Row) => Number(personOf(row).properties?.['orders'] ?? Number.NaN)
    await expectSame(properties('person', 'orders', '3', 'gte'), (row) => orders(row) >= 3)
  })

  test('of the session', async () => {
    const utm = await expectSame(properties('session', '$entry_utm_source', ['google', 'newsletter']), (row) =>
      /utm_source=(google|newsletter)\b/.test(url(row)),
    )
    expect(utm.length).toBeGreaterThan(50)
    await expectSame(properties('session', '$entry_current_url', 'utm_medium', 'icontains'), (row) =>
      url(row).includes('utm_medium'),
    )
    await expectSame(properties('session', '$entry_pathname', '^/products/', 'regex'), (row) =>
      /\.example\/products\//.test(url(row)),
    )
    await expectSame(properties('session', '$session_duration', 600, 'gt'), (row) => count(row, 'recording_duration') > 600)
    await expectSame(properties('session', '$entry_gclid', null, 'is_set'), (row) => url(row).includes('gclid='))
    const direct = await listed(properties('session', '$channel_type', ['Direct']))
    const others = await listed(properties('session', '$channel_type', ['Direct'], 'is_not'))
    expect([...ids(direct), ...ids(others)].length).toBe(size)
    expect(direct.length).toBeGreaterThan(100)
    expect(others.length).toBeGreaterThan(100)
    expect(await listed(properties('session', '$nobody_knows', 'x'))).toEqual([])
  })

  test('of the recording and of events', async () => {
    await expectSame(properties('recording', 'duration', 1000, 'gt'), (row) => count(row, 'recording_duration') > 1000)
    const visited = await listed(properties('recording', 'visited_page', '/cart', 'icontains'))
    const started = all.filter((row) => url(row).includes('/cart'))
    expect(visited.length).toBeGreaterThan(started.length)
    expect(ids(visited)).toEqual(expect.arrayContaining(ids(started)))
    const page = await listed(properties('event', '$current_url', '/cart', 'icontains'))
    expect(ids(page)).toEqual(ids(visited))
    await expectSame(properties('event', '$browser', ['Firefox']), (row) => personOf(row).properties?.['$browser'] === 'Firefox')
  })

  test('of a kind that the data cannot tell are refused, not ignored', async () => {
    for (const filter of [
      { type: 'hogql', key: '1 = 1' },
      { type: 'session', key: '$channel_type', operator: 'resembles', value: 'Direct' },
      { type: 'session', value: 'Direct' },
      { type: 'recording', key: 'colour', value: 'red' },
    ]) {
      const answer = await send(`${recordings}?properties=${encodeURIComponent(JSON.stringify([filter]))}`)
      expect([answer.status, field(answer, 'code')]).toEqual([400, 'invalid_input'])
      expect(JSON.parse(String(field(answer, 'detail')))).toEqual([expect.objectContaining({ loc: [expect.any(String)] })])
    }
  })
})

test('console lines by level, by text, and by both together', async () => {
  const line = (key: string, value: unknown, operator = 'exact') => ({ type: 'log_entry', key, value, operator })
  const errors = await expectSame(
    { console_log_filters: [line('level', ['error'])] },
    (row) => count(row, 'console_error_count') > 0,
  )
  const failed = await listed({ console_log_filters: [line('level', ['error']), line('message', 'Failed to load', 'icontains')] })
  expect(failed.length).toBeGreaterThan(5)
  expect(failed.length).toBeLessThan(errors.length)
  expect(ids(errors)).toEqual(expect.arrayContaining(ids(failed)))
  expect(await listed({ console_log_filters: [line('level', 'warn'), line('message', 'Failed to load', 'icontains')] })).toEqual(
    [],
  )
  const either = { console_log_filters: [line('level', 'warn'), line('message', 'Failed to load', 'icontains')], operand: 'OR' }
  expect((await listed(either)).length).toBeGreaterThan(failed.length)
})

test('events and actions that happened', async () => {
  const event = (id: string | null) => ({ id, type: 'events' })
  const ordered = await listed({ events: [event('order placed')] })
  const viewed = await listed({ events: [event('product viewed')] })
  expect(ordered.length).toBeGreaterThan(20)
  expect(viewed.length).toBeGreaterThan(ordered.length)
  expect(await listed({ events: [event(null)] })).toHaveLength(size)
  expect(await listed({ events: [event('never sent')] })).toEqual([])
  expect(ids(await listed({ actions: [{ id: 1, type: 'actions' }] }))).toEqual(ids(ordered))
  expect(await listed({ actions: [{ id: 99, type: 'actions' }] })).toEqual([])
  await expectSame(
    { events: [event('$autocapture')], properties: [{ type: 'recording', key: 'click_count', value: 1, operator: 'lt' }] },
    () => false,
  )
  await expectSame({ events: [event('$exception')] }, (row) => count(row, 'console_error_count') > 0)
})

test('people of the house can be left out', async () => {
  const isStaff = (row: Row) => textOf(personOf(row).properties?.['email']).endsWith('@leafandkettle.example')
  expect(all.some(isStaff)).toBe(true)
  await expectSame({ filter_test_accounts: 'true' }, (row) => !isStaff(row))
  await expectSame({ filter_test_accounts: 'false' }, () => true)
})

test('viewed ones can be left out, those of colleagues too', async () => {
  const own = newClient({ count: size })
  const unseen = all.find(({ viewed }) => viewed === false)?.id
  await own(`${recordings}${unseen}/`, { method: 'PATCH', body: { viewed: true } })
  const mine = await listed({ hide_viewed_recordings: 'current-user' }, own)
  expect(ids(mine)).toEqual(ids(all.filter(({ viewed, id }) => viewed !== true && id !== unseen)))
  const anyone = await listed({ hide_viewed_recordings: 'any-user' }, own)
  expect(ids(anyone)).toEqual(ids(mine.filter(({ viewers }) => !Array.isArray(viewers) || viewers.length === 0)))
  expect(anyone.length).toBeLessThan(mine.length)
  expect(await listed({ hide_viewed_recordings: 'any-user', session_ids: [unseen] }, own)).toHaveLength(1)
})

test('comments', async () => {
  const said = await listed({ comment_text: { key: 'comment_text', operator: 'icontains', value: 'coupon' } })
  const any = await listed({ comment_text: { operator: 'is_set' } })
  expect(said.length).toBeGreaterThan(0)
  expect(any.length).toBeGreaterThan(said.length)
  expect(any.length).toBeLessThan(100)
})

test('dates, as days and moments', async () => {
  const start = (row: Row) => Date.parse(String(row['start_time']))
  await expectSame({ date_from: '2026-08-01', date_to: '2026-08-03' }, (row) => {
    return start(row) >= Date.UTC(2026, 6, 31, 22) && start(row) < Date.UTC(2026, 7, 3, 22)
  })
  await expectSame({ date_from: '-10d', date_to: '-5d' }, (row) => start(row) >= noon - 864e6 && start(row) <= noon - 432e6)
  expect((await send(`${recordings}?date_from=yesterday`)).status).toBe(400)
})

test('filters that say where sessions came from agree with the values that are offered', async () => {
  for (const key of ['$entry_utm_campaign', '$entry_pathname', '$entry_referring_domain', '$end_pathname', '$is_bounce']) {
    const answer = await send(`/api/projects/1/sessions/values?key=${key}`)
    const names = rowsOf(answer).map(({ name }) => String(name))
    const amounts = await Promise.all(
      names.map(
        async (value) => (await listed({ properties: [{ type: 'session', key, value: [value], operator: 'exact' }] })).length,
      ),
    )
    expect(names.length).toBeGreaterThan(1)
    expect(Math.min(...amounts)).toBeGreaterThan(0)
    if (key !== '$is_bounce') expect(amounts).toEqual(amounts.toSorted((one, other) => other - one))
  }
})

test('a filter over a million recordings is answered, and left when nobody waits', async () => {
  const host = createDemoHost({ count: 1_000_000, now: () => noon })
  const million = clientOf(host)
  const properties = encodeURIComponent(JSON.stringify([{ type: 'session', key: '$channel_type', value: ['Affiliate'] }]))
  const path = `${recordings}?date_from=-90d&limit=50&order=duration&properties=${properties}`
  expect(rowsOf(await million(path))).toHaveLength(50)
  const controller = new AbortController()
  const headers = { Authorization: 'Bearer phx_demo' }
  setTimeout(() => controller.abort(), 50)
  const left = await host.fetch(new Request(`http://demo.test${path}`, { headers, signal: controller.signal }))
  expect(left.status).toBe(499)
}, 60_000)
