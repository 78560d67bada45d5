import fc from 'fast-check'
import { expect, test } from 'vitest'
import { field, newClient, noon, recordings, rowsOf } from './hostClient.ts'
import { failures, malformedPosition } from '../data/failures.ts'
import { demoKeys } from '../host/keys.ts'
import { editions } from '../host/options.ts'

const door = (edition: (typeof editions)[number]) =>
  edition === 'documented' ? '/api/environments/1/session_recordings/' : recordings

test('each edition writes a recording in its own words', async () => {
  const [documented, old, mid, newest] = await Promise.all(
    editions.map(async (edition) => rowsOf(await newClient({ edition })(`${door(edition)}?limit=20`))[5]),
  )
  expect(old?.['recording_duration']).toMatch(/^\d+\.\d+$/)
  expect(old).toMatchObject({ storage: 'clickhouse', id: newest?.id })
  expect(old).not.toHaveProperty('activity_score')
  expect(old).not.toHaveProperty('viewers')
  expect(mid).toMatchObject({
    recording_duration: expect.any(Number),
    viewers: expect.any(Array),
    activity_score: expect.any(Number),
  })
  expect(mid).not.toHaveProperty('expiry_time')
  expect(newest).toMatchObject({
    matches_filters: true,
    external_references: [],
    retention_period_days: 90,
    snapshot_source: 'web',
  })
  expect(newest).not.toHaveProperty('storage')
  expect(Object.keys(documented ?? {}).toSorted()).toEqual(
    `active_seconds activity_score click_count console_error_count console_log_count console_warn_count distinct_id end_time id
    inactive_seconds keypress_count mouse_activity_count ongoing person recording_duration snapshot_source start_time start_url
    storage viewed`.split(/\s+/),
  )
})

test('each edition says in its own way which list this is', async () => {
  const list = async (edition: (typeof editions)[number]) => Object.keys((await newClient({ edition })(door(edition))).body ?? {})
  expect(await list('documented')).toEqual(['count', 'next', 'previous', 'results'])
  expect(await list('old')).toEqual(['results', 'has_next', 'version'])
  expect(field(await newClient({ edition: 'old' })(recordings), 'version')).toBe(3)
  expect(field(await newClient({ edition: 'mid' })(recordings), 'version')).toBe(4)
  expect(await list('newest')).toEqual(['results', 'has_next', 'version', 'next_cursor'])
})

test('a recording that is asked for alone knows more of its person and nothing of its score', async () => {
  const send = newClient()
  const row = rowsOf(await send(recordings)).find(({ person }) => String(Object(person).name).includes('@'))
  const one = await send(`${recordings}${row?.id}/`)
  expect(field(one, 'start_time')).toBe(row?.['start_time'])
  expect(field(one, 'activity_score')).toBeNull()
  expect(Object(row?.['person']).distinct_ids).toHaveLength(1)
  expect(Object(field(one, 'person')).distinct_ids.length).toBeGreaterThan(1)
})

test('only newest servers know direction, cursor, viewed and comment; what is unknown is refused by name', async () => {
  const unknown = async (edition: 'old' | 'mid' | 'newest', query: string) => {
    const answer = await newClient({ edition })(`${recordings}?${query}`)
    if (answer.status === 200) return []
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ type: 'validation_error', attr: null, detail: expect.any(String) })
    const problems: { type: string; loc: string[] }[] = JSON.parse(String(field(answer, 'detail')))
    return problems.map(({ type, loc }) => `${type} ${loc.join('.')}`)
  }
  const query = 'order_direction=ASC&hide_viewed_recordings=any-user&comment_text=null'
  expect(await unknown('newest', query)).toEqual([])
  for (const edition of ['old', 'mid'] as const) {
    expect(await unknown(edition, query)).toEqual([
      'extra_forbidden order_direction',
      'extra_forbidden hide_viewed_recordings',
      'extra_forbidden comment_text',
    ])
  }
  expect(await unknown('newest', 'page=2&limit=ten&order=name&distinct_ids=["a",7]&filter_test_accounts=perhaps')).toEqual([
    'extra_forbidden page',
    'int_parsing limit',
    'enum order',
    'string_type distinct_ids.1',
    'bool_parsing filter_test_accounts',
  ])
  expect(await unknown('newest', 'session_recording_id=12345')).toEqual(['string_type session_recording_id'])
  expect(await unknown('newest', 'version=3&as_query=true')).toEqual([])
})

test('any query at all is answered with a list or a refusal', async () => {
  const send = newClient({ count: 60 })
  const names = 'limit offset order after date_from session_ids person_uuid properties operand events having_predicates'.split(
    ' ',
  )
  const query = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), fc.oneof(fc.string(), fc.json()))
  await fc.assert(
    fc.asyncProperty(query, async (parameters) => {
      const { status } = await send(`${recordings}?${new URLSearchParams(parameters)}`)
      expect([200, 400, 'after' in parameters ? 500 : 0]).toContain(status)
    }),
  )
})

test('a cursor that is none breaks the newest server', async () => {
  expect((await newClient()(`${recordings}?after=bm9uc2Vuc2U=`)).status).toBe(500)
})

test('viewed is kept, and nothing else can be said', async () => {
  for (const edition of editions) {
    const send = newClient({ edition })
    const path = door(edition)
    const { id } = rowsOf(await send(path)).find(({ viewed }) => viewed === false) ?? {}
    const change = (body: unknown) => send(`${path}${id}/`, { method: 'PATCH', body })
    expect(await change({ person: {} })).toMatchObject({ status: 400, body: { code: 'invalid_input' } })
    expect((await change({ viewed: false })).status).toBe(400)
    const answer = await change({ viewed: true })
    if (edition === 'documented') expect(answer.body).toMatchObject({ id, viewed: true })
    else expect(answer.body).toEqual({ success: true })
    expect(rowsOf(await send(path)).find((row) => row.id === id)).toMatchObject({ viewed: true })
  }
})

test('a deleted recording is gone; newest servers do not mind being told twice', async () => {
  for (const edition of editions) {
    const send = newClient({ edition })
    const path = door(edition)
    const id = rowsOf(await send(path))[2]?.id
    expect(await send(`${path}${id}/`, { method: 'DELETE' })).toMatchObject({ status: 204, text: '' })
    const gone = await send(`${path}${id}/`)
    expect([gone.status, field(gone, 'detail')]).toEqual([404, edition === 'old' ? 'Not found.' : 'Recording not found'])
    expect((await send(`${path}${id}/`, { method: 'DELETE' })).status).toBe(edition === 'newest' ? 204 : 404)
    expect((await send(`${path}${id}/`, { method: 'PATCH', body: { viewed: true } })).status).toBe(404)
  }
})

test('recordings that fail on purpose stand in the usual list, behind the first ten', async () => {
  const send = newClient({ count: 2400 })
  const rows = rowsOf(await send(`${recordings}?limit=1000`))
  expect(rows.length).toBeGreaterThan(180)
  expect(rows.length).toBeLessThan(320)
  for (const { id, title } of Object.values(failures)) {
    expect(rows.findIndex((row) => row.id === id)).toBeGreaterThan(9)
    expect(rows.find((row) => row.id === id)).toMatchObject({ person: { name: title } })
  }
  expect(rows.flatMap(({ id }, position) => (id === undefined ? [position] : []))).toEqual([malformedPosition])
  expect(Math.floor(malformedPosition / 50)).toBe(1)
})

test('each of them fails as it is called', async () => {
  const send = newClient({ slowRecordingMs: 120 })
  const path = ({ id }: { id: string }) => `${recordings}${id}/`
  expect((await send(path(failures.gone))).status).toBe(404)
  expect(await send(path(failures.answersWithHtml))).toMatchObject({ status: 502, text: expect.stringContaining('<html') })
  expect((await send(path(failures.breaksOnce))).status).toBe(500)
  expect((await send(path(failures.breaksOnce))).status).toBe(200)
  expect((await send(path(failures.breaksOnce), { key: demoKeys.readOnly })).status).toBe(500)
  const refused = await send(path(failures.refusesToBeDeleted), { method: 'DELETE' })
  expect(refused).toMatchObject({ status: 500, body: { code: 'recording_api_failure' } })
  const requested = performance.now()
  expect((await send(path(failures.answersSlowly))).status).toBe(200)
  expect(performance.now() - requested).toBeGreaterThan(110)
})

test('the clock decides what the usual window is, not the start of the host', async () => {
  let now = noon
  const send = newClient({ now: () => now })
  expect(rowsOf(await send(recordings)).length).toBeGreaterThan(0)
  now += 4 * 86_400_000
  expect(rowsOf(await send(recordings))).toEqual([])
})
