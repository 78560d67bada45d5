import { capabilitiesOf } from '#api/capabilities.ts'
import type { SendOptions } from '#api/http/request.ts'
import { instantCell, runSql, sqlInstant, textCell } from '#api/sql/runSql.ts'
import { featuresTable, learnMissingTable, unknownTable } from '#api/sql/missingTables.ts'
import { likePattern } from '#api/sql/likePattern.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { type RecordingFilters, type SignalConditions, type SignalName, signalNames } from './recordingFilters.ts'

/**
 * Sessions in order. `matches` has when each first met a condition on an event, page or exception, as far as events were read
 * (milliseconds since 1970);
 * `ignored` names signals that this server does not count; `isCut`: there are more than `maxSessions`.
 */
export type FoundSessions = {
  ids: readonly string[]
  matches: ReadonlyMap<string, number>
  isCut: boolean
  ignored: readonly SignalName[]
}

export const maxSessions = 5000

/** Rows of recordings, which old servers do not have. */
export const recorded = 'raw_session_replay_events'

const featureColumns: Readonly<Partial<Record<SignalName, string>>> = {
  rage_clicks: 'rage_click_count',
  dead_clicks: 'dead_click_count',
  quick_backs: 'quick_back_count',
  errors_after_click: 'console_error_after_click_count',
  failed_requests: 'network_failed_request_count',
}

const countedEvents: Readonly<Partial<Record<SignalName, string>>> = {
  rage_clicks: '$rageclick',
  dead_clicks: '$dead_click',
  exceptions: '$exception',
}

type Values = Record<string, unknown>
export type Query = { text: string; values: Values; ignored: SignalName[]; tables: string[] }

/** "-7d" or a date as SQL reads it: a day without a zone is the project's. `now` in milliseconds. */
export function sqlDate(text: string, edge: 'from' | 'to', now: number): string {
  const [, amount, unit = ''] = /^-(\d+)([hdwmy])$/.exec(text) ?? []
  const date = new Date(now)
  if (amount === undefined) {
    if (text.includes('T')) return sqlInstant(text)
    return `${text} ${edge === 'from' ? '00:00:00' : '23:59:59'}`
  }
  if (unit === 'h') date.setTime(now - Number(amount) * 3_600_000)
  if (unit === 'd' || unit === 'w') date.setUTCDate(date.getUTCDate() - Number(amount) * (unit === 'w' ? 7 : 1))
  if (unit === 'm') date.setUTCMonth(date.getUTCMonth() - Number(amount))
  if (unit === 'y') date.setUTCFullYear(date.getUTCFullYear() - Number(amount))
  return sqlInstant(date.toISOString())
}

/** The conditions on events that name something, each true for an event that meets it. */
function eventTests({ exception, event, visited }: SignalConditions): { tests: string[]; values: Values } {
  const tests: string[] = []
  const values: Values = {}
  if (exception !== null) {
    tests.push(
      "(event = '$exception' and concat(ifNull(toString(properties.$exception_types), ''), ' ', ifNull(toString(properties.$exception_values), ''), ' ', ifNull(toString(properties.$exception_type), ''), ' ', ifNull(toString(properties.$exception_message), '')) ilike {exception})",
    )
    values['exception'] = likePattern(exception)
  }
  if (event !== null) {
    tests.push('(event = {event})')
    values['event'] = event
  }
  if (visited !== null) {
    tests.push(
      "(event in ('$pageview', '$screen') and coalesce(toString(properties.$current_url), toString(properties.$screen_name), '') ilike {visited})",
    )
    values['visited'] = likePattern(visited)
  }
  return { tests, values }
}

/** Events may come a day after the last start of the range, since sessions go on. */
export const eventTime = 'timestamp >= toDateTime({from}) and timestamp <= toDateTime({to}) + interval 1 day'
export const recordedTime = 'min_first_timestamp >= toDateTime({from}) and min_first_timestamp <= toDateTime({to})'

function direction({ direction: way }: RecordingFilters): string {
  return way === 'ASC' ? 'asc' : 'desc'
}

/** A signal to sort by must have happened: 5,000 sessions without it would say nothing. */
function leastCounts({ atLeast, order }: SignalConditions): [SignalName, number][] {
  const names = new Set([...Object.keys(atLeast), ...(order === null ? [] : [order])])
  return signalsIn(names).map((name) => [name, atLeast[name] ?? 1])
}

function signalsIn(names: ReadonlySet<string>): SignalName[] {
  return signalNames.filter((name) => names.has(name))
}

function havingOf(counts: readonly [SignalName, number][], values: Values): string[] {
  return counts.map(([name, least]) => {
    values[name] = least
    return `${name} >= {${name}}`
  })
}

/** Sessions by what the server counts of each recording. */
function byFeatures(question: RecordingFilters, signals: SignalConditions): Query {
  const counts = leastCounts(signals)
  const own = counts.filter(([name]) => featureColumns[name] !== undefined)
  const others = counts.filter(([name]) => featureColumns[name] === undefined)
  const { tests, values } = eventTests(signals)
  const columns = own.map(([name]) => `sum(${featureColumns[name]}) as ${name}`)
  const within = others.length > 0 || tests.length > 0 ? ` and session_id in (${sessionsWithEvents(others, tests, values)})` : ''
  const having = havingOf(own, values).join(' and ')
  const order =
    signals.order !== null && featureColumns[signals.order] !== undefined
      ? `${signals.order} ${direction(question)}, start desc`
      : `start ${direction(question)}`
  return {
    text: `select session_id, min(min_first_timestamp) as start, null as matched${columns.map((one) => `, ${one}`).join('')}
from ${featuresTable}
where ${recordedTime}${within}
group by session_id
having ${having}
order by ${order}
limit ${maxSessions + 1}`,
    values,
    ignored: [],
    tables: [featuresTable],
  }
}

/** A query of session IDs whose events have these counts and meet these tests. */
function sessionsWithEvents(counts: readonly [SignalName, number][], tests: readonly string[], values: Values): string {
  const having = [
    ...counts.map(([name, least]) => {
      values[name] = least
      return `countIf(event = '${countedEvents[name]}') >= {${name}}`
    }),
    ...tests.map((test) => `countIf(${test}) > 0`),
  ]
  return `select $session_id from events where ${eventTime} group by $session_id having ${having.join(' and ')}`
}

/** Sessions by their events; signals that are in no event are ignored. `isRecorded`: only those with a recording. */
function byEvents(question: RecordingFilters, signals: SignalConditions, isRecorded: boolean): Query {
  const wanted = leastCounts(signals)
  const counts = wanted.filter(([name]) => countedEvents[name] !== undefined)
  const { tests, values } = eventTests(signals)
  const columns = counts.map(([name]) => `countIf(event = '${countedEvents[name]}') as ${name}`)
  const happened = counts.map(([name]) => `event = '${countedEvents[name]}'`)
  const any = [...happened, ...tests].join(' or ')
  const named = tests.length > 0 ? tests : happened
  const matched = named.length === 0 ? 'null' : `minIf(timestamp, ${named.join(' or ')})`
  const having = [...havingOf(counts, values), ...tests.map((test) => `countIf(${test}) > 0`)]
  const within = isRecorded ? ` and $session_id in (select session_id from ${recorded} where ${recordedTime})` : ''
  const isOrdered = signals.order !== null && countedEvents[signals.order] !== undefined
  return {
    text: `select $session_id as session_id, min(timestamp) as start, ${matched} as matched${columns.map((one) => `, ${one}`).join('')}
from events
where ${eventTime}${any === '' ? '' : ` and (${any})`}${within}
group by session_id${
      having.length === 0
        ? ''
        : `
having ${having.join(' and ')}`
    }
order by ${isOrdered ? `${signals.order} ${direction(question)}, start desc` : `start ${direction(question)}`}
limit ${maxSessions + 1}`,
    values,
    ignored: wanted.map(([name]) => name).filter((name) => countedEvents[name] === undefined),
    tables: isRecorded ? [recorded] : [],
  }
}

/** The queries that answer a question, the best first; the last reads no table that a server may lack. */
function queriesFor(question: RecordingFilters, signals: SignalConditions): Query[] {
  const needsFeatures = leastCounts(signals).some(([name]) => featureColumns[name] !== undefined)
  return [
    ...(needsFeatures ? [byFeatures(question, signals)] : []),
    byEvents(question, signals, true),
    byEvents(question, signals, false),
  ]
}

/** Runs the first query whose tables the server has. */
export async function runFirst(
  connection: ApiConnection,
  queries: readonly Query[],
  range: Values,
  sendOptions: SendOptions,
): Promise<{ rows: readonly unknown[]; ignored: SignalName[] }> {
  const { missingTables } = capabilitiesOf(connection)
  const [query, ...others] = queries.filter(({ tables }) => !tables.some((table) => missingTables?.has(table)))
  if (query === undefined) return { rows: [], ignored: [] }
  try {
    const sql = { query: query.text, values: { ...range, ...query.values } }
    const { rows } = await runSql(connection, sql, maxSessions + 1, sendOptions)
    return { rows, ignored: query.ignored }
  } catch (error) {
    const table = unknownTable(error)
    if (table === null || !query.tables.includes(table)) throw error
    learnMissingTable(connection, table)
    return runFirst(connection, others, range, sendOptions)
  }
}

/** Later pages of a list use the sessions that its first page found. */
const foundBefore = new Map<string, { at: number; found: FoundSessions }>()
const usableMs = 30 * 60_000
const maxRemembered = 10

function nameOf({ id, host, projectId }: ApiConnection, { signals, dateFrom, dateTo, direction: way }: RecordingFilters): string {
  return JSON.stringify([id, host, projectId, signals, dateFrom, dateTo, way])
}

/**
 * Recorded sessions that meet `signals`, by SQL (docs/decisions/030-signals.md), at most `maxSessions`. `isFirstPage`: asks again
 * instead of using what was found before. Needs query:read. Throws ApiError.
 */
export async function findSessions(
  connection: ApiConnection,
  question: RecordingFilters & { signals: SignalConditions },
  isFirstPage: boolean,
  sendOptions: SendOptions,
): Promise<FoundSessions> {
  const now = Date.now()
  const name = nameOf(connection, question)
  const before = foundBefore.get(name)
  if (before && !isFirstPage && now - before.at < usableMs) return before.found
  const { dateFrom, dateTo, signals } = question
  const range = { from: sqlDate(dateFrom, 'from', now), to: sqlDate(dateTo ?? '-0h', 'to', now) }
  const { rows, ignored } = await runFirst(connection, queriesFor(question, signals), range, sendOptions)
  const sessions = rows.flatMap((row) => {
    const [session, , matched]: unknown[] = Array.isArray(row) ? row : []
    const id = textCell(session)
    return id === null ? [] : [{ id, matched: instantCell(matched) }]
  })
  const found: FoundSessions = {
    ids: sessions.slice(0, maxSessions).map(({ id }) => id),
    matches: new Map(sessions.flatMap(({ id, matched }) => (matched === null ? [] : [[id, Date.parse(matched)]]))),
    isCut: sessions.length > maxSessions,
    ignored,
  }
  foundBefore.delete(name)
  foundBefore.set(name, { at: now, found })
  const [oldest] = foundBefore.keys()
  if (foundBefore.size > maxRemembered && oldest !== undefined) foundBefore.delete(oldest)
  return found
}
