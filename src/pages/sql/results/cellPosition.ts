/** A cell of the table as it is shown: `row` -1 is the header. */
export type Place = { row: number; column: number }

type Size = {
  rows: number
  columns: number
  /** Rows that a page key goes on by. */
  page: number
}

type Press = { key: string; ctrlKey: boolean; metaKey: boolean }

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value))
}

function moved({ key, ctrlKey, metaKey }: Press, { row, column }: Place, { rows, columns, page }: Size): Place | null {
  const isFar = ctrlKey || metaKey
  if (key === 'ArrowUp') return { row: isFar ? 0 : row - 1, column }
  if (key === 'ArrowDown') return { row: isFar ? rows : row + 1, column }
  if (key === 'ArrowLeft') return { row, column: isFar ? 0 : column - 1 }
  if (key === 'ArrowRight') return { row, column: isFar ? columns : column + 1 }
  if (key === 'PageUp') return { row: Math.max(0, row - page), column }
  if (key === 'PageDown') return { row: row + page, column }
  if (key === 'Home') return { row: isFar ? 0 : row, column: 0 }
  return key === 'End' ? { row: isFar ? rows : row, column: columns } : null
}

/** Where a key goes to from a cell; null where it is none that moves. Never out of the table. */
export function placeAfter(press: Press, from: Place, size: Size): Place | null {
  const to = moved(press, from, size)
  return to && { row: within(to.row, -1, size.rows - 1), column: within(to.column, 0, size.columns - 1) }
}

/** The cell on which an event was, by what stands at its element; null where it was beside all of them. */
export function placeOf(target: EventTarget): Place | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-place]') : null
  const [row, column] = (cell?.dataset['place'] ?? '').split(':').map(Number)
  return row === undefined || column === undefined ? null : { row, column }
}

/** What `placeOf` reads. */
export function placeText({ row, column }: Place): string {
  return `${row}:${column}`
}
