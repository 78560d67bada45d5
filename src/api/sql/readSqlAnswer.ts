import { isRecord } from '#lib/isRecord.ts'
import type { SqlAnswer } from './sqlAnswer.ts'

/** The state of a query: its answer, that it still runs under an ID, or why it failed (null: the server did not say). */
export type SqlStatus =
  | { kind: 'answer'; answer: SqlAnswer }
  | { kind: 'running'; id: string }
  | { kind: 'failed'; message: string | null }
  /** Not an answer to a query. */
  | { kind: 'nothing' }

/** Unnamed columns are numbered. */
function nameOf(column: unknown, index: number): string {
  const name = isRecord(column) ? column['name'] : column
  return typeof name === 'string' && name !== '' ? name : `column ${index + 1}`
}

/** `[["day", "Date"], …]`, `["Date", …]` and `{"day": "Date"}` all occur. */
function typesOf(types: unknown, columns: readonly string[]): (string | null)[] {
  return columns.map((column, index) => {
    const one: unknown = Array.isArray(types) ? types[index] : isRecord(types) ? types[column] : null
    const type: unknown = Array.isArray(one) ? one.at(-1) : one
    return typeof type === 'string' && type !== '' ? type : null
  })
}

/** An object is read by column names; anything else is a row of one cell. */
function cellsOf(row: unknown, columns: readonly string[]): readonly unknown[] {
  if (Array.isArray(row)) return row
  return isRecord(row) ? columns.map((column) => row[column] ?? null) : [row]
}

/** For answers without column names: the keys of the first object, or as many numbers as the widest row has cells. */
function namesFor(rows: readonly unknown[]): string[] {
  const first = rows.find(isRecord)
  const width = rows.reduce<number>((widest, row) => Math.max(widest, Array.isArray(row) ? row.length : 1), 0)
  return first && !rows.some(Array.isArray)
    ? Object.keys(first)
    : Array.from({ length: width }, (_, index) => nameOf(null, index))
}

function fitted(cells: readonly unknown[], width: number): readonly unknown[] {
  if (cells.length === width) return cells
  return Array.from({ length: width }, (_, index) => cells[index] ?? null)
}

function amount(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null
}

function readAnswer({ results, columns, types, hasMore, limit }: Record<string, unknown>): SqlAnswer | null {
  if (!Array.isArray(results)) return null
  const list: readonly unknown[] = results
  const given = Array.isArray(columns) ? columns.map(nameOf) : []
  const names = given.length > 0 ? given : namesFor(list)
  return {
    columns: names,
    types: typesOf(types, names),
    rows: list.map((row) => fitted(cellsOf(row, names), names.length)),
    hasMore: typeof hasMore === 'boolean' ? hasMore : null,
    limit: amount(limit),
  }
}

/**
 * Reads the answer to POST /query/ or GET /query/:id of any server (posthog-api.md#h2-run-a-query): rows with `columns` and
 * `types`, or `query_status`, which holds the rows once it is complete. Never throws; short rows are filled with null.
 */
export function readSqlAnswer(json: unknown): SqlStatus {
  if (!isRecord(json)) return { kind: 'nothing' }
  const direct = readAnswer(json)
  if (direct) return { kind: 'answer', answer: direct }
  const status = json['query_status']
  if (!isRecord(status)) return { kind: 'nothing' }
  const { error, error_message: message, complete, results, id } = status
  if (error === true) return { kind: 'failed', message: typeof message === 'string' && message !== '' ? message : null }
  const answer = isRecord(results) ? readAnswer(results) : null
  if (answer) return { kind: 'answer', answer }
  const isRunning = complete !== true && typeof id === 'string' && id !== ''
  return isRunning ? { kind: 'running', id } : { kind: 'nothing' }
}
