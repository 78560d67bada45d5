import { parseInstant } from '../../data/times.ts'
import { byDistinctIds, byPersonUuid } from '../../lists/filters/personFilters.ts'
import type { ProjectCall } from '../../host/resource.ts'
import { type HogQuery, isFrom, type QueryAnswer } from './hogQuery.ts'
import { isPlainReplay, replayEvents, selectRecordings } from './replayEvents.ts'

/** Both conditions for a person: by distinct IDs, or by person UUID. */
const byPerson =
  /\bwhere\s+distinct_id\s+in\s+(?:\{\w+\}|\(\s*select\s+distinct_id\s+from\s+person_distinct_ids\s+where\s+person_id\s*=\s*\{\w+\}\s*\))\s+group\s+by\s+session_id\b/i

function instantOf({ context, project }: ProjectCall, value: unknown, edge: 'from' | 'to'): number {
  const { now } = context.options
  const time = typeof value === 'string' ? parseInstant(value, edge, now(), project.timezone) : null
  return time ?? (edge === 'from' ? 0 : now())
}

function personMatcher({ project: { dataset } }: ProjectCall, { values }: HogQuery): ((position: number) => boolean) | null {
  const { distinct_ids: ids = values['distinctIds'], person = values['person_uuid'] ?? values['person_id'] } = values
  if (Array.isArray(ids)) return byDistinctIds(dataset, ids.map(String))
  return typeof person === 'string' ? byPersonUuid(dataset, person) : null
}

/**
 * The ids of all recordings of a person: `select session_id, … from raw_session_replay_events …` with `distinct_ids` (a list)
 * or `person` (a uuid) among the values, `date_from` and `date_to` if any, `limit` and `offset` in the text.
 */
export async function recordingsOfPerson(call: ProjectCall, query: HogQuery): Promise<QueryAnswer | null> {
  const isOfPerson = personMatcher(call, query)
  if (isOfPerson === null || !isFrom(query, replayEvents) || !byPerson.test(query.text) || !isPlainReplay(query)) return null
  const from = instantOf(call, query.values['date_from'] ?? query.values['from'], 'from')
  const to = instantOf(call, query.values['date_to'] ?? query.values['to'], 'to')
  return selectRecordings({ call, query, from, to, matches: isOfPerson })
}
