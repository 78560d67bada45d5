import { numberCell, runSql, textCell } from '#api/sql/runSql.ts'
import type { ApiConnection } from '#storage/connections.ts'

/** Days that are looked at, today included. */
export const captureDays = 14

const maxRows = 5000
const since = `toStartOfDay(now() - interval ${captureDays - 1} day)`

/**
 * Sessions with a page view or screen, and whether anything of them was recorded. Only two names of events are read, by which
 * ClickHouse has them in order. A recording may begin some time before the first page view.
 */
const query = `select day, host, version, status, rate, is_blocked, count() as seen, countIf(session in (
    select session_id from raw_session_replay_events
    where min_first_timestamp >= ${since} - interval 1 day and min_first_timestamp <= now()
  )) as recorded
from (
  select $session_id as session, toDate(min(timestamp)) as day, any(properties.$host) as host,
    any(properties.$lib_version) as version, argMax(properties.$recording_status, timestamp) as status,
    any(toString(properties.$replay_sample_rate)) as rate,
    countIf(toString(properties.$sdk_debug_recording_script_not_loaded) in ('true', '1')) > 0 as is_blocked
  from events
  where event in ('$pageview', '$screen') and timestamp >= ${since} and timestamp <= now() and $session_id != ''
  group by $session_id
)
group by day, host, version, status, rate, is_blocked order by seen desc limit ${maxRows}`

/** Sessions of one day that say the same of their recorder; null where they say nothing (posthog-api.md#h3-sql-over-replay-data). */
export type CaptureRow = {
  /** A date in the project's time zone (YYYY-MM-DD). */
  day: string
  host: string | null
  version: string | null
  status: string | null
  /** The share of sessions that the SDK was told to record, 0 to 1. */
  rate: number | null
  /** The recorder's script did not load. */
  isBlocked: boolean
  seen: number
  recorded: number
}

function readRow(row: unknown): CaptureRow[] {
  if (!Array.isArray(row)) return []
  const [day, host, version, status, rate, isBlocked, seen, recorded]: unknown[] = row
  const date = textCell(day)?.slice(0, 10)
  const count = numberCell(seen)
  if (date === undefined || !(count > 0)) return []
  const rateText = textCell(rate)
  return [
    {
      day: date,
      host: textCell(host),
      version: textCell(version),
      status: textCell(status),
      rate: rateText === null || Number.isNaN(Number(rateText)) ? null : Number(rateText),
      isBlocked: isBlocked === true || isBlocked === 1,
      seen: count,
      recorded: Math.min(count, Math.max(0, numberCell(recorded))),
    },
  ]
}

/**
 * How many of the sessions that PostHog saw in the last 14 days were recorded, by what their SDK says of its recorder: one query.
 * Needs query:read, and a server with `raw_session_replay_events`. Throws ApiError.
 */
export async function captureRates(connection: ApiConnection, signal?: AbortSignal): Promise<CaptureRow[]> {
  const { rows } = await runSql(connection, { query, values: {} }, maxRows, { signal })
  return rows.flatMap(readRow)
}
