import { readMoment } from '../../data/times.ts'
import { byDistinctIds, byPersonUuid } from '../../lists/filters/who.ts'
import type { AskedOfProject } from '../../host/resource.ts'
import { type HogQuery, isFrom, type QueryAnswer } from './hogQuery.ts'
import { isPlainReplay, replayEvents, selectRecordings } from './replayEvents.ts'

/** Both ways to say whose: by their ids, or by the uuid under which the server keeps them. */
const theirs =
  /\bwhere\s+distinct_id\s+in\s+(?:\{\w+\}|\(\s*select\s+distinct_id\s+from\s+person_distinct_ids\s+where\s+person_id\s*=\s*\{\w+\}\s*\))\s+group\s+by\s+session_id\b/i

function momentOf({ world, project }: AskedOfProject, value: unknown, edge: 'from' | 'to'): number {
  const { now } = world.options
  const time = typeof value === 'string' ? readMoment(value, edge, now(), project.timezone) : null
  return time ?? (edge === 'from' ? 0 : now())
}

function whose({ project: { dataset } }: AskedOfProject, { values }: HogQuery): ((position: number) => boolean) | null {
  const { distinct_ids: ids = values['distinctIds'], person = values['person_uuid'] ?? values['person_id'] } = values
  if (Array.isArray(ids)) return byDistinctIds(dataset, ids.map(String))
  return typeof person === 'string' ? byPersonUuid(dataset, person) : null
}

/**
 * The ids of all recordings of a person: `select session_id, … from raw_session_replay_events …` with `distinct_ids` (a list)
 * or `person` (a uuid) among the values, `date_from` and `date_to` if any, `limit` and `offset` in the text.
 */
export async function recordingsOfPerson(asked: AskedOfProject, query: HogQuery): Promise<QueryAnswer | null> {
  const isTheirs = whose(asked, query)
  if (isTheirs === null || !isFrom(query, replayEvents) || !theirs.test(query.text) || !isPlainReplay(query)) return null
  const from = momentOf(asked, query.values['date_from'] ?? query.values['from'], 'from')
  const to = momentOf(asked, query.values['date_to'] ?? query.values['to'], 'to')
  return selectRecordings({ asked, query, from, to, matches: isTheirs })
}
