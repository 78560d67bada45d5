import { expect, test } from 'vitest'
import { type Edition, editions } from '../host/options.ts'
import { type Client, field, newClient, recordings, rowsOf } from './hostClient.ts'

const count = 900
const send = newClient({ count })
const small = Object.fromEntries(editions.map((edition) => [edition, newClient({ count: 60, edition })])) as Record<
  Edition,
  Client
>

function sql(query: string, values: Record<string, unknown> = {}, by: Client = send) {
  return by('/api/projects/1/query/', { method: 'POST', body: { query: { kind: 'HogQLQuery', query, values } } })
}

async function cells(query: string, values: Record<string, unknown> = {}, by: Client = send): Promise<unknown[][]> {
  const answer = await sql(query, values, by)
  const results = field(answer, 'results')
  if (!Array.isArray(results)) throw new Error(`No rows came, but ${answer.status} ${answer.text.slice(0, 300)}`)
  return results
}

/** The rows of the list whose fields are the usual ones: odd rows say on purpose what no table would hold. */
async function defaultRows() {
  const rows = rowsOf(await send(`${recordings}?limit=1000&date_from=-90d`))
  return rows.filter(
    (row) => typeof row.click_count === 'number' && row['click_count'] >= 0 && row['end_time'] !== null && row.id,
  )
}

test('SQL and the list say the same of every recording', async () => {
  const query = `select session_id, click_count, keypress_count, console_error_count, dateDiff('second', start_time, end_time),
    distinct_id, first_url, start_time, active_milliseconds from session_replay_events limit 5000`
  const found = new Map((await cells(query)).map((row) => [row[0], row]))
  const rows = await defaultRows()
  expect(rows.length).toBeGreaterThan(count - 20)
  for (const row of rows) {
    const [, clicks, keys, errors, seconds, distinctId, url, start, active] = found.get(row.id) ?? []
    const { overrides: _, ...said } = row
    if (typeof said['console_error_count'] !== 'number' || said['active_seconds'] === 99_999) continue
    expect([clicks, keys, errors, distinctId, url]).toEqual([
      said['click_count'],
      said['keypress_count'],
      said['console_error_count'],
      said['distinct_id'],
      said['start_url'],
    ])
    expect(Math.abs(Number(seconds) - Number(said['recording_duration']))).toBeLessThanOrEqual(1)
    expect(Date.parse(String(start))).toBe(Date.parse(String(said['start_time'])))
    expect(active).toBe(Number(said['active_seconds']) * 1000)
  }
})

test('people and their mail are those of the list', async () => {
  const found = new Map(
    (await cells('select session_id, person.properties.email from session_replay_events limit 5000')) as [unknown, unknown][],
  )
  for (const { id, person } of await defaultRows()) {
    const { properties, id: known } = Object(person)
    expect(found.get(id)).toBe(known === null || properties === undefined ? null : (properties.email ?? null))
  }
  const [[persons] = []] = await cells('select count() from persons')
  expect(persons).toBe(field(await send('/api/projects/1/persons/?limit=1'), 'count'))
})

test('a session has as many views and clicks among its events as it says, of clicks 50 at most', async () => {
  const rows = await cells(`select e.$session_id, countIf(e.event = '$pageview'), any(s.$pageview_count),
    countIf(e.event = '$autocapture'), any(s.$autocapture_count) from events e join sessions s on s.session_id = e.$session_id
    group by e.$session_id limit 5000`)
  expect(rows.length).toBeGreaterThan(count - 50)
  for (const [, views, said, clicks, saidClicks] of rows) {
    expect(views).toBe(said)
    expect(clicks).toBe(Math.min(50, Number(saidClicks)))
  }
})

test('events of named sessions are those that all events have of them', async () => {
  const other = newClient({ count: 60 })
  const ids = (await cells('select session_id from session_replay_events order by session_id limit 30', {}, other)).flat()
  const named = 'select $session_id, event, count() from events where $session_id in {ids} group by 1, 2 order by 1, 2 limit 5000'
  const before = await cells(named, { ids: ids.slice(0, 20) }, other)
  const [[all] = []] = await cells('select count() from events', {}, other)
  expect(before.length).toBeGreaterThan(40)
  expect(await cells(named, { ids: ids.slice(0, 20) }, other)).toEqual(before)
  expect((await cells(named, { ids }, other)).length).toBeGreaterThan(before.length)
  expect(await cells('select count() from events', {}, other)).toEqual([[all]])
  expect(await cells('select count() from (select uuid from events group by uuid)', {}, other)).toEqual([[all]])
})

test('newest servers count what a session was like, out of the same events', async () => {
  const query = `select f.session_id, sum(f.rage_click_count), sum(f.dead_click_count), countIf(e.event = '$rageclick'), countIf(e.event = '$dead_click')
    from posthog.session_replay_features f join events e on e.$session_id = f.session_id and e.event in ('$rageclick', '$dead_click')
    group by f.session_id limit 500`
  const shop = newClient({ count: 200 })
  const answer = await shop('/api/projects/4/query/', { method: 'POST', body: { query: { kind: 'HogQLQuery', query } } })
  const rows = field(answer, 'results')
  expect(Array.isArray(rows) && rows.length > 5).toBe(true)
  for (const [, rage, dead, rageEvents, deadEvents] of Array.isArray(rows) ? rows : []) {
    expect(rage > 0).toBe(rageEvents > 0)
    expect(dead > 0).toBe(deadEvents > 0)
  }
  const refused = await sql('select session_id from posthog.session_replay_features', {}, small.mid)
  expect([refused.status, field(refused, 'detail')]).toEqual([400, 'Unknown table `posthog.session_replay_features`.'])
})

test('a pattern is replaced everywhere, and exceptions that differ in numbers have one fingerprint', async () => {
  const pattern = `replaceRegexpAll('/a/12/b/3c', '/[^/]*[0-9][^/]*', '/:id')`
  expect(await cells(`select ${pattern}`)).toEqual([['/a/:id/b/:id']])
  const query = `select properties.$exception_fingerprint, uniq(replaceRegexpAll(properties.$exception_message, '[0-9]+', '0'))
    from events where event = '$exception' group by properties.$exception_fingerprint`
  const found = await cells(query)
  expect(found.length).toBeGreaterThan(1)
  for (const [fingerprint, messages] of found) expect([String(fingerprint).length, messages]).toEqual([128, 1])
})

test('counts by day add up, and begin when the clocks of the project begin the day', async () => {
  const query =
    'select toStartOfDay(min_first_timestamp) as day, count() from raw_session_replay_events group by day order by day'
  const answer = await sql(query)
  expect(field(answer, 'types')).toEqual([
    ['day', "DateTime('Europe/Berlin')"],
    ['count()', 'UInt64'],
  ])
  const days = await cells(query)
  expect(days.reduce((sum, [, number]) => sum + Number(number), 0)).toBe(count)
  for (const [day] of days) expect(String(day)).toMatch(/^2026-\d\d-\d\dT00:00:00\+0[12]:00$/)
})

test('the usual questions of the templates run', async () => {
  for (const query of [
    "select session_id, dateDiff('second', min(min_first_timestamp), max(max_last_timestamp)) as seconds from raw_session_replay_events group by session_id order by seconds desc limit 5",
    "select properties.$current_url as url, count() as views, uniq($session_id) from events where event = '$pageview' and timestamp > now() - interval 7 day group by url order by views desc limit 5",
    'select person.properties.email, uniq($session_id) as visits from events group by person.properties.email having visits > 1 order by visits desc limit 5',
    'select session_id, $session_duration, $entry_pathname, $channel_type from sessions order by $start_timestamp desc limit 5',
    'select id, properties.email, created_at from persons limit 5',
    'select s.$channel_type, avg(r.click_count), quantile(0.9)(r.active_milliseconds) from session_replay_events r left join sessions s on s.session_id = r.session_id group by 1 order by 2 desc limit 5',
    'with often as (select distinct_id, count() as visits from session_replay_events group by 1) select visits, count() from often group by visits order by visits limit 5',
    "select multiIf(click_count > 20, 'many', click_count > 0, 'some', 'none') as clicks, count() from session_replay_events group by clicks order by clicks limit 5",
    "select lower(event), max(timestamp) from events where event in ('$pageview', '$screen') group by event union all select 'sum', now() limit 5",
  ]) {
    expect((await cells(query)).length, query).toBeGreaterThan(0)
  }
})

test('rows are cut at 100 unless asked otherwise, and it says when there are more', async () => {
  const answer = await sql('select event from events')
  expect(field(answer, 'results')).toHaveLength(100)
  expect(answer.body).toMatchObject({ hasMore: true, limit: 100, offset: 0, columns: ['event'], types: [['event', 'String']] })
  expect((await sql('select event from events limit 60000')).body).toMatchObject({ limit: 50_000 })
  const [second] = await cells('select session_id from sessions order by $start_timestamp limit 1 offset 1')
  expect((await cells('select session_id from sessions order by $start_timestamp limit 2'))[1]).toEqual(second)
})

test('a value is never part of the query', async () => {
  const hostile = `x' or 1 = 1 -- ") union select 1`
  expect(await cells('select {text}', { text: hostile })).toEqual([[hostile]])
  expect(await cells('select count() from events where event = {text}', { text: hostile })).toEqual([[0]])
  expect(await cells('select count() as `a"; drop table events` from events where 1 = 0')).toEqual([[0]])
  const many = Array.from({ length: 3000 }, (_, order) => `id ${order}`)
  expect(await cells('select count() from events where distinct_id in {many}', { many })).toEqual([[0]])
})

test('mistakes are told in the words of the server', async () => {
  for (const [query, detail, code] of [
    ['select 1 from nothing', 'Unknown table `nothing`.', 'hogql_query_error'],
    ['select colour from events', 'Unable to resolve field: colour', 'hogql_query_error'],
    ['select Tostring(1)', "Unsupported function call 'Tostring(...)'. Perhaps you meant 'toString(...)'?", 'hogql_query_error'],
    [
      'select event, count() from events',
      'Column `event` is not under aggregate function and not in GROUP BY',
      'not_an_aggregate',
    ],
    ['select {who}', 'Placeholder {who} is not available in this context. You can use the following: ', 'hogql_query_error'],
    ['drop table events', expect.stringContaining("mismatched input 'drop'"), 'hogql_syntax_error'],
    ['select 1; select 2', expect.stringContaining("mismatched input 'select'"), 'hogql_syntax_error'],
    ["select toDateTime('soon')", "Cannot parse string 'soon' as DateTime", 'cannot_parse_datetime'],
    [
      'select event from events where count() > 1',
      'Aggregate function count() is found in WHERE in query',
      'illegal_aggregation',
    ],
  ] as const) {
    expect(await sql(query), query).toMatchObject({ status: 400, body: { type: 'validation_error', code, detail, attr: null } })
  }
  expect((await sql('select colour from events', {}, small.mid)).body).toMatchObject({ code: 'invalid_input' })
})

test('what is destroyed is gone from SQL too, what is only hidden is not', async () => {
  for (const edition of ['mid', 'newest'] as const) {
    const by = small[edition]
    const query = 'select session_id from session_replay_events order by start_time'
    const before = await cells(query, {}, by)
    await by(`${recordings}${String(before[3]?.[0])}/`, { method: 'DELETE' })
    expect(await cells(query, {}, by)).toEqual(before.filter((_, index) => edition === 'mid' || index !== 3))
  }
})

test('a table is known to the servers that have it', async () => {
  for (const edition of ['old', 'documented', 'mid', 'newest'] as const) {
    const by = small[edition]
    const root = edition === 'documented' ? 'environments' : 'projects'
    const knows = async (table: string) => {
      const body = { query: { kind: 'HogQLQuery', query: `select count() from ${table}` } }
      return (await by(`/api/${root}/1/query/`, { method: 'POST', body })).status === 200
    }
    expect(await knows('session_replay_events')).toBe(true)
    expect(await knows('raw_session_replay_events')).toBe(edition === 'mid' || edition === 'newest')
    expect(await knows('system.session_recordings')).toBe(edition === 'newest')
  }
})

test('a query can be made to go wrong, and others are answered while one takes its time', async () => {
  const statuses = []
  for (const how of ['busy', 'limited', 'timeout', 'memory', 'broken']) {
    statuses.push((await sql(`select demoFails('${how}')`)).status)
  }
  expect(statuses).toEqual([503, 429, 504, 513, 500])
  const ended: string[] = []
  const slow = sql('select sleep(1)').then(() => ended.push('slow'))
  const quick = sql('select 1').then(() => ended.push('quick'))
  await Promise.all([slow, quick])
  expect(ended).toEqual(['quick', 'slow'])
})
