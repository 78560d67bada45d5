import { invalidInput, Refusal } from '../../host/answers.ts'

/** A HogQL query and the values of its placeholders. */
export type HogQuery = { text: string; values: Record<string, unknown> }

export type QueryAnswer = {
  results: unknown[][]
  columns: string[]
  types: [string, string][]
  hasMore: boolean
  limit: number
  offset: number
}

export type Columns<Row> = Readonly<Record<string, { type: string; read(row: Row): unknown }>>

export type Selected<Row> = { name: string; column: Columns<Row>[string] }

const defaultLimit = 100
const maxRows = 50_000

/** The selected columns, each under its alias: the known column that stands in an expression is what it gives. */
export function selectedColumns<Row>(text: string, columns: Columns<Row>): Selected<Row>[] {
  const list = /select\s+(?:distinct\s+)?([\s\S]+?)\s+from\s/i.exec(text)?.[1] ?? ''
  const expressions = list.split(/,(?![^(]*\))/).map((expression) => expression.trim())
  return expressions.map((expression) => {
    const known = Object.entries(columns).find(([name]) => new RegExp(`\\b${name}\\b`, 'i').test(expression))
    if (known === undefined) throw new Refusal(invalidInput(`Unable to resolve field: ${expression}`))
    return { name: /\bas\s+(\w+)$/i.exec(expression)?.[1] ?? expression, column: known[1] }
  })
}

/** A column, or the only piece of a recording's row that an aggregate could mean. */
const plainExpression = /^(?:(?:min|max|any)\(\s*(\w+)\s*\)|(\w+))(?:\s+as\s+\w+)?$/i

/**
 * Whether a query asks for nothing but known columns, in the order that the hand-written answers have: such need no tables. All
 * others are for the SQL engine.
 */
export function isPlain({ text }: HogQuery, columns: Readonly<Record<string, unknown>>, ordered: string): boolean {
  if (/\b(?:having|join|union|intersect|except|distinct|with|case)\b/i.test(text)) return false
  const list = /^\s*select\s+([\s\S]+?)\s+from\s/i.exec(text)?.[1] ?? ''
  const expressions = list.split(/,(?![^(]*\))/).map((expression) => expression.trim())
  const names = expressions.map((expression) => {
    const [, inside, bare] = plainExpression.exec(expression) ?? []
    return inside ?? bare ?? ''
  })
  if (!names.every((name) => Object.hasOwn(columns, name))) return false
  const order = /\border\s+by\s+(\w+)/i.exec(text)?.[1]
  const index = expressions.findIndex((expression) => order !== undefined && new RegExp(`\\b${order}$`).test(expression))
  return order === undefined || order === ordered || names[index] === ordered
}

/** A moment as an answer tells it. */
export function isoOrNull(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}

/** Whether the query reads this table. */
export function isFrom({ text }: HogQuery, table: string): boolean {
  return /\bfrom\s+([\w.]+)/i.exec(text)?.[1]?.toLowerCase() === table
}

/** A number after `limit` or `offset`, written out or as a placeholder. */
function amountAfter(word: string, { text, values }: HogQuery): number | null {
  const [, written, name] = new RegExp(`\\b${word}\\s+(?:(\\d+)|\\{(\\w+)\\})`, 'i').exec(text) ?? []
  const amount = written ?? values[name ?? '']
  return amount === undefined || !Number.isInteger(Number(amount)) ? null : Math.max(0, Number(amount))
}

/** Which of the rows are asked for: 100 where nobody says, 50,000 at most. */
export function sliceOf(query: HogQuery): { limit: number; offset: number } {
  return { limit: Math.min(maxRows, amountAfter('limit', query) ?? defaultLimit), offset: amountAfter('offset', query) ?? 0 }
}

/** The conditions after `where`, one by one, where they are joined by `and` alone; an empty list where there is none. */
export function conditionsOf({ text }: HogQuery): string[] {
  const where = /\bwhere\b([\s\S]+?)(?=\b(?:group\s+by|order\s+by|limit|offset)\b|$)/i.exec(text)?.[1] ?? ''
  return where.split(/\band\b/i).flatMap((condition) => (condition.trim() === '' ? [] : [condition.trim()]))
}

/** Thrown for a table that the server has not, or not yet. */
export function unknownTable(table: string): Refusal {
  return new Refusal(invalidInput(`Unknown table \`${table}\`.`))
}

/** What is selected of a row. */
export function readRow<Row>(selected: readonly Selected<Row>[], row: Row): unknown[] {
  return selected.map(({ column }) => column.read(row))
}

/** An answer of these rows. There may be one more than `limit`, which tells that there are more. */
export function answerOf<Row>(
  selected: readonly Selected<Row>[],
  results: unknown[][],
  slice: { limit: number; offset: number },
): QueryAnswer {
  return {
    results: results.slice(0, slice.limit),
    columns: selected.map(({ name }) => name),
    types: selected.map(({ name, column }) => [name, column.type]),
    hasMore: results.length > slice.limit,
    ...slice,
  }
}
