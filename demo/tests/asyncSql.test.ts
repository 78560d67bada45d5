import { expect, test, vi } from 'vitest'
import { field, newClient } from './hostClient.ts'
import { demoKeys } from '../host/keys.ts'

const query = '/api/projects/1/query/'
const draft = `${query}draft_sql/`
const send = newClient({ count: 240, draftSql: true })

function begin(text: string, id: string, refresh = 'async') {
  const body = { query: { kind: 'HogQLQuery', query: text }, refresh, client_query_id: id }
  return send(query, { method: 'POST', body })
}

/** Asks until it is no longer running. */
function ended(id: string) {
  return vi.waitUntil(
    async () => {
      const answer = await send(`${query}${id}/`)
      return answer.status === 202 ? null : answer
    },
    { timeout: 20_000, interval: 20 },
  )
}

test('a query that nobody waits for is begun, asked for and answered', async () => {
  const initialState = await begin('select 5 as five', 'mine')
  expect([initialState.status, initialState.body]).toMatchObject([
    202,
    { query_status: { id: 'mine', team_id: 1, complete: false, error: false } },
  ])
  expect(await ended('mine')).toMatchObject({
    status: 200,
    body: { query_status: { complete: true, error: false, results: { results: [[5]], columns: ['five'] } } },
  })
  expect((await begin('select 6', 'mine')).body).toMatchObject({ query_status: { results: { results: [[5]] } } })
  expect((await begin('select 6', 'mine', 'force_async')).status).toBe(202)
  expect((await ended('mine')).body).toMatchObject({ query_status: { results: { results: [[6]] } } })
  expect((await begin('select 1', 'mine', 'sometimes')).status).toBe(400)
})

test('what went wrong is in its status, in words where the asker can mend it', async () => {
  await begin('select colour from events', 'wrong')
  expect(await ended('wrong')).toMatchObject({
    status: 400,
    body: { query_status: { complete: true, error: true, error_message: 'Unable to resolve field: colour', results: null } },
  })
  await begin("select demoFails('broken')", 'broken')
  expect(await ended('broken')).toMatchObject({ status: 500, body: { query_status: { error: true, error_message: null } } })
})

test('a cancelled query is no longer known', async () => {
  await begin('select sleep(20)', 'long')
  expect((await send(`${query}long/`)).status).toBe(202)
  expect((await send(`${query}long/`, { method: 'DELETE' })).status).toBe(200)
  expect(await send(`${query}long/`)).toMatchObject({ status: 404, body: { detail: 'Query long not found for team 1' } })
})

test('drafts run, and say that no model made them', async () => {
  for (const prompt of [
    'errors',
    'recordings per day',
    'busiest pages last week',
    'who came back',
    'channels',
    'people',
    'longest',
  ]) {
    const sql = String(field(await send(`${draft}?${new URLSearchParams({ prompt })}`), 'sql'))
    expect(sql).toMatch(/^-- Drafted by rules/)
    const body = { query: { kind: 'HogQLQuery', query: sql } }
    expect((await send(query, { method: 'POST', body })).status, sql).toBe(200)
  }
  const narrowing = new URLSearchParams({
    prompt: 'only last week',
    current_query: String(field(await send(`${draft}?prompt=channels`), 'sql')),
  })
  expect(field(await send(`${draft}?${narrowing}`), 'sql')).toContain('$start_timestamp >= now() - interval 7 day')
})

test('a prompt is refused by its code', async () => {
  for (const [prompt, code] of [
    ['', 'required'],
    ['x'.repeat(401), 'too_long'],
    ['sing me a song', 'unclear'],
  ] as const) {
    expect(await send(`${draft}?${new URLSearchParams({ prompt })}`)).toMatchObject({
      status: 400,
      body: { code, attr: 'prompt' },
    })
  }
  expect((await send(`${draft}?prompt=no+AI+here`)).status).toBe(500)
})

test('keys get drafts on the documented edition alone, ten a minute', async () => {
  const detail = 'This action does not support personal API key access'
  expect(await newClient()(`${draft}?prompt=errors`)).toMatchObject({ status: 403, body: { code: 'permission_denied', detail } })
  const documented = newClient({ edition: 'documented' })
  const path = `${draft.replace('projects', 'environments')}?prompt=errors`
  const statuses = []
  for (let call = 0; call < 11; call += 1) statuses.push((await documented(path, { key: demoKeys.freePlan })).status)
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429])
})
