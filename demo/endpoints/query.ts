import { invalidInput, json } from '../answers.ts'
import { readBody } from '../body.ts'
import { isObject } from '../filters/filter.ts'
import type { HogQuery, QueryAnswer } from '../queries/hogQuery.ts'
import { keptRecordings } from '../queries/keptRecordings.ts'
import { recordingsOfPerson } from '../queries/recordingsOfPerson.ts'
import { recordingsOfRange } from '../queries/recordingsOfRange.ts'
import { sqlQuery } from '../queries/sqlQuery.ts'
import type { AskedOfProject, ProjectResource } from '../resource.ts'

/** Each answers the queries it knows, and gives null for the others: walks through millions of recordings need no tables. */
const answerers: readonly ((asked: AskedOfProject, query: HogQuery) => Promise<QueryAnswer | null>)[] = [
  recordingsOfPerson,
  recordingsOfRange,
  keptRecordings,
]

async function found(asked: AskedOfProject, query: HogQuery): Promise<QueryAnswer | Response> {
  for (const answer of answerers) {
    const known = await answer(asked, query)
    if (known !== null) return known
  }
  return sqlQuery(asked, query)
}

async function run(asked: AskedOfProject): Promise<Response> {
  const { query } = await readBody(asked.request)
  if (!isObject(query)) return invalidInput('This field is required.', 'query')
  const { kind, query: text, values } = query
  if (kind !== 'HogQLQuery' || typeof text !== 'string') {
    return invalidInput(`The demo host answers HogQLQuery only, not ${JSON.stringify(kind ?? null)}.`, 'query')
  }
  const answer = await found(asked, { text, values: isObject(values) ? values : {} })
  if (answer instanceof Response) return answer
  return json({ ...answer, query: text, hogql: text, error: null, timings: [], is_cached: false })
}

/** SQL (section H.2). */
export const queryResources: readonly ProjectResource[] = [
  {
    path: 'query',
    badKeyStatus: 403,
    methods: { POST: { scope: 'query:read', rateClass: 'query', answer: run } },
  },
]
