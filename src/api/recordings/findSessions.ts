import { capabilitiesOf } from '#api/capabilities.ts'
import type { SendOptions } from '#api/http/request.ts'
import { instantCell, runSql, sqlInstant, textCell } from '#api/sql/runSql.ts'
import { learnMissingTable, unknownTable } from '#api/sql/missingTables.ts'
import type { ApiConnection } from '#storage/connections.ts'
import type { RecordingFilters, SignalConditions, SignalName } from './recordingFilters.ts'
import { maxSessions, queriesFor, type Query, type Values } from './signalQueries.ts'

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
