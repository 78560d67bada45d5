import * as z from '#lib/zod.ts'
import { type Address, type Manner, request } from './http.ts'
import type { Person } from './recordings.ts'

/** What SQL tells of a recording: its id, when it started (null where unreadable), and as whom. */
export type FoundRecording = { id: string; startTime: string | null; distinctId: string | null }

/** The most that a server gives in one answer (section N). */
const rowsPerQuery = 50_000

const Answer = z.object({ results: z.array(z.array(z.unknown())), hasMore: z.optional(z.catch(z.boolean(), false)) })

/**
 * How SQL knows a person: one that PostHog keeps by its uuid, over all of its distinct ids; one that is gone by the distinct
 * ids that its recordings still carry (section B.2).
 */
function condition({ uuid, createdAt, name, distinctIds }: Person) {
  const isKept = uuid !== null && (createdAt !== null || name !== null)
  return isKept
    ? {
        where: 'distinct_id in (select distinct_id from person_distinct_ids where person_id = {person_uuid})',
        values: { person_uuid: uuid },
      }
    : { where: 'distinct_id in {distinct_ids}', values: { distinct_ids: distinctIds } }
}

function readRow([id, startTime, distinctId]: unknown[]): FoundRecording[] {
  if (typeof id !== 'string' || id === '') return []
  const when = typeof startTime === 'string' ? new Date(startTime) : null
  const isReadable = when !== null && !Number.isNaN(when.getTime())
  return [
    { id, startTime: isReadable ? when.toISOString() : null, distinctId: typeof distinctId === 'string' ? distinctId : null },
  ]
}

/**
 * Recordings of a person over the whole retention, by SQL (sections H.2 and N), 50,000 an answer, newest first; the next ones
 * from `next` on; null at the end. Never a kept answer of the server. Older servers still name recordings that were deleted.
 * Needs query:read. Throws ApiError.
 */
export async function findPersonRecordings(
  at: Address,
  person: Person,
  offset: number,
  manner: Manner,
): Promise<{ found: FoundRecording[]; next: number | null }> {
  const { where, values } = condition(person)
  const query = `select session_id, min(min_first_timestamp) as start_time, any(distinct_id) as distinct_id
from raw_session_replay_events
where ${where}
group by session_id
order by start_time desc, session_id
limit ${rowsPerQuery} offset ${offset}`
  const body = { query: { kind: 'HogQLQuery', query, values }, refresh: 'force_blocking' }
  const { results, hasMore } = await request(at, '/query/', Answer, { method: 'POST', body, timeoutMs: 180_000, ...manner })
  const isAll = results.length === 0 || !(hasMore ?? results.length >= rowsPerQuery)
  return { found: results.flatMap(readRow), next: isAll ? null : offset + results.length }
}
