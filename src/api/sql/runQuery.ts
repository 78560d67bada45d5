import { pathSegment } from '#lib/pathSegment.ts'
import { rateLimitWaitMs } from '#api/http/retryPolicy.ts'
import { sleep } from '#lib/sleep.ts'
import { newId } from '#lib/newId.ts'
import * as v from 'valibot'
import { readAnswerBytes } from './readAnswerBytes.ts'
import { ApiError, asApiError, type ErrorKind } from '#api/http/errors.ts'
import { request, type RequestOptions } from '#api/http/request.ts'
import type { Wait } from '#api/rateLimit/background.ts'
import type { ApiConnection } from '#storage/connections.ts'
import type { SqlStatus } from './readSqlAnswer.ts'
import type { SqlAnswer } from './sqlAnswer.ts'

type Options = {
  /** Ends the request and the polling; `cancelQuery` ends the query itself. */
  signal: AbortSignal
  /** Called with the ID under which the server runs the query: ours first, then the server's if it differs. */
  onId?: (id: string) => void
  /** Called when polling has to wait, and with null when it continues. */
  onWait?: (wait: Wait | null) => void
}

/** Servers end a query after ten minutes (posthog/api/query.py, MAX_QUERY_TIMEOUT). */
const maxRunMs = 10 * 60_000 + 6000

/** Polls quickly at first, then less often, since each poll counts as a request. */
const firstPauseMs = 300
const maxPauseMs = 5000
const pauseFactor = 1.6

/** Errors that say nothing about the query, which continues meanwhile. */
const passingErrors = new Set<ErrorKind>(['unreachable', 'timeout', 'server-busy'])
const maxPassingErrors = 4

async function send(connection: ApiConnection, path: string, options: RequestOptions): Promise<SqlStatus> {
  let bytes = new ArrayBuffer()
  const readBody = async (body: ReadableStream<Uint8Array> | null) => {
    bytes = await new Response(body).arrayBuffer()
  }
  await request(connection, path, v.unknown(), { ...options, readBody })
  const word = await readAnswerBytes(bytes, options.signal).catch((error: unknown) => {
    throw options.signal?.aborted ? new ApiError('aborted') : error
  })
  if (word === null) throw (await import('#api/http/readRefusal.ts')).notJson(new TextDecoder().decode(bytes.slice(0, 100)))
  return word
}

async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, signal)
  if (signal.aborted) throw new ApiError('aborted')
}

function answerOf(word: SqlStatus): SqlAnswer | null {
  if (word.kind === 'answer') return word.answer
  if (word.kind === 'running') return null
  if (word.kind === 'nothing') throw new ApiError('malformed', { detail: 'neither rows nor a running query' })
  throw new ApiError(word.message === null ? 'server-error' : 'invalid', { detail: word.message ?? undefined })
}

/** Polls until the query has ended. A 429 or a short network failure does not end it. */
async function poll(connection: ApiConnection, id: string, { signal, onWait }: Options): Promise<SqlAnswer> {
  const path = `/query/${pathSegment(id)}/`
  const until = Date.now() + maxRunMs
  let pause = firstPauseMs
  let failures = 0
  while (Date.now() < until) {
    await waitFor(pause, signal)
    pause = Math.min(maxPauseMs, pause * pauseFactor)
    try {
      const answer = answerOf(await send(connection, path, { signal, background: { label: 'Running a query', signal, onWait } }))
      if (answer) return answer
      failures = 0
    } catch (thrown) {
      const error = asApiError(thrown)
      if (error.facts.status === 429) {
        const wait = rateLimitWaitMs(error)
        onWait?.({ until: Date.now() + wait, for: 'server', why: error.message })
        await waitFor(wait, signal)
        onWait?.(null)
      } else if (passingErrors.has(error.kind) && failures < maxPassingErrors) failures += 1
      else throw error
    }
  }
  throw new ApiError('timeout', { waitSeconds: maxRunMs / 1000 })
}

/**
 * Runs a HogQL query (posthog-api.md#h2-run-a-query) with `refresh: "force_async"`, as PostHog's own editor does
 * (posthog/hogql_queries/query_runner.py, ExecutionMode): never a cached answer, and the server answers 202 with an ID
 * immediately, so proxies do not cut off queries of more than a minute and a running query can be canceled. Costs at least one
 * more request. Old servers may answer with rows right away. Needs query:read. Throws ApiError, `aborted` if `signal` is aborted.
 */
export async function runQuery(connection: ApiConnection, query: string, options: Options): Promise<SqlAnswer> {
  const body = { query: { kind: 'HogQLQuery', query }, refresh: 'force_async', client_query_id: newId() }
  options.onId?.(body.client_query_id)
  const word = await send(connection, '/query/', { method: 'POST', body, signal: options.signal, timeoutMs: 180_000 })
  const answer = answerOf(word)
  if (answer) return answer
  const id = word.kind === 'running' ? word.id : body.client_query_id
  options.onId?.(id)
  return poll(connection, id, options)
}

/** Best effort; never rejects. */
export async function cancelQuery(connection: ApiConnection, id: string): Promise<void> {
  await request(connection, `/query/${pathSegment(id)}/`, v.unknown(), { method: 'DELETE' }).catch(() => undefined)
}
