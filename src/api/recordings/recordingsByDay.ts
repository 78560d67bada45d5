import { unknownTable } from '#api/sql/missingTables.ts'
import * as v from 'valibot'
import { ApiError } from '#api/http/errors.ts'
import { instantCell, numberCell, runSql, textCell } from '#api/sql/runSql.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { defaultFilters } from './recordingFilters.ts'
import { listRecordings, type Recording } from './recordings.ts'

/** Days that are counted, today included. */
export const countedDays = 30

/** Rows that are counted where SQL is not to be had. */
const listedRows = 100

const Day = v.object({
  /** A date in the project's time zone (YYYY-MM-DD). */
  day: v.string(),
  recordings: v.number(),
  /** Those with a console error or an exception; from a list, with a console error. */
  failing: v.number(),
  activeSeconds: v.number(),
})
export type RecordedDay = v.InferOutput<typeof Day>

/**
 * Days without recordings are missing. `source` is `list` where the key lacks query:read (`scope`) or the server's SQL lacks the
 * table (`table`): then only the newest recordings are counted, and `isCut` says that there are more.
 */
export const RecordingsByDay = v.object({
  days: v.array(Day),
  source: v.picklist(['sql', 'list']),
  missing: v.nullable(v.picklist(['scope', 'table'])),
  isCut: v.boolean(),
  /** Whether recordings say when they expire; null if SQL answered. */
  hasExpiry: v.nullable(v.boolean()),
})
export type RecordingsByDay = v.InferOutput<typeof RecordingsByDay>

const since = `toStartOfDay(now() - interval ${countedDays - 1} day)`

/** Several rows make a session, and time is bound on both sides (posthog-api.md#h3-sql-over-replay-data). */
const query = `select toDate(started) as day, count() as recordings,
  countIf(errors > 0 or session_id in (
    select $session_id from events
    where event = '$exception' and timestamp >= ${since} and timestamp <= now()
  )) as failing,
  sum(active) / 1000 as active_seconds
from (
  select session_id, min(min_first_timestamp) as started, sum(console_error_count) as errors, sum(active_milliseconds) as active
  from raw_session_replay_events
  where min_first_timestamp >= ${since} and min_first_timestamp <= now()
  group by session_id
)
group by day order by day limit ${countedDays + 2}`

function readDay(row: unknown): RecordedDay[] {
  if (!Array.isArray(row)) return []
  const [day, recordings, failing, activeSeconds]: unknown[] = row
  const date = textCell(day)?.slice(0, 10)
  if (date === undefined || instantCell(date) === null) return []
  return [
    { day: date, recordings: numberCell(recordings), failing: numberCell(failing), activeSeconds: numberCell(activeSeconds) },
  ]
}

/** Why SQL over replay data is not to be had, by its refusal; null for other errors. */
export function missingForSql(error: unknown): 'scope' | 'table' | null {
  if (!(error instanceof ApiError)) return null
  if (['missing-scope', 'action-refuses-keys', 'forbidden'].includes(error.kind)) return 'scope'
  if (error.kind === 'endpoint-missing') return 'table'
  return unknownTable(error) === null ? null : 'table'
}

/** The date of an instant in a time zone; UTC if it is null or unknown to the browser. */
function dateIn(zone: string | null): (at: Date) => string {
  const options = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
  try {
    const format = new Intl.DateTimeFormat('en-CA', { ...options, timeZone: zone ?? 'UTC' })
    return (at) => format.format(at)
  } catch {
    return (at) => at.toISOString().slice(0, 10)
  }
}

function countRows(rows: readonly Recording[], zone: string | null): RecordedDay[] {
  const dateOf = dateIn(zone)
  const days = new Map<string, RecordedDay>()
  for (const { startTime, consoleErrorCount, activeSeconds } of rows) {
    if (!startTime) continue
    const day = dateOf(startTime)
    const counted = days.get(day) ?? { day, recordings: 0, failing: 0, activeSeconds: 0 }
    counted.recordings += 1
    counted.failing += (consoleErrorCount ?? 0) > 0 ? 1 : 0
    counted.activeSeconds += activeSeconds ?? 0
    days.set(day, counted)
  }
  return [...days.values()].toSorted((one, other) => (one.day < other.day ? -1 : 1))
}

type Options = { zone: string | null; signal?: AbortSignal }

async function countListed(connection: ApiConnection, missing: 'scope' | 'table', { zone, signal }: Options) {
  const question = { ...defaultFilters, dateFrom: `-${countedDays}d` }
  const { rows, hasMore } = await listRecordings(connection, { limit: listedRows, offset: 0 }, question, { signal })
  const hasExpiry = rows.some(({ expiryTime }) => expiryTime !== null)
  return { days: countRows(rows, zone), source: 'list', missing, isCut: hasMore, hasExpiry } as const
}

/**
 * Recordings of the last 30 days by day, with one query, or counted in the newest 100 rows of the list where the key or the
 * server has no SQL for it. `zone` is the project's. Needs query:read or session_recording:read. Throws ApiError.
 */
export async function recordingsByDay(connection: ApiConnection, options: Options): Promise<RecordingsByDay> {
  try {
    const { rows } = await runSql(connection, { query, values: {} }, countedDays + 2, { signal: options.signal })
    return { days: rows.flatMap(readDay), source: 'sql', missing: null, isCut: false, hasExpiry: null }
  } catch (error) {
    const missing = missingForSql(error)
    if (missing === null) throw error
    return countListed(connection, missing, options)
  }
}
