import { IconArrowDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './TableSkeleton.module.css'
import tableClasses from './DataTable.module.css'
import type { Column } from './column.ts'
import { TableFrame, useIsNarrow } from './TableFrame.tsx'
import type { ColumnWidths } from './tableLayout.ts'
import { VisuallyHidden } from './VisuallyHidden.tsx'

const rows = Array.from({ length: 14 }, (_, row) => row)

/** Has the shape of `children`, or of any list. Appears after 150 ms, so that a fast response doesn't flash. */
export function TableSkeleton({ label, children }: { label: string; children?: ReactNode }) {
  return (
    <div className={classes['skeleton']} role="status" aria-label={label}>
      <div aria-hidden inert>
        {children ??
          rows.map((row) => (
            <div key={row} className={classes['row']}>
              <Bar size="s" />
              <Bar size={row % 3 === 0 ? 'l' : 'm'} />
              <Bar size="s" />
              <Bar size={row % 2 === 0 ? 'xl' : 'l'} />
            </div>
          ))}
      </div>
    </div>
  )
}

function Bar({ size }: { size: 's' | 'm' | 'l' | 'xl' | 'cell' }) {
  return <i className={classes['bar']} data-size={size} />
}

type Cell = 'text' | 'number' | 'empty'

/** The body of a skeleton, with these cells in each row. */
export function SkeletonRows({ cells }: { cells: readonly Cell[] }) {
  return (
    <tbody>
      {rows.map((row) => (
        <tr key={row}>
          {Array.from(cells, (cell, place) => (
            <td key={place} data-numeric={cell === 'number' || undefined}>
              {cell !== 'empty' && <Bar size="cell" />}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}

type ShapeProps<Row, Context> = {
  columns: readonly Column<Row, Context>[]
  widths: { chosen: ColumnWidths }
  compact?: boolean
  minWidth?: number
}

/** The skeleton of a `DataTable` with the same columns. */
export function DataTableShape<Row, Context>({ columns, widths, compact = false, minWidth }: ShapeProps<Row, Context>) {
  const isNarrow = useIsNarrow()
  const shown = isNarrow ? columns.filter(({ phone }) => phone) : columns
  return (
    <TableFrame caption="" columns={shown} isNarrow={isNarrow} compact={compact} chosenWidths={widths.chosen} minWidth={minWidth}>
      <thead>
        <tr>
          <th>
            <VisuallyHidden>Select</VisuallyHidden>
          </th>
          {shown.map(({ id, header, numeric, order }) => (
            <th key={id} data-numeric={numeric || undefined}>
              {order === undefined ? (
                header
              ) : (
                <span className={tableClasses['order']}>
                  {header}
                  <IconArrowDown size={13} className={tableClasses['arrow']} />
                </span>
              )}
            </th>
          ))}
          {isNarrow && (
            <th>
              <VisuallyHidden>More</VisuallyHidden>
            </th>
          )}
        </tr>
      </thead>
      <SkeletonRows
        cells={[
          'empty',
          ...shown.map(({ numeric }) => (numeric ? ('number' as const) : ('text' as const))),
          ...(isNarrow ? ['empty' as const] : []),
        ]}
      />
    </TableFrame>
  )
}
