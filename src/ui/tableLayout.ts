/** Widths that someone chose, in pixels, by the IDs of columns. */
export type ColumnWidths = Readonly<Record<string, number>>

/** What the widths of a table depend on. */
export type SizedColumn = { id: string; width: string; phone?: boolean | string }

/** Widths of the columns for checkboxes and, on a phone, for the rest of a row. */
const checkboxWidth = { wide: 52, phone: 40 }
const moreWidth = 44

/** Below these, columns that take what is left can't be read. In pixels. */
const minFluidWidth = 140
const minTableWidth = 1080

function isFluid({ width }: SizedColumn): boolean {
  return !width.endsWith('px')
}

function pixelsOf(width: string | number | undefined): number {
  if (typeof width === 'number') return width
  return width?.endsWith('px') ? Number.parseFloat(width) : 0
}

/**
 * CSS widths of all columns, from the checkboxes on, and of the table at least. Where someone chose widths, the other fluid
 * columns share the rest, or the last column takes it.
 */
export function tableLayout(
  columns: readonly SizedColumn[],
  { isNarrow, chosen, minWidth = minTableWidth }: { isNarrow: boolean; chosen: ColumnWidths; minWidth?: number | undefined },
): { widths: (string | number | undefined)[]; minWidth: number | undefined } {
  if (isNarrow) {
    const widths = columns.map(({ phone }) => (typeof phone === 'string' ? phone : undefined))
    return { widths: [checkboxWidth.phone, ...widths, moreWidth], minWidth: undefined }
  }
  const last = columns.length - 1
  const isChosen = (column: SizedColumn, index: number) => column.id in chosen && index < last
  if (!columns.some(isChosen)) return { widths: [checkboxWidth.wide, ...columns.map(({ width }) => width)], minWidth }

  const fluid = columns.filter((column, index) => isFluid(column) && !isChosen(column, index))
  const shares = fluid.reduce((sum, { width }) => sum + (Number.parseFloat(width) || 0), 0)
  const widths = columns.map((column, index) => {
    if (isChosen(column, index)) return chosen[column.id]
    if (fluid.length === 0 && index === last) return undefined
    return column.width.endsWith('%') ? `${Math.round((Number.parseFloat(column.width) / shares) * 10_000) / 100}%` : column.width
  })
  const fixed = widths.reduce<number>((sum, width) => sum + pixelsOf(width), 0)
  return {
    widths: [checkboxWidth.wide, ...widths],
    minWidth: Math.max(minWidth, checkboxWidth.wide + fixed + Math.max(1, fluid.length) * minFluidWidth),
  }
}
