import { expect, test } from 'vitest'
import { type Client, field, newClient, noon, recordings, rowsOf } from './hostClient.ts'
import { demoKeys } from '../host/keys.ts'
import { sharedInShop, findShare } from './sharedRecordings.ts'

const storedRecordings = `select session_id, created_at, start_time, end_time, distinct_id from system.session_recordings
  where ifNull(deleted, 0) = 0 order by session_id limit {limit} offset {offset}`
const range = `select session_id, min(min_first_timestamp) as start_time, max(max_last_timestamp) as end_time,
  any(distinct_id) as distinct_id from raw_session_replay_events where min_first_timestamp >= toDateTime({from})
  and min_first_timestamp < toDateTime({to}) group by session_id order by start_time, session_id limit 50000`
const everything = { from: '2026-01-01T00:00:00Z', to: '2026-09-18T00:00:00Z' }

function query(send: Client, text: string, values: Record<string, unknown>, key: string = demoKeys.all) {
  const body = { query: { kind: 'HogQLQuery', query: text, values }, refresh: 'force_blocking' }
  return send('/api/projects/1/query/', { method: 'POST', body, key })
}

type SqlResult = Awaited<ReturnType<typeof query>>

function rows(answer: SqlResult): unknown[][] {
  const results = field(answer, 'results')
  if (!Array.isArray(results)) throw new Error(`No rows came, but ${answer.status} ${answer.text.slice(0, 300)}`)
  return results
}

function ids(answer: SqlResult): unknown[] {
  return rows(answer).map(([id]) => id)
}

test('the table of stored recordings holds what is or was shared and is not deleted, and a little more', async () => {
  const send = newClient({ count: 2400 })
  const answer = await query(send, storedRecordings, { limit: 50_000, offset: 0 })
  expect(field(answer, 'columns')).toEqual(['session_id', 'created_at', 'start_time', 'end_time', 'distinct_id'])
  const shares = await sharedInShop(send)
  const there = shares.filter(({ isDeleted }) => !isDeleted).map(({ recordingId }) => recordingId)
  expect(ids(answer)).toEqual(expect.arrayContaining(there))
  expect(ids(answer).length).toBeGreaterThan(there.length)
  expect(ids(answer).length).toBeLessThan(there.length + 20)
  expect(ids(answer)).not.toContain(findShare(shares, ({ isDeleted }) => isDeleted).recordingId)
  const [first] = rows(answer)
  const one = await send(`${recordings}${String(first?.[0])}/`)
  expect(Date.parse(String(first?.[2]))).toBe(Date.parse(String(field(one, 'start_time'))))
  expect(first?.[4]).toBe(field(one, 'distinct_id'))
})

test('it comes in slices, in the order of the ids', async () => {
  const send = newClient({ count: 2400 })
  const all = ids(await query(send, storedRecordings, { limit: 50_000, offset: 0 }))
  expect(all).toEqual(all.map(String).toSorted())
  const slice = await query(send, storedRecordings, { limit: 10, offset: 10 })
  expect([ids(slice), field(slice, 'hasMore')]).toEqual([all.slice(10, 20), true])
  expect(field(await query(send, storedRecordings, { limit: 10, offset: all.length - 10 }), 'hasMore')).toBe(false)
})

test('a change of sharing brings a recording into the table, whether or not there is one; looking does not', async () => {
  const send = newClient()
  const has = async (id: string) => ids(await query(send, storedRecordings, { limit: 1000, offset: 0 })).includes(id)
  await send(`${recordings}never-recorded/sharing`)
  expect(await has('never-recorded')).toBe(false)
  await send(`${recordings}never-recorded/sharing`, { method: 'PATCH', body: { enabled: true } })
  expect(await has('never-recorded')).toBe(true)
  await send(`${recordings}never-recorded/sharing`, { method: 'PATCH', body: { enabled: false } })
  expect(await has('never-recorded')).toBe(true)
})

test('a deleted recording leaves it, unless deleted ones are asked for', async () => {
  const send = newClient()
  const id = String(rowsOf(await send(recordings))[0]?.id)
  await send(`${recordings}${id}/sharing`, { method: 'PATCH', body: { enabled: true } })
  await send(`${recordings}${id}/`, { method: 'DELETE' })
  expect(ids(await query(send, storedRecordings, { limit: 1000, offset: 0 }))).not.toContain(id)
  const all = await query(send, 'SELECT deleted AS gone, session_id FROM system.session_recordings LIMIT 1000', {})
  expect(rows(all)).toContainEqual([1, id])
  expect(rows(all).some(([gone]) => gone === null)).toBe(true)
})

test('older servers do not know that table', async () => {
  for (const edition of ['mid', 'old'] as const) {
    expect(await query(newClient({ edition }), storedRecordings, { limit: 1, offset: 0 })).toMatchObject({
      status: 400,
      body: { code: 'invalid_input', detail: 'Unknown table `system.session_recordings`.' },
    })
  }
})

test('all recordings of a range come oldest first, with their start, end and person', async () => {
  for (const edition of ['mid', 'newest'] as const) {
    const send = newClient({ count: 600, edition })
    const listed = rowsOf(await send(`${recordings}?limit=1000&date_from=-90d`)).toReversed()
    const found = rows(await query(send, range, everything))
    expect(found.map(([id]) => (id === 'malformed' ? undefined : id))).toEqual(listed.map(({ id }) => id))
    const instants = found.map(([, start]) => Date.parse(String(start)))
    expect(instants).toEqual(instants.toSorted((one, other) => one - other))
    const usual = found.findIndex(([id]) => id === listed[5]?.id)
    expect(found[usual]?.[3]).toBe(listed[5]?.['distinct_id'])
    expect(Date.parse(String(found[usual]?.[2]))).toBe(Date.parse(String(listed[5]?.['end_time'])))
  }
})

test('a range begins with its first moment and ends before its last', async () => {
  const send = newClient({ count: 600 })
  const all = rows(await query(send, range, everything))
  const start = String(all[300]?.[1])
  const from = await query(send, range, { ...everything, from: start })
  const to = await query(send, range, { ...everything, to: start })
  expect(rows(from)).toEqual(all.slice(300))
  expect(rows(to)).toEqual(all.slice(0, 300))
  const past = range.replace('>=', '>').replace(' < ', ' <= ')
  expect(rows(await query(send, past, { ...everything, from: start }))).toEqual(all.slice(301))
  expect(rows(await query(send, past, { ...everything, to: start }))).toEqual(all.slice(0, 301))
})

test('a moment is written in any of the usual ways; without a zone it is meant in the one of the project', async () => {
  const send = newClient({ count: 600 })
  const ofUtc = ids(await query(send, range, { ...everything, from: '2026-09-16T12:00:00.000Z' }))
  expect(ofUtc.length).toBeGreaterThan(20)
  for (const from of ['2026-09-16 12:00:00Z', '2026-09-16 14:00:00', '2026-09-16T14:00:00+02:00']) {
    expect(ids(await query(send, range, { ...everything, from }))).toEqual(ofUtc)
  }
  const written = range.replace('{from}', "'2026-09-16 12:00:00Z', 'UTC'").replace('toDateTime({to})', '{to}')
  expect(ids(await query(send, written, { to: everything.to }))).toEqual(ofUtc)
  for (const from of ['tomorrow', '', null, 7]) {
    expect((await query(send, range, { ...everything, from })).status).toBe(400)
  }
})

test('the walk goes on from where an answer was cut', async () => {
  const send = newClient({ count: 600 })
  const all = ids(await query(send, range, everything))
  const some = range.replace('50000', '100')
  const seen = new Set<unknown>()
  let from = everything.from
  for (let call = 0; call < 10; call += 1) {
    const answer = await query(send, some, { ...everything, from })
    for (const id of ids(answer)) seen.add(id)
    if (field(answer, 'hasMore') === false) break
    from = String(rows(answer).at(-1)?.[1])
  }
  expect([...seen]).toEqual(all)
})

test('deleted recordings are gone from newest servers, and only hidden by older ones', async () => {
  for (const edition of ['mid', 'newest'] as const) {
    const send = newClient({ count: 600, edition })
    const before = ids(await query(send, range, everything))
    await send(`${recordings}${String(before[10])}/`, { method: 'DELETE' })
    const after = ids(await query(send, range, everything))
    expect(after).toEqual(before.filter((_, index) => edition === 'mid' || index !== 10))
  }
})

test('fifty thousand are the most that come at once', async () => {
  const send = newClient({ count: 50_300 })
  const first = await query(send, range.replace('50000', '60000'), everything)
  expect([ids(first).length, field(first, 'hasMore')]).toEqual([50_000, true])
})

test('old servers are taken to have no such table', async () => {
  const detail = 'Unknown table `raw_session_replay_events`.'
  expect(await query(newClient({ edition: 'old' }), range, everything)).toMatchObject({ status: 400, body: { detail } })
  const send = newClient({ edition: 'documented' })
  const body = { query: { kind: 'HogQLQuery', query: range, values: everything } }
  expect(await send('/api/environments/1/query/', { method: 'POST', body })).toMatchObject({ status: 400, body: { detail } })
})

test('what is neither of the two and no query either is refused, whatever it resembles', async () => {
  const send = newClient()
  for (const text of [
    range.replace('group by session_id', ''),
    range.replace('min_first_timestamp >=', 'click_count >='),
    range.replace('raw_session_replay_events', 'events'),
  ]) {
    expect((await query(send, text, { ...everything, limit: 1, offset: 0 })).status).toBe(400)
  }
  expect(field(await query(send, storedRecordings.replace('distinct_id', 'colour'), { limit: 1, offset: 0 }), 'detail')).toBe(
    'Unable to resolve field: colour',
  )
})

test('a key without SQL is told which scope it lacks', async () => {
  const detail = "API key missing required scope 'query:read'"
  const send = newClient()
  for (const text of [storedRecordings, range]) {
    expect(await query(send, text, everything, demoKeys.noQuery)).toMatchObject({ status: 403, body: { detail } })
  }
})

test('the clock of the host has no say in a range', async () => {
  const clock = { now: noon }
  const send = newClient({ now: () => clock.now })
  const before = ids(await query(send, range, everything))
  clock.now += 40 * 86_400_000
  expect(ids(await query(send, range, everything))).toEqual(before)
})
