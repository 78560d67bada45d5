/** `row` -1 is the header. */
export type CellPosition = { row: number; column: number }

type Size = {
  rows: number
  columns: number
  /** Rows per Page key. */
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

/** The cell that a key moves to, inside the table; null for other keys. */
export function positionAfter(press: KeyPress, from: CellPosition, size: Size): CellPosition | null {
  const to = moved(press, from, size)
  return to && { row: clamp(to.row, -1, size.rows - 1), column: clamp(to.column, 0, size.columns - 1) }
}

/** The cell of an event target; null outside of cells. */
export function positionAt(target: EventTarget): CellPosition | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-position]') : null
  const [row, column] = (cell?.dataset['position'] ?? '').split(':').map(Number)
  return row === undefined || column === undefined ? null : { row, column }
}

/** Read by `positionAt`. */
export function positionText({ row, column }: CellPosition): string {
  return `${row}:${column}`
}
