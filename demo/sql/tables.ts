import type { Edition } from '../host/options.ts'
import { sessionProperties } from '../data/sessionProperties.ts'
import type { Kind } from './typed.ts'

/** A column of a table: under which name SQLite keeps it, and what it holds. */
export type Column = { stored: string; kind: Kind; type?: string; nullable?: boolean }

/** What can be reached from a row without a join: `person.properties.email`. */
export type Link = { table: string; key: string; by: string }

export type Table = {
  /** What SQLite reads; its name is also what has to be filled first. */
  stored: 'events' | 'features' | 'sessions' | 'persons' | 'person_ids' | 'replay' | 'stored_recordings'
  columns: Readonly<Record<string, Column>>
  links: Readonly<Record<string, Link>>
  /** Server ages that have it; all, if absent. */
  editions?: readonly Edition[]
}

const string = (stored: string, nullable = false): Column => ({ stored, kind: 'String', nullable })
const whole = (stored: string, nullable = false): Column => ({ stored, kind: 'Int', nullable })
const instant = (stored: string, nullable = false): Column => ({ stored, kind: 'DateTime', nullable })

const person: Link = { table: 'persons', key: 'id', by: 'person_id' }

const replayCounts = {
  first_url: string('first_url', true),
  click_count: whole('click_count'),
  keypress_count: whole('keypress_count'),
  mouse_activity_count: whole('mouse_activity_count'),
  active_milliseconds: whole('active_milliseconds'),
  console_log_count: whole('console_log_count'),
  console_warn_count: whole('console_warn_count'),
  console_error_count: whole('console_error_count'),
  size: whole('size'),
  event_count: whole('event_count'),
  snapshot_source: string('snapshot_source', true),
  snapshot_library: string('snapshot_library', true),
} as const

const replayLinks = { person, session: { table: 'sessions', key: 'session_id', by: 'session_id' } }

const kinds = { String: 'String', Numeric: 'Int', DateTime: 'DateTime', Boolean: 'Bool', Duration: 'Int' } as const

function sessionColumns(): Record<string, Column> {
  const known = Object.entries(sessionProperties).map(([name, { type }]): [string, Column] => {
    const isAlways = type === 'DateTime' || type === 'Duration'
    return [name, { stored: name, kind: name === '$vitals_lcp' ? 'Float' : kinds[type], nullable: !isAlways }]
  })
  return {
    session_id: string('session_id'),
    id: string('session_id'),
    distinct_id: string('distinct_id', true),
    ...Object.fromEntries(known),
    duration: whole('$session_duration'),
    $exit_current_url: string('$end_current_url', true),
    $exit_pathname: string('$end_pathname', true),
  }
}

/** The counts of `posthog.session_replay_features` that the demo has (posthog-api.md#h3-sql-over-replay-data). */
export const featureCounts = [
  'event_count',
  'click_count',
  'keypress_count',
  'mouse_activity_count',
  'console_error_count',
  'rage_click_count',
  'dead_click_count',
  'quick_back_count',
  'page_visit_count',
  'console_error_after_click_count',
  'network_failed_request_count',
  'is_deleted',
] as const

/**
 * The tables of the demo, by the names that HogQL has for them. The rows of `session_replay_events` are a recording each, and so
 * are those of `raw_session_replay_events`, which a real server keeps in several pieces.
 */
export const tables: Readonly<Record<string, Table>> = {
  events: {
    stored: 'events',
    columns: {
      uuid: { stored: 'uuid', kind: 'String', type: 'UUID' },
      event: string('event'),
      properties: { stored: 'properties', kind: 'Json' },
      timestamp: instant('timestamp'),
      distinct_id: string('distinct_id'),
      created_at: instant('timestamp'),
      $session_id: string('session_id', true),
      person_id: { stored: 'person_id', kind: 'String', type: 'UUID', nullable: true },
    },
    links: { person, session: { table: 'sessions', key: 'session_id', by: 'session_id' } },
  },
  sessions: { stored: 'sessions', columns: sessionColumns(), links: {} },
  persons: {
    stored: 'persons',
    columns: {
      id: { stored: 'id', kind: 'String', type: 'UUID' },
      created_at: instant('created_at'),
      properties: { stored: 'properties', kind: 'Json' },
      is_identified: { stored: 'is_identified', kind: 'Bool', type: 'Bool' },
    },
    links: {},
  },
  person_distinct_ids: {
    stored: 'person_ids',
    columns: { distinct_id: string('distinct_id'), person_id: { stored: 'person_id', kind: 'String', type: 'UUID' } },
    links: { person },
  },
  session_replay_events: {
    stored: 'replay',
    columns: {
      session_id: string('session_id'),
      distinct_id: string('distinct_id', true),
      start_time: instant('start_time'),
      end_time: instant('end_time'),
      ...replayCounts,
      person_id: { stored: 'person_id', kind: 'String', type: 'UUID', nullable: true },
    },
    links: replayLinks,
  },
  raw_session_replay_events: {
    stored: 'replay',
    columns: {
      session_id: string('session_id'),
      distinct_id: string('distinct_id', true),
      min_first_timestamp: instant('start_time'),
      max_last_timestamp: instant('end_time'),
      ...replayCounts,
      person_id: { stored: 'person_id', kind: 'String', type: 'UUID', nullable: true },
    },
    links: replayLinks,
    editions: ['mid', 'newest'],
  },
  'posthog.session_replay_features': {
    stored: 'features',
    columns: {
      session_id: string('session_id'),
      distinct_id: string('distinct_id'),
      min_first_timestamp: instant('min_first_timestamp'),
      max_last_timestamp: instant('max_last_timestamp'),
      ...Object.fromEntries(featureCounts.map((name) => [name, whole(name)])),
    },
    links: {},
    editions: ['newest'],
  },
  'system.session_recordings': {
    stored: 'stored_recordings',
    columns: {
      session_id: string('session_id'),
      distinct_id: string('distinct_id', true),
      created_at: instant('created_at'),
      start_time: instant('start_time', true),
      end_time: instant('end_time', true),
      duration: whole('duration', true),
      start_url: string('start_url', true),
      deleted: whole('deleted', true),
    },
    links: {},
    editions: ['newest'],
  },
}

/** The table of a name, as a server of this age has it; null where it has none. */
export function findTable(name: string, edition: Edition): Table | null {
  const table = Object.hasOwn(tables, name) ? tables[name] : undefined
  return table === undefined || table.editions?.includes(edition) === false ? null : table
}
