import { rateLimitWaitMs } from '#api/http/retryPolicy.ts'
import { sleep } from '#lib/sleep.ts'
import { newId } from '#lib/newId.ts'
import * as v from 'valibot'
import { readAnswerBytes } from './readAnswerBytes.ts'
import { ApiError, asApiError, type ErrorKind } from '#api/http/errors.ts'
import { request, type RequestOptions, type Wait } from '#api/http/request.ts'
import type { ApiConnection } from '#storage/connections.ts'
import type { SqlStatus } from './readSqlAnswer.ts'
import type { SqlAnswer } from './sqlAnswer.ts'

type Options = {
  /** Ends the request and the asking again; `cancelQuery` ends the query itself. */
  signal: AbortSignal
  /** Hears the id under which the server runs it: ours at first, and the server's where that is another. */
  onId?: (id: string) => void
  /** Hears why and until when asking again waits, and null when it goes on. */
  onWait?: (wait: Wait | null) => void
}

/** The server itself ends a query after ten minutes (posthog/api/query.py, MAX_QUERY_TIMEOUT). In milliseconds. */
const maxRunMs = 10 * 60_000 + 6000

/** Between two looks at a running query: quick ones at first, and few of them where it takes long, since each costs a request. */
const firstPauseMs = 300
const maxPauseMs = 5000
const pauseFactor = 1.6

/** What tells nothing of the query itself: it goes on meanwhile. */
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
  if (word.kind === 'nothing') throw new ApiError('malformed', { detail: 'neither rows nor a query that runs' })
  throw new ApiError(word.message === null ? 'server-error' : 'invalid', { detail: word.message ?? undefined })
}

/** Asks again until it is done. A 429 and a network that is gone for a moment do not end what runs on the server. */
async function poll(connection: ApiConnection, id: string, { signal, onWait }: Options): Promise<SqlAnswer> {
  const path = `/query/${encodeURIComponent(id)}/`
  const until = Date.now() + maxRunMs
  let pause = firstPauseMs
  let failures = 0
  while (Date.now() < until) {
    await waitFor(pause, signal)
    pause = Math.min(maxPauseMs, pause * pauseFactor)
    try {
      const answer = answerOf(
        await send(connection, path, { signal, background: { label: 'A query that runs', signal, onWait } }),
      )
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
 * Runs a query in the server's own language (posthog-api.md#h2-run-a-query). Asks with `refresh: "force_async"`, as PostHog's own
 * editor does (posthog/hogql_queries/query_runner.py, ExecutionMode): never a kept answer; the server answers 202 with an id at
 * once, so that no proxy in between cuts off what takes longer than a minute, and what runs can be ended. Price: at least one
 * request more. A server that answers with rows at once, as old ones may, is as good. Needs query:read. Throws ApiError,
 * `aborted` where `signal` is stopped.
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

/** Ends a query that runs under `id`, as far as the server can. Whoever calls it is not interested in more: never rejects. */
export async function cancelQuery(connection: ApiConnection, id: string): Promise<void> {
  await request(connection, `/query/${encodeURIComponent(id)}/`, v.unknown(), { method: 'DELETE' }).catch(() => undefined)
}
