import createParser, { type HogQLParser } from '@posthog/hogql-parser'
import openSql, { type Database, type SqlJsStatic, type SqlValue } from 'sql.js'
import type { Project } from '../data/projects.ts'
import type { Edition } from '../host/options.ts'
import { addRows, type Filled, fillTable, makeTables } from './fill.ts'
import { addFunctions } from './nativeFunctions.ts'
import { SqlMistake } from './mistake.ts'
import { type Translated, translate } from './translate.ts'
import { type Typed, typeName } from './typed.ts'
import { createZoneClock, type ZoneClock } from './zoneClock.ts'

/** A query, and the host's state that it sees. */
export type Question = {
  query: string
  values: Readonly<Record<string, unknown>>
  /** Milliseconds since 1970. */
  now: number
  /** The ids of recordings that are destroyed. */
  gone: readonly string[]
  /** The rows of `system.session_recordings`, by the names of its columns; moments are milliseconds. */
  storedRecordings: readonly Readonly<Record<string, string | number | null>>[]
}

/** What a query gave, in the shape of the server's answer. */
export type SqlResult = {
  results: unknown[][]
  columns: string[]
  types: [name: string, type: string][]
  hasMore: boolean
  limit: number
  offset: number
}

/** SQLite, and beside it the parser, may take so much memory at most. */
const heapBytes = 512 * 1024 * 1024

type ProjectDatabase = { database: Database; clock: ZoneClock; filled: Map<string, Filled> }

function cell(value: SqlValue | undefined, { kind, type }: Typed, clock: ZoneClock): unknown {
  if (value === undefined || value === null) return null
  if (kind === 'DateTime') return typeof value === 'number' ? clock.iso(value) : value
  if (kind === 'Date') return typeof value === 'number' ? clock.dayText(value) : value
  if (kind === 'Bool' && type === 'Bool') return value === 1
  if (kind === 'Array') return typeof value === 'string' ? JSON.parse(value) : value
  return value
}

function read({ database, clock }: ProjectDatabase, { sql, bound, columns, limit, offset }: Translated): SqlResult {
  // Named, since some of what is bound may have turned out not to be needed.
  const statement = database.prepare(sql, Object.fromEntries(bound.map((value, order) => [`:v${order + 1}`, value])))
  const rows: unknown[][] = []
  try {
    while (statement.step()) {
      const cells = statement.get()
      rows.push(columns.map(([, value], index) => cell(cells[index], value, clock)))
    }
  } finally {
    statement.free()
  }
  return {
    results: rows.slice(0, limit),
    columns: columns.map(([name]) => name),
    types: columns.map(([name, value]) => [name, typeName(value)]),
    hasMore: rows.length > limit,
    limit,
    offset,
  }
}

/** A translated query, ready to run. */
export type Prepared = { translated: Translated; run(): SqlResult }

/** The databases of a host's projects, each made by the first query to it. Queries never write to them. */
export type Databases = {
  /** Throws SqlMistake for what is no query, or none that the demo evaluates. */
  prepare(projectId: number, request: Question, edition: Edition): Prepared
  close(): void
}

/** PostHog's parser and SQLite, both WebAssembly. */
export type SqlRuntime = { parser: HogQLParser; sqlite: SqlJsStatic }

export async function loadSql(): Promise<SqlRuntime> {
  const [parser, sqlite] = await Promise.all([createParser(), openSql()])
  return { parser, sqlite }
}

export function openDatabases({ parser, sqlite }: SqlRuntime, projects: readonly Project[]): Databases {
  const open = new Map<number, ProjectDatabase>()

  function databaseOf({ id, timezone }: Project): ProjectDatabase {
    const known = open.get(id)
    if (known !== undefined) return known
    const database = new sqlite.Database()
    const clock = createZoneClock(timezone)
    database.run(`pragma hard_heap_limit = ${heapBytes}`)
    database.run('pragma case_sensitive_like = on')
    addFunctions(database, clock)
    makeTables(database)
    const made = { database, clock, filled: new Map<string, Filled>() }
    open.set(id, made)
    return made
  }

  return {
    prepare(projectId, request, edition) {
      const project = projects.find(({ id }) => id === projectId)
      if (project === undefined) throw new Error(`There is no project ${projectId}.`)
      const opened = databaseOf(project)
      const begin = { ...request, edition, zone: project.timezone }
      const translated = translate((text) => parser.parseSelect(text), begin)
      return {
        translated,
        run() {
          const { database, filled } = opened
          for (const [stored, sessions] of translated.needed) {
            filled.set(stored, fillTable(database, stored, project.dataset, sessions, filled.get(stored) ?? new Set()))
          }
          database.run('delete from gone')
          database.run('delete from stored_recordings')
          addRows(
            database,
            'gone',
            request.gone.map((id) => ({ id })),
          )
          addRows(database, 'stored_recordings', request.storedRecordings)
          try {
            return read(opened, translated)
          } catch (error) {
            throw refusalOf(error)
          }
        },
      }
    },
    close() {
      for (const { database } of open.values()) database.close()
    },
  }
}

/** SQLite errors count as mistakes in the query, unless memory ran out. */
function refusalOf(error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error)
  return /out of memory/i.test(message) ? error : new SqlMistake(`The demo host cannot run this query: ${message}`)
}
