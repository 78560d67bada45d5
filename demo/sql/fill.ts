import type { Database } from 'sql.js'
import type { Dataset } from '../data/dataset.ts'
import type { PersonFacts } from '../data/people.ts'
import { endOf } from '../data/recordingFacts.ts'
import { sessionProperties } from '../data/sessionProperties.ts'
import { createRecordingReader } from '../data/recordingReader.ts'
import { unrecordedSessions } from '../data/unrecorded.ts'
import { eventsOf, unrecordedEvents } from './eventRows.ts'
import { featuresOf } from './featureRows.ts'
import { quoted } from './scope.ts'
import { featureCounts } from './tables.ts'

type Cell = string | number | null
type Row = Readonly<Record<string, Cell>>

/** Tables hold the newest sessions, as many people at most, and events of the newest sessions only. */
export const maxSessions = 50_000
export const maxSessionsWithEvents = 10_000

function sqlType(value: 'text' | 'integer' | 'real', rest = ''): string {
  return `${value}${rest}`
}

const text = sqlType('text')
const whole = sqlType('integer')

const sessionTypes = { String: text, Numeric: sqlType('real'), DateTime: whole, Boolean: whole, Duration: whole }

const counts = {
  click_count: 'clickCount',
  keypress_count: 'keypressCount',
  mouse_activity_count: 'mouseActivityCount',
  console_log_count: 'consoleLogCount',
  console_warn_count: 'consoleWarnCount',
  console_error_count: 'consoleErrorCount',
} as const

const columns: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  events: { uuid: text, event: text, timestamp: whole, distinct_id: text, session_id: text, person_id: text, properties: text },
  sessions: {
    session_id: sqlType('text', ' primary key'),
    distinct_id: text,
    ...Object.fromEntries(Object.entries(sessionProperties).map(([name, { type }]) => [name, sessionTypes[type]])),
  },
  persons: { id: sqlType('text', ' primary key'), created_at: whole, properties: text, is_identified: whole },
  person_ids: { distinct_id: sqlType('text', ' primary key'), person_id: text },
  recorded: {
    session_id: sqlType('text', ' primary key'),
    distinct_id: text,
    person_id: text,
    start_time: whole,
    end_time: whole,
    first_url: text,
    ...Object.fromEntries(Object.keys(counts).map((name) => [name, whole])),
    active_milliseconds: whole,
    size: whole,
    event_count: whole,
    snapshot_source: text,
    snapshot_library: text,
  },
  features: {
    session_id: text,
    distinct_id: text,
    min_first_timestamp: whole,
    max_last_timestamp: whole,
    ...Object.fromEntries(featureCounts.map((name) => [name, whole])),
  },
  gone: { id: sqlType('text', ' primary key') },
  stored_recordings: {
    session_id: text,
    distinct_id: text,
    created_at: whole,
    start_time: whole,
    end_time: whole,
    duration: whole,
    start_url: text,
    deleted: whole,
  },
}

/** Makes the tables, empty. What newest servers have destroyed is no longer among what is recorded. */
export function makeTables(database: Database) {
  for (const [table, known] of Object.entries(columns)) {
    const list = Object.entries(known).map(([name, type]) => `${quoted(name)} ${type}`)
    database.run(`create table ${quoted(table)} (${list.join(', ')})`)
  }
  database.run('create view replay as select * from recorded where session_id not in (select id from gone)')
}

/** Puts rows into a table. What is no column of it is left out; of two rows with one key the first stays. */
export function addRows(database: Database, table: string, rows: Iterable<Row>) {
  const names = Object.keys(columns[table] ?? {})
  const parameters = names.map(() => '?').join(', ')
  database.run('begin')
  const statement = database.prepare(`insert or ignore into ${quoted(table)} values (${parameters})`)
  try {
    for (const row of rows) statement.run(names.map((name) => row[name] ?? null))
  } finally {
    statement.free()
    database.run('commit')
  }
}

function* positions(dataset: Dataset, max: number): Generator<number> {
  for (let position = 0; position < Math.min(max, dataset.total); position += 1) yield position
}

/** The id under which events know whoever did them; null where a recording has no person at all. */
function personIds(dataset: Dataset): (position: number) => string | null {
  const known = new Map<number, PersonFacts>()
  return (position) => {
    const person = dataset.personAt(position)
    if (person === null) return null
    const facts = known.get(person) ?? dataset.roster.factsOf(person)
    known.set(person, facts)
    return facts.kind === 'absent' ? null : facts.uuid
  }
}

function cellOf(value: string | number | boolean | null, isInstant: boolean): Cell {
  if (typeof value === 'boolean') return Number(value)
  return isInstant && typeof value === 'string' ? Date.parse(value) : value
}

function* sessionRows(dataset: Dataset): Generator<Row> {
  const reader = createRecordingReader(dataset)
  for (const position of positions(dataset, maxSessions)) {
    const session = reader.session(position)
    const properties = Object.entries(sessionProperties).map(([name, { type, read }]): [string, Cell] => [
      name,
      cellOf(read(session), type === 'DateTime'),
    ])
    yield {
      session_id: dataset.idAt(position),
      distinct_id: dataset.distinctIdAt(position),
      ...Object.fromEntries(properties),
      $session_duration: session.durationSeconds ?? 0,
    }
  }
}

/** Unknown counts are 0, as in ClickHouse. */
function* replayRows(dataset: Dataset): Generator<Row> {
  const personIdAt = personIds(dataset)
  for (const position of positions(dataset, maxSessions)) {
    const facts = dataset.factsAt(position)
    const { activity, visit } = facts
    yield {
      session_id: facts.id,
      distinct_id: facts.distinctId,
      person_id: personIdAt(position),
      start_time: facts.startedAt,
      end_time: endOf(facts) ?? facts.startedAt,
      first_url: visit.startUrl,
      ...Object.fromEntries(Object.entries(counts).map(([name, measure]) => [name, activity[measure] ?? 0])),
      active_milliseconds: (activity.activeSeconds ?? 0) * 1000,
      size: facts.totalSize ?? 0,
      event_count: facts.eventCount ?? 0,
      snapshot_source: visit.isMobile ? 'mobile' : 'web',
      snapshot_library: facts.snapshotLibrary,
    }
  }
}

function* knownPeople({ roster, total }: Dataset): Generator<PersonFacts> {
  const people = total === 0 ? 0 : Math.min(roster.count, maxSessions)
  for (let person = 0; person < people; person += 1) if (roster.isKnown(person)) yield roster.factsOf(person)
}

function* personRows(dataset: Dataset): Generator<Row> {
  for (const { uuid, createdAt, properties, kind } of knownPeople(dataset)) {
    const is_identified = Number(kind === 'identified')
    yield { id: uuid, created_at: createdAt, properties: JSON.stringify(properties), is_identified }
  }
}

function* personIdRows(dataset: Dataset): Generator<Row> {
  for (const { uuid, distinctIds } of knownPeople(dataset)) {
    for (const distinct_id of distinctIds) yield { distinct_id, person_id: uuid }
  }
}

/** What was filled in of a table: all of it, or these positions. */
export type Filled = 'all' | Set<number>

/** Positions of the newest sessions whose rows are not there yet: those of `sessions`, or all. */
function missingPositions(dataset: Dataset, sessions: ReadonlySet<string> | null, filled: ReadonlySet<number>): number[] {
  const wanted = sessions === null ? positions(dataset, maxSessionsWithEvents) : [...sessions].map((id) => dataset.positionOf(id))
  return [...wanted].filter(
    (position): position is number => position !== null && position < maxSessionsWithEvents && !filled.has(position),
  )
}

function* eventRows(dataset: Dataset, of: readonly number[]): Generator<Row> {
  const personIdAt = personIds(dataset)
  for (const position of of) {
    const session = {
      session_id: dataset.idAt(position),
      distinct_id: dataset.distinctIdAt(position) ?? '',
      person_id: personIdAt(position),
    }
    for (const row of eventsOf(dataset, position)) yield { ...row, ...session, properties: JSON.stringify(row.properties) }
    for (const [order, one] of unrecordedSessions(dataset, position).entries()) {
      const unrecorded = { session_id: one.id, distinct_id: one.distinctId, person_id: null }
      for (const row of unrecordedEvents(one, position * 16 + order)) {
        yield { ...row, ...unrecorded, properties: JSON.stringify(row.properties) }
      }
    }
  }
}

function* featureRows(dataset: Dataset, of: readonly number[]): Generator<Row> {
  for (const position of of) yield featuresOf(dataset, position)
}

const rowsBySession = { events: eventRows, features: featureRows }

function isBySession(stored: string): stored is keyof typeof rowsBySession {
  return Object.hasOwn(rowsBySession, stored)
}

/**
 * Fills a table with what is known of a project, at least of these sessions, and returns what of it is there now.
 * `stored_recordings` changes with what people do, so it is not filled here.
 */
export function fillTable(
  database: Database,
  stored: string,
  dataset: Dataset,
  sessions: ReadonlySet<string> | null,
  filled: Filled,
): Filled {
  if (filled === 'all') return filled
  if (isBySession(stored)) {
    const missing = missingPositions(dataset, sessions, filled)
    addRows(database, stored, rowsBySession[stored](dataset, missing))
    return sessions === null ? 'all' : new Set([...filled, ...missing])
  }
  if (stored === 'sessions') addRows(database, 'sessions', sessionRows(dataset))
  if (stored === 'persons') addRows(database, 'persons', personRows(dataset))
  if (stored === 'person_ids') addRows(database, 'person_ids', personIdRows(dataset))
  if (stored === 'replay') addRows(database, 'recorded', replayRows(dataset))
  return 'all'
}
