import { cutText, oneLine } from '#lib/cutText.ts'
import type { ColumnKind } from './columns.ts'
import { jsonStart } from './jsonStart.ts'
import { readSqlDate } from './sqlDate.ts'

/** More than the widest column shows. */
const maxCharacters = 200

/** A cell on one line. `hint` says what the line does not: the exact instant, or that there is nothing to see and why. */
export type CellText = { text: string; hint: string | null; tone: 'null' | 'empty' | 'number' | 'json' | 'plain' }

const none: CellText = { text: '–', hint: 'null', tone: 'null' }
const empty: CellText = { text: '', hint: 'Empty text', tone: 'empty' }

/** How a cell is shown in a column of this kind. Never throws and costs little, whatever the cell is. */
export function cellText(cell: unknown, kind: ColumnKind): CellText {
  if (cell === null || cell === undefined) return none
  if (cell === '') return empty
  if (typeof cell === 'number') return { text: String(cell), hint: null, tone: 'number' }
  if (typeof cell === 'object') return { text: cutText(jsonStart(cell, maxCharacters), maxCharacters), hint: null, tone: 'json' }
  if (typeof cell !== 'string') return { text: cell === true ? 'true' : 'false', hint: null, tone: 'plain' }
  const date = kind === 'date' ? readSqlDate(cell) : null
  if (date) return { text: date.short, hint: cell, tone: 'plain' }
  return { text: oneLine(cutText(cell, maxCharacters)), hint: null, tone: 'plain' }
}

/** JSON of any value; what is nested deeper than the browser can write loses its depths. */
export function wholeJson(value: unknown, indent: number): string {
  try {
    return JSON.stringify(value, null, indent)
  } catch {
    return jsonStart(value, 1_000_000)
  }
}

/** A whole cell as text, as it is copied and put into files: objects and lists as JSON, null as nothing. */
export function wholeText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  return typeof cell === 'string' ? cell : wholeJson(cell, 0)
}
