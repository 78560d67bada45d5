import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import {
  type ComponentType,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  startTransition,
  Suspense,
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { Column } from './column.ts'
import { DataRow } from './DataRow.tsx'
import { VisuallyHidden } from './VisuallyHidden.tsx'
import classes from './DataTable.module.css'
import { ScrollBox } from './ScrollBox.tsx'
import { focusPager } from './Pager.tsx'
import { optional } from './optional.ts'
import { TableFrame, useIsNarrow } from './TableFrame.tsx'
import type { ColumnWidths } from './tableLayout.ts'
import { useTablePlace } from './useTablePlace.ts'

const ColumnEdge = optional(() => import('./ColumnEdge.tsx').then((part) => part.ColumnEdge))

export type Ordering = { by: string; direction: 'ascending' | 'descending' }

/** The selected rows of all pages. The functions must be stable between renders. */
export type RowSelection<Row> = {
  ids: { has: (id: string) => boolean }
  onToggle: (row: Row) => void
  /** Selects or deselects all rows on screen. */
  onToggleAll: (rows: readonly Row[], chosen: boolean) => void
  /** Accessible name of a row's checkbox. */
  label: (row: Row) => string
}

type Widths = { chosen: ColumnWidths; onChange: (column: string, width: number | null) => void }

/** `anchor` is what the menu opens beside. */
export type RowMenuProps<Row> = { row: Row; name: string; anchor: Element; onClose: () => void }

type Props<Row, Context> = {
  /** Accessible name of the table. */
  caption: string
  columns: Column<Row, Context>[]
  rows: Row[]
  rowId: (row: Row) => string
  /** Accessible name of a row: "Ada Lovelace, 3 hr ago". */
  rowName: (row: Row) => string
  /** Must be stable until something in it changes. */
  context: Context
  ordering: Ordering
  onOrder: (order: string) => void
  /** Whether newer rows are loading. */
  busy: boolean
  selection: RowSelection<Row>
  /** The row that is open in the side panel. */
  openId: string | null
  onOpen: (row: Row) => void
  compact: boolean
  /** Called when the pointer or the focus rests on one of the last rows. */
  onLastRows?: (() => void) | undefined
  /** The actions of a row, opened by its button, Shift+F10 or the menu key. May be lazy. */
  RowMenu?: ComponentType<RowMenuProps<Row>>
  /** Shown instead of the table without rows; says why there are none. */
  empty: ReactNode
  /** Minimum width in pixels, below which the table scrolls. Not used on a phone. */
  minWidth?: number
  /** The widths that were chosen for this table, and how to choose others. */
  widths?: Widths
}

/**
 * A table with a sticky header, sorting by header, fixed columns and row selection. On a phone it shows the `phone` columns
 * only.
 */
export function DataTable<Row, Context>(props: Props<Row, Context>) {
  const {
    caption,
    columns,
    rows,
    rowId,
    rowName,
    context,
    busy,
    selection,
    openId,
    compact,
    empty,
    minWidth,
    widths,
    onLastRows,
    RowMenu,
  } = props
  // Rendering 200 rows would block input, so rows are added in batches, one per frame.
  const first = rows[0]
  const firstId = first && rowId(first)
  const box = useRef<HTMLDivElement>(null)
  const place = useTablePlace(box, firstId)
  const seen = place ? rows.findIndex((row) => rowId(row) === place.rowId) + 1 : 0
  const least = place ? Math.max(seen, Math.ceil((place.boxTop + window.innerHeight) / minRowHeight)) : firstBatch
  const rendered = useRenderedCount(rows.length, firstId, least)
  const isDrawing = rendered < rows.length
  const lastRows = useLastRows(firstId, rows.length, onLastRows)
  const isNarrow = useIsNarrow()
  const [chosenWidths, resize] = useDraggedWidths(widths)
  const { openRow, toggle } = useRowActions(props)
  const [menu, setMenu] = useState<{ row: Row; anchor: Element } | null>(null)
  const menuHandlers = useMenuHandlers((id, anchor) => {
    const row = rows.find((one) => rowId(one) === id)
    if (row) setMenu({ row, anchor })
  })

  // Rows are memoized, so their props must be stable.
  const shown = useMemo(() => (isNarrow ? columns.filter(({ phone }) => phone) : columns), [columns, isNarrow])
  const moreColumns = useMemo(() => (isNarrow ? columns.filter(({ phone }) => !phone) : []), [columns, isNarrow])
  if (first === undefined) return <ScrollBox fills>{empty}</ScrollBox>
  return (
    <>
      <button type="button" className={classes['skip']} onClick={focusPager}>
        Skip table
      </button>
      <ScrollBox fills ref={box} label={`${caption}, scrollable`}>
        <TableFrame
          caption={caption}
          columns={shown}
          isNarrow={isNarrow}
          compact={compact}
          chosenWidths={chosenWidths}
          minWidth={minWidth}
          aria-busy={busy || isDrawing}
          data-busy={busy || undefined}
        >
          <TableHead {...props} shown={shown} isNarrow={isNarrow} onResize={resize} />
          <tbody {...lastRows} {...(RowMenu && menuHandlers)}>
            {rows.slice(0, rendered).map((row) => {
              const id = rowId(row)
              return (
                <DataRow
                  key={id}
                  id={id}
                  row={row}
                  name={rowName(row)}
                  shown={shown}
                  moreColumns={moreColumns}
                  context={context}
                  chosen={selection.ids.has(id)}
                  checkboxLabel={selection.label(row)}
                  onToggle={toggle}
                  open={id === openId}
                  onOpen={openRow}
                  hasMenu={RowMenu !== undefined && !isNarrow}
                />
              )
            })}
          </tbody>
        </TableFrame>
      </ScrollBox>
      {menu && RowMenu && (
        <Suspense>
          <RowMenu key={rowId(menu.row)} {...menu} name={rowName(menu.row)} onClose={() => setMenu(null)} />
        </Suspense>
      )}
    </>
  )
}

type HeadProps<Row, Context> = Props<Row, Context> & {
  shown: readonly Column<Row, Context>[]
  isNarrow: boolean
  onResize: (column: string, width: number | null, isDone: boolean) => void
}

function TableHead<Row, Context>({ shown, isNarrow, onResize, ...props }: HeadProps<Row, Context>) {
  const { rows, rowId, selection, ordering, onOrder, widths } = props
  const [wantsEdges, setWantsEdges] = useState(false) // their code is not loaded before
  const wantEdges = { onPointerEnter: () => setWantsEdges(true), onFocus: () => setWantsEdges(true) }
  const hasEdges = widths !== undefined && wantsEdges && !isNarrow
  return (
    <thead {...wantEdges}>
      <tr>
        <th scope="col" className={classes['choose']}>
          <PageCheckbox rows={rows} rowId={rowId} selection={selection} />
        </th>
        {shown.map((column) => (
          <HeaderCell key={column.id} column={column} ordering={ordering} onOrder={onOrder}>
            {hasEdges && column !== shown.at(-1) && (
              <Suspense>
                <ColumnEdge header={column.header} onResize={(width, isDone) => onResize(column.id, width, isDone)} />
              </Suspense>
            )}
          </HeaderCell>
        ))}
        {isNarrow && (
          <th scope="col">
            <VisuallyHidden>More</VisuallyHidden>
          </th>
        )}
      </tr>
    </thead>
  )
}

/** Stable functions for the memoized rows, which always use the current props. */
function useRowActions<Row, Context>({ rows, rowId, selection, onOpen }: Props<Row, Context>) {
  const latest = useRef({ rows, rowId, selection, onOpen })
  useEffect(() => {
    latest.current = { rows, rowId, selection, onOpen }
  })
  const anchorId = useRef<string>(null)

  const openRow = useCallback((row: Row) => latest.current.onOpen(row), [])
  /** With Shift, the rows from the last chosen one to this one follow it. */
  const toggle = useCallback((row: Row, isRange: boolean) => {
    const { rows: all, rowId: idOf, selection: now } = latest.current
    const id = idOf(row)
    const ends = [anchorId.current, id].map((end) => all.findIndex((one) => idOf(one) === end))
    anchorId.current = id
    if (!isRange || ends.includes(-1)) now.onToggle(row)
    else now.onToggleAll(all.slice(Math.min(...ends), Math.max(...ends) + 1), !now.ids.has(id))
  }, [])
  return { openRow, toggle }
}

/** A width that is being dragged is not yet saved. */
function useDraggedWidths(widths: Widths | undefined) {
  const [dragged, setDragged] = useState<ColumnWidths>({})
  function resize(column: string, width: number | null, isDone: boolean) {
    setDragged(isDone || width === null ? {} : { [column]: width })
    if (isDone) widths?.onChange(column, width)
  }
  return [{ ...widths?.chosen, ...dragged }, resize] as const
}

/** One set for all rows: a press on a row's button, and the keys for menus anywhere in a row. */
function useMenuHandlers(onMenu: (rowId: string, anchor: Element) => void) {
  function open(event: { target: EventTarget; preventDefault: () => void }, within: string) {
    const target = event.target instanceof Element ? event.target : null
    const row = target?.closest<HTMLElement>('tr[data-row]')
    if (!target?.closest(within) || !row) return
    event.preventDefault()
    onMenu(row.dataset['row'] ?? '', row.querySelector('[data-menu]') ?? row)
  }
  return {
    onClick: (event: MouseEvent) => open(event, '[data-menu]'),
    onContextMenu: (event: MouseEvent) => event.button !== 2 && open(event, 'tr'), // the mouse has the browser's own menu
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) open(event, 'tr')
    },
  }
}

/** About as many rows as are visible. */
const firstBatch = 10

/** Of a compact row, in pixels. */
const minRowHeight = 32

/** Rows added per frame: few enough to lay out within one or two frames. */
const batchSize = 20

/** How many rows to render by now, `least` at first. Starts over when the first row changes, which means another page. */
function useRenderedCount(count: number, firstId: string | undefined, least: number): number {
  const [progress, setProgress] = useState({ firstId, rendered: least })
  if (progress.firstId !== firstId) setProgress({ firstId, rendered: least })
  const { rendered } = progress
  // Adds the next batch once the previous one was painted.
  useEffect(() => {
    if (rendered >= count) return
    const frame = requestAnimationFrame(() => startTransition(() => setProgress({ firstId, rendered: rendered + batchSize })))
    return () => cancelAnimationFrame(frame)
  }, [count, firstId, rendered])
  return rendered
}

const lastRowCount = 3
const lastRowsMs = 300

/** Handlers that call `onLastRows` once per page when the pointer or the focus rests on the last rows. */
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

type HeaderProps<Row, Context> = {
  column: Column<Row, Context>
  ordering: Ordering
  onOrder: (order: string) => void
  children: ReactNode
}

function HeaderCell<Row, Context>({ column, ordering, onOrder, children }: HeaderProps<Row, Context>) {
  const { header, numeric, order } = column
  const isOrdered = order !== undefined && order === ordering.by
  const Arrow = ordering.direction === 'ascending' ? IconArrowUp : IconArrowDown
  return (
    <th
      scope="col"
      aria-label={header} // without that of its edge
      data-numeric={numeric || undefined}
      aria-sort={isOrdered ? ordering.direction : undefined}
    >
      {order === undefined ? (
        header
      ) : (
        <button type="button" className={classes['order']} data-ordered={isOrdered || undefined} onClick={() => onOrder(order)}>
          {header}
          <Arrow size={13} className={classes['arrow']} aria-hidden />
        </button>
      )}
      {children}
    </th>
  )
}
