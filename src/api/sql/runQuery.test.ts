import { afterEach, expect, test } from 'vitest'
import { listen, type Listening } from '../../../demo/host/listen.ts'
import { asApiError } from '#api/http/errors.ts'
import { cancelQuery, runQuery } from './runQuery.ts'

const rows = { results: [[1]], columns: ['one'], types: [['one', 'UInt8']], hasMore: false, limit: 100 }
const running = { query_status: { id: 'q 1', complete: false, error: false } }

let servers: Listening[] = []
let trials = 0

afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()))
  servers = []
})

/** A server that gives these answers in turn, and the requests it received. */
async function serve(...answers: [status: number, body: unknown][]) {
  const asked: { line: string; body: Record<string, unknown> }[] = []
  const server = await listen(async (request) => {
    const text = await request.text()
    const path = new URL(request.url).pathname.replace('/api/projects/1', '')
    asked.push({ line: `${request.method} ${path}`, body: text === '' ? {} : JSON.parse(text) })
    const [status, body] = answers[Math.min(asked.length, answers.length) - 1] ?? [404, {}]
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })
  }, 0)
  servers.push(server)
  trials += 1
  const connection = { id: `query ${trials}`, host: server.origin, key: `phx_${trials}`, projectId: '1' }
  return { connection, asked }
}

const signal = () => new AbortController().signal

test('an asynchronous query is polled until it is done', async () => {
  const done = { query_status: { id: 'q 1', complete: true, error: false, results: rows } }
  const { connection, asked } = await serve([202, running], [202, running], [200, done])
  const ids: string[] = []
  const answer = await runQuery(connection, 'select 1', { signal: signal(), onId: (id) => ids.push(id) })
  expect(answer).toMatchObject({ columns: ['one'], types: ['UInt8'], rows: [[1]], hasMore: false, limit: 100 })
  expect(asked.map(({ line }) => line)).toEqual(['POST /query/', 'GET /query/q%201/', 'GET /query/q%201/'])
  expect(asked[0]?.body).toMatchObject({ query: { kind: 'HogQLQuery', query: 'select 1' }, refresh: 'force_async' })
  expect(ids).toEqual([asked[0]?.body['client_query_id'], 'q 1'])
})

test('rows in the first answer are accepted', async () => {
  const { connection, asked } = await serve([200, rows])
  expect(await runQuery(connection, 'select 1', { signal: signal() })).toMatchObject({ rows: [[1]] })
  expect(asked).toHaveLength(1)
})

test('a failure while it runs says why, and a rate limit is waited out', async () => {
  const throttled = { type: 'throttled_error', code: 'throttled', detail: 'Expected available in 1 second.' }
  const failed = { query_status: { id: 'q 1', complete: true, error: true, error_message: 'Unable to resolve field: x' } }
  const { connection, asked } = await serve([202, running], [429, throttled], [503, ''], [400, failed])
  const waits: string[] = []
  const error = await runQuery(connection, 'select x', {
    signal: signal(),
    onWait: (wait) => waits.push(wait ? wait.for : 'on'),
  }).catch(asApiError)
  expect(error).toMatchObject({ kind: 'invalid', facts: { detail: 'Unable to resolve field: x' } })
  expect(waits.at(0)).toBe('server')
  expect(waits.at(-1)).toBe('on')
  expect(asked).toHaveLength(4)
})

test.each([
  ['an empty object', '{}', 'malformed'],
  ['null', 'null', 'malformed'],
  ['a web page', '<html></html>', 'malformed'],
  ['nothing', '', 'malformed'],
  ['a status without an id', '{"query_status":{"complete":false}}', 'malformed'],
])('%s instead of an answer is an error and no crash', async (_, body, kind) => {
  const { connection } = await serve([200, body])
  expect(await runQuery(connection, 'select 1', { signal: signal() }).catch(asApiError)).toMatchObject({ kind })
})

test('canceling rejects immediately and cancels on the server', async () => {
  const { connection, asked } = await serve([202, running])
  const stop = new AbortController()
  const asking = runQuery(connection, 'select 1', { signal: stop.signal, onId: (id) => id === 'q 1' && stop.abort() }).catch(
    asApiError,
  )
  expect(await asking).toMatchObject({ kind: 'aborted' })
  await cancelQuery(connection, 'q 1')
  expect(asked.map(({ line }) => line)).toEqual(['POST /query/', 'DELETE /query/q%201/'])
})
