/** A cell of the table as it is shown: `row` -1 is the header. */
export type CellPosition = { row: number; column: number }

type Size = {
  rows: number
  columns: number
  /** Rows that a page key goes on by. */
  page: number
}

type KeyPress = { key: string; ctrlKey: boolean; metaKey: boolean }

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(max, value))
}

function moved(
  { key, ctrlKey, metaKey }: KeyPress,
  { row, column }: CellPosition,
  { rows, columns, page }: Size,
): CellPosition | null {
  const toEdge = ctrlKey || metaKey
  if (key === 'ArrowUp') return { row: toEdge ? 0 : row - 1, column }
  if (key === 'ArrowDown') return { row: toEdge ? rows : row + 1, column }
  if (key === 'ArrowLeft') return { row, column: toEdge ? 0 : column - 1 }
  if (key === 'ArrowRight') return { row, column: toEdge ? columns : column + 1 }
  if (key === 'PageUp') return { row: Math.max(0, row - page), column }
  if (key === 'PageDown') return { row: row + page, column }
  if (key === 'Home') return { row: toEdge ? 0 : row, column: 0 }
  return key === 'End' ? { row: toEdge ? rows : row, column: columns } : null
}

/** Where a key goes to from a cell; null where it is none that moves. Never out of the table. */
export function positionAfter(press: KeyPress, from: CellPosition, size: Size): CellPosition | null {
  const to = moved(press, from, size)
  return to && { row: clamp(to.row, -1, size.rows - 1), column: clamp(to.column, 0, size.columns - 1) }
}

/** The cell on which an event was, by what stands at its element; null where it was beside all of them. */
export function positionAt(target: EventTarget): CellPosition | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-position]') : null
  const [row, column] = (cell?.dataset['position'] ?? '').split(':').map(Number)
  return row === undefined || column === undefined ? null : { row, column }
}

/** What `placeOf` reads. */
export function positionText({ row, column }: CellPosition): string {
  return `${row}:${column}`
}
