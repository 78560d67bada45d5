import { queryOptions } from '@tanstack/react-query'
import { firstOfList, instantCell, numberCell, textCell } from '#api/sql/runSql.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { runFirst, sqlDate } from './findSessions.ts'
import { eventTime, type Query, recorded, recordedTime } from './signalQueries.ts'

/**
 * Recordings in which the same happened (docs/decisions/031-groups.md). `what` is the type of an exception or the text of an
 * element, `detail` the exception's message or the page. Instants are milliseconds since 1970; `newest` is the recording in which
 * it happened last, for the first time at `metAt`. `startedAt` is null where the server has no table of recordings.
 */
export type SessionGroup = {
  kind: 'exception' | 'rage click'
  what: string
  detail: string
  people: number
  lastAt: number
  newest: { id: string; metAt: number; startedAt: number | null }
  ids: readonly string[]
}

/** Of each kind, the most groups, and the newest sessions that are read. */
export const maxGroups = 100
const maxSessionsRead = 10_000

const text = (name: string) => `toString(properties.${name})`
const exceptionType = `coalesce(${text('$exception_types')}, ${text('$exception_type')}, '')`
const exceptionMessage = `coalesce(${text('$exception_values')}, ${text('$exception_message')}, '')`
const element = `substring(coalesce(${text('$el_text')}, ''), 1, 200)`
const page = `replaceRegexpAll(coalesce(${text('$pathname')}, ${text('$screen_name')}, ''), '/[^/]*[0-9][^/]*', '/:id')`

const kinds = [
  {
    kind: 'exception',
    event: '$exception',
    name: `coalesce(nullIf(${text('$exception_fingerprint')}, ''), concat(${exceptionType}, ' ', ${exceptionMessage}))`,
    what: exceptionType,
    detail: exceptionMessage,
  },
  { kind: 'rage click', event: '$rageclick', name: `concat(${element}, ' ', ${page})`, what: element, detail: page },
]

type Kind = (typeof kinds)[number]

const starts = `select session_id, min(min_first_timestamp) as start from ${recorded} where ${recordedTime} group by session_id`

/** First a row per session, so that what is read has a limit, then a row per group of at least two. */
function groupsOf({ kind, event, name, what, detail }: Kind, isRecorded: boolean): string {
  return `select '${kind}' as kind, e.name as group_name, argMax(e.what, e.last) as what, argMax(e.detail, e.last) as detail,
  count() as recordings, uniq(e.who) as people, max(e.last) as last_at, argMax(e.session_id, e.last) as newest,
  argMax(e.first, e.last) as met_at, ${isRecorded ? 'argMax(r.start, e.last)' : 'null'} as started_at, groupArray(e.session_id) as ids
from (
  select ${name} as name, $session_id as session_id, any(person_id) as who, min(timestamp) as first, max(timestamp) as last,
    argMax(${what}, timestamp) as what, argMax(${detail}, timestamp) as detail
  from events
  where event = '${event}' and ${eventTime} and $session_id != ''
  group by name, session_id order by last desc limit ${maxSessionsRead}
) as e${isRecorded ? ` inner join (${starts}) as r on r.session_id = e.session_id` : ''}
group by e.name having count() > 1 order by recordings desc, last_at desc limit ${maxGroups}`
}

function queryOf(isRecorded: boolean): Query {
  const selects = kinds.map((kind) => groupsOf(kind, isRecorded))
  return { text: selects.join('\nunion all '), values: {}, ignored: [], tables: isRecorded ? [recorded] : [] }
}

function instant(cell: unknown): number | null {
  const iso = instantCell(cell)
  return iso === null ? null : Date.parse(iso)
}

/** Null for a row that has no recording or time. */
export function readGroup(row: unknown): SessionGroup | null {
  if (!Array.isArray(row)) return null
  const [kind, , what, detail, , people, lastAt, newest, metAt, startedAt, sessions]: unknown[] = row
  const id = textCell(newest)
  const [last, met] = [instant(lastAt), instant(metAt)]
  const ids = Array.isArray(sessions) ? sessions.filter((one) => typeof one === 'string') : []
  if (id === null || last === null || met === null || ids.length === 0) return null
  return {
    kind: kind === 'exception' ? 'exception' : 'rage click',
    what: firstOfList(textCell(what) ?? ''),
    detail: firstOfList(textCell(detail) ?? ''),
    people: numberCell(people),
    lastAt: last,
    newest: { id, metAt: met, startedAt: instant(startedAt) },
    ids,
  }
}

/**
 * Recordings with the same exception, or rage clicks on the same element of the same page, largest groups first. `dateFrom` and
 * `dateTo` as in `RecordingFilters`. One query; needs query:read.
 */
export function sessionGroupsQuery(connection: ApiConnection, { dateFrom, dateTo }: { dateFrom: string; dateTo: string }) {
  return queryOptions({
    queryKey: [connection.id, connection.projectId, 'groups', dateFrom, dateTo],
    async queryFn({ signal }) {
      const now = Date.now()
      const range = { from: sqlDate(dateFrom, 'from', now), to: sqlDate(dateTo || '-0h', 'to', now) }
      const { rows } = await runFirst(connection, [queryOf(true), queryOf(false)], range, { signal })
      const groups = rows.flatMap((row) => readGroup(row) ?? [])
      return groups.toSorted((one, other) => other.ids.length - one.ids.length || other.lastAt - one.lastAt)
    },
    staleTime: 10 * 60_000,
  })
}
