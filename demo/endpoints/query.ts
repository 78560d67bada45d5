import { invalidInput, json } from '../host/answers.ts'
import { readBody } from '../host/body.ts'
import { isObject } from '../lists/filters/filter.ts'
import type { SqlEngine } from '../sql/engine.ts'
import { beginQuery, cancelQuery, readStatus } from '../sql/queries/asyncQueries.ts'
import { draftSql } from '../sql/queries/draftSql.ts'
import type { HogQuery, QueryAnswer } from '../sql/queries/hogQuery.ts'
import { recordingsOfPerson } from '../sql/queries/recordingsOfPerson.ts'
import { recordingsOfRange } from '../sql/queries/recordingsOfRange.ts'
import { sqlQuery } from '../sql/queries/sqlQuery.ts'
import type { ProjectCall, ProjectResource } from '../host/resource.ts'

/** The SQL tables hold the newest 50,000 sessions only; share scans and deletions have to reach millions of recordings. */
const walks: readonly ((call: ProjectCall, query: HogQuery) => Promise<QueryAnswer | null>)[] = [
  recordingsOfPerson,
  recordingsOfRange,
]

async function findAnswer(sql: SqlEngine, call: ProjectCall, query: HogQuery): Promise<QueryAnswer | Response> {
  for (const answer of walks) {
    const known = await answer(call, query)
    if (known !== null) return known
  }
  return sqlQuery(sql, call, query)
}

async function answerOf(sql: SqlEngine, call: ProjectCall, query: HogQuery): Promise<Response> {
  const answer = await findAnswer(sql, call, query)
  if (answer instanceof Response) return answer
  const { text } = query
  return json({ ...answer, query: text, hogql: text, error: null, timings: [], is_cached: false })
}

/** Nothing is cached, so all blocking modes are one, and so are the async ones. */
const refreshes = new Set([
  'blocking',
  'force_blocking',
  'force_cache',
  'lazy_async',
  'async',
  'async_except_on_cache_miss',
  'force_async',
])

type RefreshMode = 'blocking' | 'async' | 'force async'

/** Reads `refresh`, or `async` of older clients. Null where `refresh` has an unknown value. */
function refreshModeOf(refresh: unknown, isAsync: unknown): RefreshMode | null {
  if (isAsync === true) return 'async'
  if (refresh === undefined || refresh === null || typeof refresh === 'boolean') return 'blocking'
  if (typeof refresh !== 'string' || !refreshes.has(refresh)) return null
  if (refresh === 'force_async') return 'force async'
  return refresh === 'async' || refresh === 'lazy_async' ? 'async' : 'blocking'
}

async function run(sql: SqlEngine, call: ProjectCall): Promise<Response> {
  const { query, refresh, async: isAsync, client_query_id: id } = await readBody(call.request)
  if (!isObject(query)) return invalidInput('This field is required.', 'query')
  const { kind, query: text, values } = query
  if (kind !== 'HogQLQuery' || typeof text !== 'string') {
    return invalidInput(`The demo host answers HogQLQuery only, not ${JSON.stringify(kind ?? null)}.`, 'query')
  }
  const mode = refreshModeOf(refresh, isAsync)
  if (mode === null) return invalidInput(`Input should be one of ${[...refreshes].join(', ')}`, 'refresh')
  const hogQuery = { text, values: isObject(values) ? values : {} }
  if (mode === 'blocking') return answerOf(sql, call, hogQuery)
  const name = typeof id === 'string' && id !== '' ? id : crypto.randomUUID().replaceAll('-', '')
  return beginQuery(call, name, mode === 'force async', (detachedCall) => answerOf(sql, detachedCall, hogQuery))
}

/** SQL: run, run without waiting, cancelled, and drafted (posthog-api.md#h-queries). */
export function queryResources(sql: SqlEngine): readonly ProjectResource[] {
  return [
    {
      path: 'query',
      badKeyStatus: 403,
      methods: { POST: { scope: 'query:read', rateClass: 'query', answer: (call) => run(sql, call) } },
    },
    {
      path: 'query/draft_sql',
      badKeyStatus: 403,
      methods: { GET: { scope: null, rateClass: 'ai', answer: draftSql } },
    },
    {
      path: 'query/:query',
      badKeyStatus: 403,
      methods: {
        GET: { scope: 'query:read', rateClass: 'clickhouse', answer: readStatus },
        DELETE: { scope: 'query:read', rateClass: 'clickhouse', answer: cancelQuery },
      },
    },
  ]
}
