import type { SqlAnswer } from '#api/sql/sqlAnswer.ts'
import { uuidTime } from '#lib/uuidTime.ts'
import { readSqlDate } from './sqlDate.ts'

/** What a column holds: it decides the side on which it stands and how a date is written. Each cell is still read by itself. */
export type ColumnKind = 'number' | 'date' | 'boolean' | 'json' | 'text'

export type ResultColumn = {
  /** As the server named it; the same name may stand there twice. */
  name: string
  /** The server's own type, null where it does not say. */
  type: string | null
  kind: ColumnKind
  /** Whether its cells are ids of sessions, which are ids of recordings too. */
  isSession: boolean
}

/** Looked at to tell what a column holds: cells, over all columns, so that thousands of columns cost no more than a few. */
const maxSampledCells = 20_000

/** Rows that are looked at, of every column. */
export function sampledRowCount({ columns, rows }: Pick<SqlAnswer, 'columns' | 'rows'>): number {
  return Math.min(rows.length, 100, Math.max(1, Math.floor(maxSampledCells / Math.max(1, columns.length))))
}

/** A cell wherever it is asked for: null outside of a row that is shorter than it should be. */
export function cellAt(rows: SqlAnswer['rows'], row: number, column: number): unknown {
  return rows[row]?.[column] ?? null
}

/** "Nullable(LowCardinality(String))" is "String" for whoever reads it. */
export function innerType(type: string): string {
  const inner = /^(?:Nullable|LowCardinality)\((.*)\)$/s.exec(type)?.[1]
  return inner === undefined ? type : innerType(inner)
}

function kindOfType(type: string): ColumnKind | null {
  const inner = innerType(type.slice(0, 200))
  if (/^(U?Int|Float|Decimal|BFloat)/i.test(inner)) return 'number'
  if (/^Date/i.test(inner)) return 'date'
  if (/^Bool/i.test(inner)) return 'boolean'
  if (/^(Array|Tuple|Map|Object|JSON|Nested|Variant|Dynamic)/i.test(inner)) return 'json'
  return /^(String|FixedString|UUID|Enum|IPv)/i.test(inner) ? 'text' : null
}

function kindOfCell(cell: unknown): ColumnKind {
  if (typeof cell === 'number') return 'number'
  if (typeof cell === 'boolean') return 'boolean'
  if (typeof cell === 'object') return 'json'
  return readSqlDate(cell) ? 'date' : 'text'
}

function kindOfCells(cells: readonly unknown[]): ColumnKind {
  const [first, ...others] = new Set(cells.map(kindOfCell))
  return first !== undefined && others.length === 0 ? first : 'text'
}

/** Under its own name any text is a session, since not every recorder makes UUIDs; under "id" it has to be of the kind that sessions have, whose time can be read. */
function holdsSessions(name: string, cells: readonly unknown[], now: number): boolean {
  const texts = cells.filter((cell) => typeof cell === 'string')
  if (texts.length === 0 || texts.length < cells.length) return false
  if (/(^|[^a-z])\$?session_id\W*$/i.test(name)) return texts.some((text) => text !== '')
  return /^(session\.)?id$/i.test(name) && texts.every((text) => uuidTime(text, now) !== null)
}

/** What each column holds, by the server's word or else by its first cells. `now` in milliseconds. Never throws. */
export function readColumns({ columns, types, rows }: SqlAnswer, now: number): ResultColumn[] {
  const sampled = sampledRowCount({ columns, rows })
  return columns.map((name, column) => {
    const cells = Array.from({ length: sampled }, (_, row) => cellAt(rows, row, column)).filter((cell) => cell !== null)
    const type = types[column] ?? null
    const declared = type === null ? null : kindOfType(type)
    return { name, type, kind: declared ?? kindOfCells(cells), isSession: holdsSessions(name, cells, now) }
  })
}

/** The names, each once, as a file of objects needs them: the second "count" becomes "count (2)". */
export function distinctNames(names: readonly string[]): string[] {
  const used = new Set<string>()
  return names.map((name) => {
    let one = name
    for (let number = 2; used.has(one); number += 1) one = `${name} (${number})`
    used.add(one)
    return one
  })
}
