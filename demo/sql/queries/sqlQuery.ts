import { errorAnswer, invalidInput, throttled } from '../../host/answers.ts'
import { editionFacts } from '../../host/editions.ts'
import type { Edition } from '../../host/options.ts'
import type { ProjectCall } from '../../host/resource.ts'
import type { SqlEngine } from '../engine.ts'
import type { MistakeCode } from '../mistake.ts'
import { recordingKey } from '../../host/state.ts'
import { findTable } from '../tables.ts'
import { type HogQuery, type QueryAnswer, unknownTable } from './hogQuery.ts'
import { storedRecordings } from './storedRecordings.ts'

function serverError(status: number, detail: string, code = 'error'): Response {
  return errorAnswer(status, 'server_error', code, detail)
}

/** Only newest servers have codes for HogQL errors; ClickHouse errors have codes on all. */
function mistake(message: string, code: MistakeCode, edition: Edition): Response {
  const isPlain = code.startsWith('hogql_') && edition !== 'newest'
  return isPlain ? invalidInput(message) : errorAnswer(400, 'validation_error', code, message)
}

const timeOut =
  'Query has hit the max execution time before completing. See our docs for how to improve your query performance. You may need to materialize.'
const memory =
  "This query ran out of memory before it could finish, usually because it's scanning too much data. Try a shorter date range or narrower filters, or see our docs for more ways to speed it up: https://posthog.com/docs/product-analytics/troubleshooting#how-do-i-speed-up-my-insights-and-queries"
const olderMemory =
  'Query has reached the max memory limit before completing. See our docs for how to improve your query memory footprint. You may need to narrow date range or materialize.'

function failure(how: string, edition: Edition): Response {
  if (how === 'busy') {
    const detail = "Queries are a little too busy right now. We're working to free up resources. Please try again later."
    return serverError(503, detail)
  }
  if (how === 'limited') return throttled('Request was throttled.')
  if (how === 'timeout') return serverError(504, timeOut)
  if (how !== 'memory') return serverError(500, 'ClickHouse error while executing query.')
  return edition === 'newest' ? serverError(513, memory, 'clickhouse_memory_limit_exceeded') : serverError(504, olderMemory)
}

/** The state that queries see. Older servers hide deleted recordings from lists only. */
function stateFor(call: ProjectCall, { text }: HogQuery) {
  const { project, context } = call
  const prefix = recordingKey(project, '')
  const erasesDeleted = editionFacts[context.options.edition].erasesDeleted
  const deleted = erasesDeleted ? [...context.state.deleted.keys()].filter((name) => name.startsWith(prefix)) : []
  return {
    gone: deleted.map((name) => name.slice(prefix.length)),
    storedRecordings: text.includes('session_recordings') ? storedRecordings(call) : [],
  }
}

/** Throws the refusal of a table that only later servers have, without waiting for the engine to start. */
function refuseLaterTables({ text }: HogQuery, edition: Edition) {
  for (const [, name = ''] of text.matchAll(/\b(?:from|join)\s+([\w.]+)/gi)) {
    if (findTable(name, 'newest') !== null && findTable(name, edition) === null) throw unknownTable(name)
  }
}

/** Any other query, run for real over the demo's own data (docs/decisions/017-demo-sql.md). Resolves with the refusal it gets. */
export async function sqlQuery(sql: SqlEngine, call: ProjectCall, query: HogQuery): Promise<QueryAnswer | Response> {
  const { options } = call.context
  refuseLaterTables(query, options.edition)
  const request = { query: query.text, values: query.values, now: options.now(), ...stateFor(call, query) }
  const outcome = await sql.run(call.project.id, request, call.request.signal)
  if (outcome.is === 'result') return outcome.result
  if (outcome.is === 'mistake') return mistake(outcome.message, outcome.code, options.edition)
  if (outcome.is === 'failed') return failure(outcome.how, options.edition)
  if (outcome.is === 'timeout') return failure('timeout', options.edition)
  return failure(/out of memory/i.test(outcome.message) ? 'memory' : 'broken', options.edition)
}
