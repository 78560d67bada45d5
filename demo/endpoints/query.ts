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
import type { AskedOfProject, ProjectResource } from '../host/resource.ts'

/** The SQL tables hold the newest 50,000 sessions only; share scans and deletions have to reach millions of recordings. */
const walks: readonly ((asked: AskedOfProject, query: HogQuery) => Promise<QueryAnswer | null>)[] = [
  recordingsOfPerson,
  recordingsOfRange,
]

async function findAnswer(sql: SqlEngine, asked: AskedOfProject, query: HogQuery): Promise<QueryAnswer | Response> {
  for (const answer of walks) {
    const known = await answer(asked, query)
    if (known !== null) return known
  }
  return sqlQuery(sql, asked, query)
}

async function answerOf(sql: SqlEngine, asked: AskedOfProject, query: HogQuery): Promise<Response> {
  const answer = await findAnswer(sql, asked, query)
  if (answer instanceof Response) return answer
  const { text } = query
  return json({ ...answer, query: text, hogql: text, error: null, timings: [], is_cached: false })
}

/** Nothing is kept, so all ways to wait for a fresh answer are one, and so are those not to wait. */
const refreshes = new Set([
  'blocking',
  'force_blocking',
  'force_cache',
  'lazy_async',
  'async',
  'async_except_on_cache_miss',
  'force_async',
])

type SendOptions = 'wait' | 'leave' | 'leaveAnew'

/** Whether the asker waits: said by `refresh`, and by older clients by `async`. Null where `refresh` is no word of it. */
function mannerOf(refresh: unknown, isAsync: unknown): SendOptions | null {
  if (isAsync === true) return 'leave'
  if (refresh === undefined || refresh === null || typeof refresh === 'boolean') return 'wait'
  if (typeof refresh !== 'string' || !refreshes.has(refresh)) return null
  if (refresh === 'force_async') return 'leaveAnew'
  return refresh === 'async' || refresh === 'lazy_async' ? 'leave' : 'wait'
}

async function run(sql: SqlEngine, asked: AskedOfProject): Promise<Response> {
  const { query, refresh, async: isAsync, client_query_id: id } = await readBody(asked.request)
  if (!isObject(query)) return invalidInput('This field is required.', 'query')
  const { kind, query: text, values } = query
  if (kind !== 'HogQLQuery' || typeof text !== 'string') {
    return invalidInput(`The demo host answers HogQLQuery only, not ${JSON.stringify(kind ?? null)}.`, 'query')
  }
  const manner = mannerOf(refresh, isAsync)
  if (manner === null) return invalidInput(`Input should be one of ${[...refreshes].join(', ')}`, 'refresh')
  const question = { text, values: isObject(values) ? values : {} }
  if (manner === 'wait') return answerOf(sql, asked, question)
  const name = typeof id === 'string' && id !== '' ? id : crypto.randomUUID().replaceAll('-', '')
  return beginQuery(asked, name, manner === 'leaveAnew', (detached) => answerOf(sql, detached, question))
}

/** SQL: run, run without waiting, cancelled, and drafted (posthog-api.md#h-queries). */
export function queryResources(sql: SqlEngine): readonly ProjectResource[] {
  return [
    {
      path: 'query',
      badKeyStatus: 403,
      methods: { POST: { scope: 'query:read', rateClass: 'query', answer: (asked) => run(sql, asked) } },
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
