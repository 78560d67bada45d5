import { json, notFound, Refusal } from '../../host/answers.ts'
import { isObject } from '../../lists/filters/filter.ts'
import { iso } from '../../data/times.ts'
import type { ProjectCall } from '../../host/resource.ts'
import { type AsyncQuery, type DemoState, recordingKey } from '../../host/state.ts'

/** Results expire after ten minutes, or sooner if there are too many. */
const maxAgeMs = 600_000
const maxStoredQueries = 50

type Answer = (call: ProjectCall) => Promise<Response>

function removeExpired({ queries }: DemoState, now: number) {
  for (const [name, { expiresAt }] of queries) {
    if (expiresAt <= now || queries.size > maxStoredQueries) queries.delete(name)
  }
}

async function failureOf(response: Response): Promise<string | null> {
  const body: unknown = await response.json()
  const detail = isObject(body) ? body['detail'] : null
  return response.status < 500 && typeof detail === 'string' ? detail : null
}

/** Only client errors get a message. */
async function finish(query: AsyncQuery, call: ProjectCall, answer: Answer) {
  const { status, controller } = query
  const { now } = call.context.options
  const request = new Request(call.request.url, { method: 'POST', signal: controller.signal })
  try {
    const response = await answer({ ...call, request })
    if (response.ok) status.results = await response.json()
    else status.error_message = await failureOf(response)
    status.error = !response.ok
  } catch (error) {
    status.error = true
    if (error instanceof Refusal) status.error_message = await failureOf(error.response)
  }
  status.complete = true
  status.end_time = iso(now())
  status.expiration_time = iso(now() + maxAgeMs)
  query.expiresAt = now() + maxAgeMs
}

/** Starts a query and answers 202. A known id starts nothing unless `isForced`. */
export function beginQuery(call: ProjectCall, id: string, isForced: boolean, answer: Answer): Response {
  const { state, options } = call.context
  const name = recordingKey(call.project, id)
  removeExpired(state, options.now())
  const known = state.queries.get(name)
  if (known !== undefined && !isForced) return json({ query_status: known.status }, known.status.complete ? 200 : 202)
  known?.controller.abort()
  const time = iso(options.now())
  const query: AsyncQuery = {
    controller: new AbortController(),
    expiresAt: Number.POSITIVE_INFINITY,
    status: {
      id,
      team_id: call.project.id,
      query_async: true,
      complete: false,
      error: false,
      error_message: null,
      results: null,
      start_time: time,
      pickup_time: time,
      end_time: null,
      expiration_time: null,
      insight_id: null,
      dashboard_id: null,
      task_id: crypto.randomUUID(),
      query_progress: null,
      labels: null,
    },
  }
  state.queries.set(name, query)
  void finish(query, call, answer)
  return json({ query_status: { ...query.status } }, 202)
}

function idOf({ parameters }: ProjectCall): string {
  return parameters['query'] ?? ''
}

function missing(call: ProjectCall): Response {
  return notFound(`Query ${idOf(call)} not found for team ${call.project.id}`)
}

/** 202 while the query runs, 200 with its result, 400 for client errors, 500 for others. */
export function readStatus(call: ProjectCall): Response {
  const { state, options } = call.context
  removeExpired(state, options.now())
  const query = state.queries.get(recordingKey(call.project, idOf(call)))
  if (query === undefined) return missing(call)
  const { complete, error, error_message } = query.status
  if (error) return json({ query_status: query.status }, error_message === null ? 500 : 400)
  return json({ query_status: query.status }, complete ? 200 : 202)
}

/** Older servers answer 204, newer ones with a message. */
export function cancelQuery(call: ProjectCall): Response {
  const { state, options } = call.context
  const name = recordingKey(call.project, idOf(call))
  state.queries.get(name)?.controller.abort()
  state.queries.delete(name)
  if (options.edition !== 'newest') return new Response(null, { status: 204 })
  return json({ message: 'Query cancelled' })
}
