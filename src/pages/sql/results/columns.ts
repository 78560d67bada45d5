import type { SqlAnswer } from '#api/sql/sqlAnswer.ts'
import { uuidTime } from '#lib/uuidTime.ts'
import { readSqlDate } from './sqlDate.ts'

/** Decides alignment and date format; each cell is still read on its own. */
export type ColumnKind = 'number' | 'date' | 'boolean' | 'json' | 'text'

export type ResultColumn = {
  /** Not unique. */
  name: string
  /** Null if the server reports none. */
  type: string | null
  kind: ColumnKind
  /** Session IDs are recording IDs too. */
  isSession: boolean
}

/** Cells sampled over all columns, so that thousands of columns cost no more than a few. */
const maxSampledCells = 20_000

export function sampledRowCount({ columns, rows }: Pick<SqlAnswer, 'columns' | 'rows'>): number {
  return Math.min(rows.length, 100, Math.max(1, Math.floor(maxSampledCells / Math.max(1, columns.length))))
}

/** Null outside of short rows. */
export function cellAt(rows: SqlAnswer['rows'], row: number, column: number): unknown {
  return rows[row]?.[column] ?? null
}

/** "Nullable(LowCardinality(String))" becomes "String". */
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

/**
 * In a column named session ID any text counts, because not every recorder uses UUIDs. A column named "id" needs session
 * UUIDs, whose time can be read.
 */
function holdsSessions(name: string, cells: readonly unknown[], now: number): boolean {
  const texts = cells.filter((cell) => typeof cell === 'string')
  if (texts.length === 0 || texts.length < cells.length) return false
  if (/(^|[^a-z])\$?session_id\W*$/i.test(name)) return texts.some((text) => text !== '')
  return /^(session\.)?id$/i.test(name) && texts.every((text) => uuidTime(text, now) !== null)
}

/** Columns by the server’s types or the first cells. `now` in milliseconds since 1970. Never throws. */
export function readColumns({ columns, types, rows }: SqlAnswer, now: number): ResultColumn[] {
  const sampled = sampledRowCount({ columns, rows })
  return columns.map((name, column) => {
    const cells = Array.from({ length: sampled }, (_, row) => cellAt(rows, row, column)).filter((cell) => cell !== null)
    const type = types[column] ?? null
    const declared = type === null ? null : kindOfType(type)
    return { name, type, kind: declared ?? kindOfCells(cells), isSession: holdsSessions(name, cells, now) }
  })
}

/** Unique names for objects in files: the second "count" becomes "count (2)". */
export function distinctNames(names: readonly string[]): string[] {
  const used = new Set<string>()
  return names.map((name) => {
    let one = name
    for (let number = 2; used.has(one); number += 1) one = `${name} (${number})`
    used.add(one)
    return one
  })
}
