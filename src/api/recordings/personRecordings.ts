import type { SendOptions } from '#api/http/request.ts'
import type { ApiConnection } from '#storage/connections.ts'
import type { Person } from './recordings.ts'
import { instantCell, rowsPerQuery, runSql, textCell } from '#api/sql/runSql.ts'

/** `startTime` is null if it cannot be read. */
export type RecordingOfPerson = { id: string; startTime: string | null; distinctId: string | null }

/**
 * Finds a known person by UUID, over all of its distinct IDs, and a deleted one by the distinct IDs that its recordings still
 * carry (posthog-api.md#b2-recording-object).
 */
function personCondition({ uuid, createdAt, name, distinctIds }: Person) {
  const isStored = uuid !== null && (createdAt !== null || name !== null)
  return isStored
    ? {
        where: 'distinct_id in (select distinct_id from person_distinct_ids where person_id = {person_uuid})',
        values: { person_uuid: uuid },
      }
    : { where: 'distinct_id in {distinct_ids}', values: { distinct_ids: distinctIds } }
}

function readRow(row: unknown): RecordingOfPerson[] {
  if (!Array.isArray(row)) return []
  const id = textCell(row[0])
  return id === null ? [] : [{ id, startTime: instantCell(row[1]), distinctId: textCell(row[2]) }]
}

/**
 * All recordings of a person over the whole retention, by SQL (posthog-api.md#h2-run-a-query, #n6-sql-for-large-projects), newest
 * first, 50,000 per response. `next` is the next offset, null at the end. Never a cached response. Older servers still return
 * deleted recordings. Needs query:read. Throws ApiError.
 */
export async function findPersonRecordings(
  connection: ApiConnection,
  person: Person,
  offset: number,
  sendOptions: SendOptions,
): Promise<{ recordings: RecordingOfPerson[]; next: number | null }> {
  const { where, values } = personCondition(person)
  const query = `select session_id, min(min_first_timestamp) as start_time, any(distinct_id) as distinct_id
from raw_session_replay_events
where ${where}
group by session_id
order by start_time desc, session_id
limit ${rowsPerQuery} offset ${offset}`
  const { rows, isLast } = await runSql(connection, { query, values }, rowsPerQuery, sendOptions)
  return { recordings: rows.flatMap(readRow), next: isLast ? null : offset + rows.length }
}
