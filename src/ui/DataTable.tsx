import { useMediaQuery } from '@mantine/hooks'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import classes from './DataTable.module.css'
import { DataRow } from './DataRow.tsx'
import { focusPager } from './Pager.tsx'

/** A column as data: kept at module scope. `cell` draws one row's value. */
export type Column<Row, Context = undefined> = {
  id: string
  header: string
  cell: (row: Row, context: Context) => ReactNode
  /** Width in CSS; the table's columns never move with what they hold. */
  width: string
  numeric?: boolean
  /** What the server calls this column when it orders by it. */
  order?: string
  /** Stays on a phone; the others open in the row. */
  phone?: boolean
}

export type Ordering = { by: string; direction: 'ascending' | 'descending' }

type Props<Row, Context> = {
  /** Accessible name of the table. */
  caption: string
  columns: Column<Row, Context>[]
  rows: Row[]
  rowId: (row: Row) => string
  /** Names the row for whoever cannot see it: "Ada Lovelace, 3 hr ago". */
  rowName: (row: Row) => string
  context: Context
  ordering: Ordering
  onOrder: (order: string) => void
  /** Whether newer rows are on their way. */
  busy: boolean
}

/** A real table: sticky header, order by header, fixed columns, and three columns on a phone with the rest in the row. */
export function DataTable<Row, Context>(props: Props<Row, Context>) {
  const { caption, columns, rows, rowId, rowName, context, ordering, onOrder, busy } = props
  const isNarrow = useMediaQuery('(max-width: 48em)') ?? false
  const box = useRef<HTMLDivElement>(null)
  const first = rows[0]
  const firstId = first && rowId(first)

  // Talks to the scroll box: new rows start at their top, as a new page does.
  useEffect(() => {
    box.current?.scrollTo({ top: 0 })
  }, [firstId])

  const shown = isNarrow ? columns.filter(({ phone }) => phone) : columns
  const folded = isNarrow ? columns.filter(({ phone }) => !phone) : []
  return (
    <>
      <button type="button" className={classes['skip']} onClick={focusPager}>
        Skip the table
      </button>
      {/* A box that scrolls must be reachable by keyboard (axe: scrollable-region-focusable). */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes['box']} ref={box} tabIndex={0} role="group" aria-label={`${caption}, scrollable`}>
        <table className={classes['table']} aria-busy={busy} data-busy={busy || undefined} data-narrow={isNarrow || undefined}>
          <caption className={classes['caption']}>{caption}</caption>
          <colgroup>
            {shown.map(({ id, width }) => (
              <col key={id} style={{ width: isNarrow ? undefined : width }} />
            ))}
            {isNarrow && <col style={{ width: 52 }} />}
          </colgroup>
          <thead>
            <tr>
              {shown.map((column) => (
                <HeaderCell key={column.id} column={column} ordering={ordering} onOrder={onOrder} />
              ))}
              {isNarrow && (
                <th scope="col">
                  <span className={classes['caption']}>More</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <DataRow key={rowId(row)} row={row} name={rowName(row)} shown={shown} folded={folded} context={context} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

type HeaderProps<Row, Context> = { column: Column<Row, Context>; ordering: Ordering; onOrder: (order: string) => void }

function HeaderCell<Row, Context>({ column, ordering, onOrder }: HeaderProps<Row, Context>) {
  const { header, numeric, order } = column
  const isOrdered = order !== undefined && order === ordering.by
  const Arrow = ordering.direction === 'ascending' ? IconArrowUp : IconArrowDown
  return (
    <th scope="col" data-numeric={numeric || undefined} aria-sort={isOrdered ? ordering.direction : undefined}>
      {order === undefined ? (
        header
      ) : (
        <button type="button" className={classes['order']} data-ordered={isOrdered || undefined} onClick={() => onOrder(order)}>
          {header}
          <Arrow size={13} className={classes['arrow']} aria-hidden />
        </button>
      )}
    </th>
  )
}
