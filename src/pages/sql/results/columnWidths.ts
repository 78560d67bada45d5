import type { SqlAnswer } from '#api/sql/sqlAnswer.ts'
import { cellText } from './cellText.ts'
import { cellAt, type ResultColumn, sampledRowCount } from './columns.ts'

/** Average character width in pixels at font size 13. */
const character = 7.4
const padding = 24
/** Room for the sort icon and the resize edge. */
const headPadding = 44

export const minWidth = 64
export const maxWidth = 1200
const maxInitialWidth = 340

function widthOf(characters: number, around: number): number {
  return Math.ceil(characters * character) + around
}

/** Initial widths in pixels, by the name and the first cells. */
export function columnWidths({ columns, rows }: Pick<SqlAnswer, 'columns' | 'rows'>, read: readonly ResultColumn[]): number[] {
  const sampled = sampledRowCount({ columns, rows })
  return read.map(({ name, kind }, column) => {
    let width = widthOf(Math.min(name.length, 40), headPadding)
    for (let row = 0; row < sampled; row += 1) {
      width = Math.max(width, widthOf(cellText(cellAt(rows, row, column), kind).text.length, padding))
    }
    return Math.min(maxInitialWidth, Math.max(minWidth, width))
  })
}
