import { useMediaQuery } from '@mantine/hooks'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { type ReactNode, startTransition, useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { DataRow } from './DataRow.tsx'
import classes from './DataTable.module.css'
import type { EmptyReason } from './EmptyValue.tsx'
import { focusPager } from './Pager.tsx'

/** A column as data: kept at module scope. `cell` draws one row's value. */
export type Column<Row, Context = undefined> = {
  id: string
  header: string
  cell: (row: Row, context: Context) => ReactNode
  /** Width in CSS; the table's columns never move with what they hold. */
  width: string
  /** Where there is nothing to read: a mark of the cell's own, which takes no element. */
  empty?: (row: Row) => EmptyReason | null
  /** The color of a cell that is text alone. */
  tone?: (row: Row) => 'success' | 'quiet'
  numeric?: boolean
  /** What the server calls this column when it orders by it. */
  order?: string
  /** Stays on a phone, so wide where it says so; the others open in the row. */
  phone?: boolean | string
}

export type Ordering = { by: string; direction: 'ascending' | 'descending' }

/** Which rows are chosen, over all pages, and how to choose others. The functions must stay the same between renders. */
export type RowSelection<Row> = {
  ids: { has: (id: string) => boolean }
  onToggle: (row: Row) => void
  /** Chooses all rows on screen, or none of them. */
  onToggleAll: (rows: readonly Row[], chosen: boolean) => void
  /** Accessible name of a row's checkbox. */
  label: (row: Row) => string
}

type Props<Row, Context> = {
  /** Accessible name of the table. */
  caption: string
  columns: Column<Row, Context>[]
  rows: Row[]
  rowId: (row: Row) => string
  /** Names the row for whoever cannot see it: "Ada Lovelace, 3 hr ago". */
  rowName: (row: Row) => string
  /** The same object until something in it changes. */
  context: Context
  ordering: Ordering
  onOrder: (order: string) => void
  /** Whether newer rows are on their way. */
  busy: boolean
  selection: RowSelection<Row>
  /** The row that is open at the side, and how to open one. */
  openId: string | null
  onOpen: (row: Row) => void
  compact: boolean
  /** Somebody has come to the last rows and stays there. */
  onLastRows?: (() => void) | undefined
  /** How wide all columns are at least, in pixels; the table scrolls in its box below that. Never on a phone. */
  minWidth?: number
}

/** A real table: sticky header, order by header, fixed columns, chosen rows, and three columns on a phone with the rest in the row. */
export function DataTable<Row, Context>(props: Props<Row, Context>) {
  const {
    caption,
    columns,
    rows,
    rowId,
    rowName,
    context,
    ordering,
    onOrder,
    busy,
    selection,
    openId,
    onOpen,
    compact,
    minWidth,
    onLastRows,
  } = props
  // 200 rows take longer to draw than a key press may wait, so they take their places some a frame.
  const first = rows[0]
  const firstId = first && rowId(first)
  const rendered = useRenderedCount(rows.length, firstId)
  const isDrawing = rendered < rows.length
  const lastRows = useLastRows(firstId, rows.length, onLastRows)
  const isNarrow = useMediaQuery('(max-width: 48em)') ?? false
  const box = useRef<HTMLDivElement>(null)

  // Talks to the scroll box: new rows start at their top, as a new page does; in the next frame, which lays them out anyway.
  useEffect(() => {
    const frame = requestAnimationFrame(() => box.current?.scrollTo({ top: 0 }))
    return () => cancelAnimationFrame(frame)
  }, [firstId])

  // Talks to nobody: keeps what a press does up to date without drawing every row again.
  const latestOpen = useRef(onOpen)
  useEffect(() => {
    latestOpen.current = onOpen
  })
  const openRow = useCallback((row: Row) => latestOpen.current(row), [])

  // Rows are drawn again only when something of theirs changes, so what they get has to stay the same.
  const shown = useMemo(() => (isNarrow ? columns.filter(({ phone }) => phone) : columns), [columns, isNarrow])
  const folded = useMemo(() => (isNarrow ? columns.filter(({ phone }) => !phone) : []), [columns, isNarrow])
  return (
    <>
      <button type="button" className={classes['skip']} onClick={focusPager}>
        Skip table
      </button>
      {/* A box that scrolls must be reachable by keyboard (axe: scrollable-region-focusable). */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes['box']} ref={box} tabIndex={0} role="group" aria-label={`${caption}, scrollable`}>
        <table
          className={classes['table']}
          aria-busy={busy || isDrawing}
          data-busy={busy || undefined}
          data-narrow={isNarrow || undefined}
          data-compact={compact || undefined}
          style={{ minWidth: isNarrow ? undefined : minWidth }}
        >
          <caption className={classes['caption']}>{caption}</caption>
          <colgroup>
            <col style={{ width: isNarrow ? 40 : 52 }} />
            {shown.map(({ id, width, phone }) => (
              <col key={id} style={{ width: isNarrow ? (typeof phone === 'string' ? phone : undefined) : width }} />
            ))}
            {isNarrow && <col style={{ width: 44 }} />}
          </colgroup>
          <thead>
            <tr>
              <th scope="col" className={classes['choose']}>
                <PageCheckbox rows={rows} rowId={rowId} selection={selection} />
              </th>
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
          <tbody {...lastRows}>
            {rows.slice(0, rendered).map((row) => {
              const id = rowId(row)
              return (
                <DataRow
                  key={id}
                  id={id}
                  row={row}
                  name={rowName(row)}
                  shown={shown}
                  folded={folded}
                  context={context}
                  chosen={selection.ids.has(id)}
                  chooseLabel={selection.label(row)}
                  onToggle={selection.onToggle}
                  open={id === openId}
                  onOpen={openRow}
                />
              )
            })}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** Rows that take their places first: about those in sight. */
const firstBatch = 10

/** Rows that take their places in each frame after that: so few that laying them out fits in a frame or two. */
const batchSize = 20

/** How many of the rows are in their places. It begins anew with another first row: then another page is shown. */
function useRenderedCount(count: number, firstId: string | undefined): number {
  const [progress, setProgress] = useState({ firstId, rendered: firstBatch })
  const rendered = progress.firstId === firstId ? progress.rendered : firstBatch
  // Talks to the display: the next ones come once those before have been painted.
  useEffect(() => {
    if (rendered >= count) return
    const frame = requestAnimationFrame(() => startTransition(() => setProgress({ firstId, rendered: rendered + batchSize })))
    return () => cancelAnimationFrame(frame)
  }, [count, firstId, rendered])
  return rendered
}

const lastRowCount = 3
const lastRowsMs = 300

/** Handlers that hear of a pointer or focus that rests on the last rows, once for each page. */
function useLastRows(page: string | undefined, count: number, onLastRows: (() => void) | undefined) {
  const [isOnLastRows, setOnLastRows] = useState(false)
  const notify = useEffectEvent(() => onLastRows?.())
  useEffect(() => {
    if (!isOnLastRows || page === undefined) return
    const timer = setTimeout(notify, lastRowsMs)
    return () => clearTimeout(timer)
  }, [isOnLastRows, page])
  const track = ({ target }: { target: EventTarget }) => {
    const row = target instanceof Element ? target.closest('tr') : null
    setOnLastRows(row !== null && row.sectionRowIndex >= count - lastRowCount)
  }
  return { onPointerOver: track, onFocus: track, onPointerLeave: () => setOnLastRows(false), onBlur: () => setOnLastRows(false) }
}

type PageProps<Row> = { rows: readonly Row[]; rowId: (row: Row) => string; selection: RowSelection<Row> }

function PageCheckbox<Row>({ rows, rowId, selection }: PageProps<Row>) {
  const chosen = rows.filter((row) => selection.ids.has(rowId(row))).length
  const isAll = rows.length > 0 && chosen === rows.length
  return (
    <input
      type="checkbox"
      className={classes['checkbox']}
      aria-label="Select this page"
      checked={isAll}
      ref={(input) => {
        if (input) input.indeterminate = chosen > 0 && !isAll // no attribute exists for it
      }}
      onChange={() => selection.onToggleAll(rows, !isAll)}
    />
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
