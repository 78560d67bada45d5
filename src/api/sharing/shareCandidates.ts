import * as v from 'valibot'
import type { SendOptions } from '#api/http/request.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { request } from '#api/http/request.ts'
import { Recording } from '#api/recordings/recordings.ts'
import { responseObject, rowsOf } from '#api/http/schema.ts'
import { instantCell, rowsPerQuery, runSql, sqlInstant, textCell } from '#api/sql/runSql.ts'

/** A recording that may be public, found by SQL. `startTime` is ISO in UTC; null is what the server did not say. */
export type Candidate = { id: string; startTime: string | null; distinctId: string | null }

/** Unread rows; `read` returns null for one without an ID. */
export type CandidateRows = { rows: readonly unknown[]; isLast: boolean; read: (row: unknown) => Candidate | null }

function reader(startCell: number, distinctIdCell: number) {
  return (row: unknown): Candidate | null => {
    if (!Array.isArray(row)) return null
    const id = textCell(row[0])
    return id === null ? null : { id, startTime: instantCell(row[startCell]), distinctId: textCell(row[distinctIdCell]) }
  }
}

/**
 * Recordings with a row in PostHog's own tables, 50,000 per response: all that were ever shared, pinned or otherwise saved, and
 * few others (posthog-api.md#n7-candidates-by-one-query). Newest servers only; others answer 400. Needs query:read. Throws
 * ApiError.
 */
export async function listStoredRecordings(
  connection: ApiConnection,
  offset: number,
  sendOptions: SendOptions,
): Promise<CandidateRows> {
  const query =
    'select session_id, created_at, start_time, end_time, distinct_id from system.session_recordings where ifNull(deleted, 0) = 0 order by session_id limit {limit} offset {offset}'
  const values = { limit: rowsPerQuery, offset }
  return { ...(await runSql(connection, { query, values }, rowsPerQuery, sendOptions)), read: reader(2, 4) }
}

/**
 * IDs of all recordings that started from `from` until before `to` (ISO), oldest first, 50,000 per response
 * (posthog-api.md#n6-sql-for-large-projects). Includes recordings that older servers only hide when deleting. Needs query:read.
 * Throws ApiError.
 */
export async function listRecordedSessions(
  connection: ApiConnection,
  { from, to }: { from: string; to: string },
  sendOptions: SendOptions,
): Promise<CandidateRows> {
  const query =
    'select session_id, min(min_first_timestamp) as start_time, max(max_last_timestamp) as end_time, any(distinct_id) as distinct_id from raw_session_replay_events where min_first_timestamp >= toDateTime({from}) and min_first_timestamp < toDateTime({to}) group by session_id order by start_time, session_id limit 50000'
  const values = { from: sqlInstant(from), to: sqlInstant(to) }
  return { ...(await runSql(connection, { query, values }, rowsPerQuery, sendOptions)), read: reader(1, 3) }
}

const collection = '/session_recording_playlists/synthetic-shared/'

/** The server's maximum: a larger limit loses everything beyond the fiftieth, since the next offset skips it. */
export const sharedPerPage = 50

const Collection = responseObject({
  recordingsCounts: v.fallback(v.object({ collection: v.object({ count: v.nullable(v.pipe(v.number(), v.minValue(0))) }) }), {
    collection: { count: -1 },
  }),
})

/**
 * How many recordings the built-in collection of shared recordings has (posthog-api.md#b7-playlists, #n2-find-shared-recordings);
 * null if the server does not count. Newest servers only; others answer 404 or refuse keys. Needs
 * session_recording_playlist:read. Throws ApiError.
 */
export async function countSharedCollection(connection: ApiConnection, sendOptions: SendOptions): Promise<number | null> {
  const { recordingsCounts } = await request(connection, collection, Collection, sendOptions)
  const count = recordingsCounts.collection.count ?? 0 // a zero arrives as null
  return count < 0 ? null : count
}

/**
 * The recordings of that collection from `offset` on, at most `sharedPerPage`. Only the count tells where it ends: pages do not
 * say whether there are more, and deleted recordings leave them short. Contains links that are enabled, whether or not they still
 * open. Needs session_recording_playlist:read. Throws ApiError.
 */
export function listSharedCollection(connection: ApiConnection, offset: number, sendOptions: SendOptions) {
  return request(connection, `${collection}recordings/`, rowsOf(Recording), {
    ...sendOptions,
    query: { limit: sharedPerPage, offset },
  })
}
