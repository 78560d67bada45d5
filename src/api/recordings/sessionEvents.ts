import { capabilitiesOf } from '#api/capabilities.ts'
import type { SendOptions } from '#api/http/request.ts'
import { instantCell, numberCell, rowsPerQuery, runSql, sqlInstant } from '#api/sql/runSql.ts'
import { featuresTable, learnMissingTable, unknownTable } from '#api/sql/missingTables.ts'
import type { ApiConnection } from '#storage/connections.ts'

/** A session whose start is known; `seconds` is its length. */
export type TimedSession = { id: string; start: Date; seconds: number }

/**
 * Events of one kind and label in one part of a session. `name` is that of the event, or "other". `first` and `last` are
 * milliseconds since 1970.
 */
export type EventGroup = {
  sessionId: string
  name: string
  part: number
  label: string
  first: number
  last: number
  count: number
}

/** What newest servers count of a session's behavior (posthog-api.md#h3-sql-over-replay-data). */
export type ReplayFeatures = {
  rageClicks: number
  deadClicks: number
  quickBacks: number
  errorsAfterClick: number
  failedRequests: number
}

/** `isCut`: the server has more groups than it returns. */
export type SessionEvents = { groups: EventGroup[]; features: ReadonlyMap<string, ReplayFeatures>; isCut: boolean }

export const partsPerSession = 60

/** A session that has been quiet for so long has ended. */
export const finalAfterMinutes = 30

const eventsSql = `select $session_id as session_id,
  multiIf(event in ('$exception', '$rageclick', '$dead_click', '$pageview', '$screen', '$autocapture'), event, 'other') as name,
  intDiv((toUnixTimestamp(timestamp) - transform($session_id, {ids}, {starts}, 0)) * ${partsPerSession}, transform($session_id, {ids}, {lengths}, 1)) as part,
  multiIf(event = '$exception', coalesce(toString(properties.$exception_types), toString(properties.$exception_type), ''),
    event in ('$rageclick', '$dead_click'), coalesce(toString(properties.$el_text), ''),
    event in ('$pageview', '$screen'), coalesce(toString(properties.$pathname), toString(properties.$screen_name), ''), '') as label,
  min(timestamp) as first, max(timestamp) as last, count() as amount
from events
where $session_id in {ids} and timestamp >= toDateTime({from}) and timestamp <= toDateTime({to})
group by session_id, name, part, label
limit ${rowsPerQuery}`

const featureColumns = [
  'rage_click_count',
  'dead_click_count',
  'quick_back_count',
  'console_error_after_click_count',
  'network_failed_request_count',
] as const

/** A row per session in the shape of the events, so that one request has both. The counts are its label, such as "3,0,1,2,0". */
const featuresSql = `select session_id, 'features' as name, 0 as part,
  concat(${featureColumns.map((column) => `toString(sum(${column}))`).join(", ',', ")}) as label,
  min(min_first_timestamp) as first, max(max_last_timestamp) as last, 1 as amount
from ${featuresTable}
where session_id in {ids} and min_first_timestamp >= toDateTime({from}) and min_first_timestamp <= toDateTime({to})
group by session_id
limit ${rowsPerQuery}`

const dayMs = 86_400_000

/** A day more at both ends, since clients' clocks differ. */
function valuesOf(sessions: readonly TimedSession[]) {
  const starts = sessions.map(({ start }) => start.getTime())
  const ends = sessions.map(({ start, seconds }) => start.getTime() + seconds * 1000)
  return {
    ids: sessions.map(({ id }) => id),
    starts: starts.map((ms) => Math.floor(ms / 1000)),
    lengths: sessions.map(({ seconds }) => Math.max(1, Math.ceil(seconds))),
    from: sqlInstant(new Date(Math.min(...starts) - dayMs).toISOString()),
    to: sqlInstant(new Date(Math.max(...ends) + dayMs).toISOString()),
  }
}

function readGroup(row: unknown): EventGroup | null {
  const [sessionId, name, part, label, first, last, count]: unknown[] = Array.isArray(row) ? row : []
  const [from, to] = [first, last].map((cell) => Date.parse(instantCell(cell) ?? ''))
  if (typeof sessionId !== 'string' || typeof name !== 'string' || from === undefined || Number.isNaN(from)) return null
  return {
    sessionId,
    name,
    part: numberCell(part),
    label: typeof label === 'string' ? label : '',
    first: from,
    last: to === undefined || Number.isNaN(to) ? from : to,
    count: numberCell(count),
  }
}

function readFeatures(label: string): ReplayFeatures {
  const [rageClicks = 0, deadClicks = 0, quickBacks = 0, errorsAfterClick = 0, failedRequests = 0] = label.split(',').map(Number)
  return { rageClicks, deadClicks, quickBacks, errorsAfterClick, failedRequests }
}

async function query(connection: ApiConnection, sessions: readonly TimedSession[], sendOptions: SendOptions) {
  const values = valuesOf(sessions)
  if (capabilitiesOf(connection).missingTables?.has(featuresTable)) {
    return runSql(connection, { query: eventsSql, values }, rowsPerQuery, sendOptions)
  }
  try {
    const sql = { query: `${eventsSql} union all ${featuresSql}`, values }
    return await runSql(connection, sql, rowsPerQuery, sendOptions)
  } catch (error) {
    if (unknownTable(error) !== featuresTable) throw error
    learnMissingTable(connection, featuresTable)
    return runSql(connection, { query: eventsSql, values }, rowsPerQuery, sendOptions)
  }
}

/**
 * What happened in these sessions, in one request (docs/decisions/030-signals.md). Each session is divided into
 * `partsPerSession`. Needs query:read. Throws ApiError.
 */
export async function fetchSessionEvents(
  connection: ApiConnection,
  sessions: readonly TimedSession[],
  sendOptions: SendOptions,
): Promise<SessionEvents> {
  const { rows, isLast } = await query(connection, sessions, sendOptions)
  const groups = rows.flatMap((row) => readGroup(row) ?? [])
  return {
    groups: groups.filter(({ name }) => name !== 'features'),
    features: new Map(
      groups.flatMap(({ sessionId, name, label }) => (name === 'features' ? [[sessionId, readFeatures(label)]] : [])),
    ),
    isCut: !isLast,
  }
}
