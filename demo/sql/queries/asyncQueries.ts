import { json, notFound, Refusal } from '../../host/answers.ts'
import { isObject } from '../../lists/filters/filter.ts'
import { iso } from '../../data/times.ts'
import type { AskedOfProject } from '../../host/resource.ts'
import { type AsyncQuery, type DemoState, within } from '../../host/state.ts'

/** Answers are kept for ten minutes, and no more than so many of them. */
const keptMs = 600_000
const mostKept = 50

type Answer = (asked: AskedOfProject) => Promise<Response>

function forget({ queries }: DemoState, now: number) {
  for (const [name, { forgottenAt }] of queries) {
    if (forgottenAt <= now || queries.size > mostKept) queries.delete(name)
  }
}

async function failureOf(response: Response): Promise<string | null> {
  const body: unknown = await response.json()
  const detail = isObject(body) ? body['detail'] : null
  return response.status < 500 && typeof detail === 'string' ? detail : null
}

/** What the asker can put right is told in words, anything else is not. */
async function finish(query: AsyncQuery, asked: AskedOfProject, answer: Answer) {
  const { status, leaving } = query
  const { now } = asked.world.options
  const request = new Request(asked.request.url, { method: 'POST', signal: leaving.signal })
  try {
    const response = await answer({ ...asked, request })
    if (response.ok) status.results = await response.json()
    else status.error_message = await failureOf(response)
    status.error = !response.ok
  } catch (error) {
    status.error = true
    if (error instanceof Refusal) status.error_message = await failureOf(error.response)
  }
  status.complete = true
  status.end_time = iso(now())
  status.expiration_time = iso(now() + keptMs)
  query.forgottenAt = now() + keptMs
}

/** Begins a query and answers 202 at once; the same id again, while it is known, begins nothing unless it is forced. */
export function beginQuery(asked: AskedOfProject, id: string, isForced: boolean, answer: Answer): Response {
  const { state, options } = asked.world
  const name = within(asked.project, id)
  forget(state, options.now())
  const known = state.queries.get(name)
  if (known !== undefined && !isForced) return json({ query_status: known.status }, known.status.complete ? 200 : 202)
  known?.leaving.abort()
  const time = iso(options.now())
  const query: AsyncQuery = {
    leaving: new AbortController(),
    forgottenAt: Number.POSITIVE_INFINITY,
    status: {
      id,
      team_id: asked.project.id,
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
  void finish(query, asked, answer)
  return json({ query_status: { ...query.status } }, 202)
}

function idOf({ parameters }: AskedOfProject): string {
  return parameters['query'] ?? ''
}

function missing(asked: AskedOfProject): Response {
  return notFound(`Query ${idOf(asked)} not found for team ${asked.project.id}`)
}

/** How a query stands: 202 while it runs, 200 with its answer, 400 where its words say what is wrong, 500 where they do not. */
export function readStatus(asked: AskedOfProject): Response {
  const { state, options } = asked.world
  forget(state, options.now())
  const query = state.queries.get(within(asked.project, idOf(asked)))
  if (query === undefined) return missing(asked)
  const { complete, error, error_message } = query.status
  if (error) return json({ query_status: query.status }, error_message === null ? 500 : 400)
  return json({ query_status: query.status }, complete ? 200 : 202)
}

/** Ends a query. Older servers answer 204, newer ones say what they did. */
export function cancelQuery(asked: AskedOfProject): Response {
  const { state, options } = asked.world
  const name = within(asked.project, idOf(asked))
  state.queries.get(name)?.leaving.abort()
  state.queries.delete(name)
  if (options.edition !== 'newest') return new Response(null, { status: 204 })
  return json({ message: 'Query cancelled' })
}
