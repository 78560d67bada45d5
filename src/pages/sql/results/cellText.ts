import { cutText, oneLine } from '#lib/cutText.ts'
import type { ColumnKind } from './columns.ts'
import { jsonStart } from './jsonStart.ts'
import { readSqlDate, sqlDateText } from './sqlDate.ts'

/** More than the widest column shows. */
const maxCharacters = 200

/** `hint` gives the exact value of a date, or what an empty cell holds. */
export type CellText = { text: string; hint: string | null; tone: 'null' | 'empty' | 'number' | 'json' | 'plain' }

const none: CellText = { text: '–', hint: 'null', tone: 'null' }
const empty: CellText = { text: '', hint: 'Empty text', tone: 'empty' }

/** A cell as one line of text. Never throws, and is fast for any value. */
export function cellText(cell: unknown, kind: ColumnKind): CellText {
  if (cell === null || cell === undefined) return none
  if (cell === '') return empty
  if (typeof cell === 'number') return { text: String(cell), hint: null, tone: 'number' }
  if (typeof cell === 'object') return { text: cutText(jsonStart(cell, maxCharacters), maxCharacters), hint: null, tone: 'json' }
  if (typeof cell !== 'string') return { text: cell === true ? 'true' : 'false', hint: null, tone: 'plain' }
  const date = kind === 'date' ? readSqlDate(cell) : null
  if (date) return { text: sqlDateText(date), hint: cell, tone: 'plain' }
  return { text: oneLine(cutText(cell, maxCharacters)), hint: null, tone: 'plain' }
}

/** JSON of any value; nesting too deep for the browser is cut. */
export function wholeJson(value: unknown, indent: number): string {
  try {
    return JSON.stringify(value, null, indent)
  } catch {
    return jsonStart(value, 1_000_000)
  }
}

/** The full value for copies and files: objects and lists as JSON, null as empty. */
export function wholeText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  return typeof cell === 'string' ? cell : wholeJson(cell, 0)
}
