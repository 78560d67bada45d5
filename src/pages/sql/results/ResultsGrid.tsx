import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, type RefObject, useCallback, useLayoutEffect, useRef } from 'react'
import type { SqlAnswer } from '#api/sql/sqlAnswer.ts'
import type { ResultColumn } from './columns.ts'
import { minWidth, maxWidth } from './columnWidths.ts'
import { GridHeader } from './GridHeader.tsx'
import { GridRow } from './GridRow.tsx'
import { type CellPosition, positionAfter, positionAt, positionText } from './cellPosition.ts'
import classes from './ResultsGrid.module.css'
import type { Sorting } from './useSorting.ts'

const rowHeight = 32
const headHeight = 36
const resizeStep = 24

type Props = {
  rows: SqlAnswer['rows']
  columns: readonly ResultColumn[]
  /** Initial widths in pixels. */
  widths: readonly number[]
  sorting: Sorting
  projectId: string
  active: CellPosition
  isOpen: boolean
  onMove: (position: CellPosition) => void
  /** `byKey`: move the focus too. */
  onOpen: (position: CellPosition, byKey: boolean) => void
  onCopy: (position: CellPosition) => void
}

/** Visible items plus the focused one, which would lose focus if it were removed. */
function useRangeIncluding(index: number) {
  return useCallback(
    (range: Range) => {
      const shown = defaultRangeExtractor(range)
      if (index < 0 || index >= range.count || shown.includes(index)) return shown
      return index < (shown[0] ?? 0) ? [index, ...shown] : [...shown, index]
    },
    [index],
  )
}

function useGrid(box: RefObject<HTMLDivElement | null>, { rows, widths, active }: Props) {
  const numbersWidth = 28 + String(rows.length).length * 8
  // oxlint-disable-next-line react/incompatible-library -- no compiler runs here
  const down = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: useCallback(() => rowHeight, []),
    overscan: 4,
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
    rangeExtractor: useRangeIncluding(active.row),
  })
  const across = useVirtualizer({
    count: widths.length,
    horizontal: true,
    getScrollElement: () => box.current,
    estimateSize: useCallback((column: number) => widths[column] ?? minWidth, [widths]),
    overscan: 2,
    paddingStart: numbersWidth,
    scrollPaddingStart: numbersWidth,
    rangeExtractor: useRangeIncluding(active.column),
  })
  const resize = useCallback(
    (column: number, to: number) => across.resizeItem(column, Math.max(minWidth, Math.min(maxWidth, to))),
    [across],
  )

  function widthOf(column: number): number {
    return across.measurementsCache[column]?.size ?? minWidth
  }

  return { down, across, numbersWidth, resize, widthOf }
}

/**
 * Draws only visible rows and columns and reports the full size to screen readers. Arrow keys, Home, End and Page keys move;
 * Enter opens a cell or sorts a column.
 */
export function ResultsGrid(props: Props) {
  const { rows, columns, sorting, projectId, active, isOpen, onMove, onOpen, onCopy } = props
  const box = useRef<HTMLDivElement>(null)
  const { down, across, numbersWidth, resize, widthOf } = useGrid(box, props)
  const shown = across.getVirtualItems()
  const width = across.getTotalSize()
  const visibleRows = down.getVirtualItems()

  // Moves the focus to the active cell.
  useLayoutEffect(() => {
    if (!box.current?.contains(document.activeElement)) return
    box.current.querySelector<HTMLElement>(`[data-position="${positionText(active)}"]`)?.focus({ preventScroll: true })
  }, [active])

  function handleKey(event: KeyboardEvent): boolean {
    if (active.row < 0 && event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      resize(active.column, widthOf(active.column) + (event.key === 'ArrowLeft' ? -resizeStep : resizeStep))
      return true
    }
    if (event.key === 'Enter' || event.key === ' ') {
      if (active.row < 0) sorting.toggle(active.column)
      else onOpen(active, true)
      return true
    }
    const isCopy = (event.ctrlKey || event.metaKey) && event.key === 'c' && getSelection()?.isCollapsed !== false
    if (isCopy && active.row >= 0) {
      onCopy(active)
      return true
    }
    const page = Math.max(1, Math.floor(((box.current?.clientHeight ?? 0) - headHeight) / rowHeight) - 1)
    const to = positionAfter(event, active, { rows: rows.length, columns: columns.length, page })
    if (to === null || event.shiftKey || event.altKey) return false
    if (to.row >= 0) down.scrollToIndex(to.row)
    across.scrollToIndex(to.column)
    onMove(to)
    return true
  }

  function onKeyDown(event: KeyboardEvent) {
    if (positionAt(event.target) !== null && handleKey(event)) event.preventDefault()
  }

  function onClick(event: MouseEvent) {
    const position = positionAt(event.target)
    if (position === null || (event.target instanceof Element && event.target.closest('a'))) return
    if (position.row >= 0) return onOpen(position, false)
    onMove(position)
    sorting.toggle(position.column)
  }

  return (
    <div ref={box} className={classes['box']} style={{ maxHeight: down.getTotalSize() + 20 }}>
      {/* Its cells have the focus and are pressed; the table listens for all of them. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        role="table"
        aria-label="Results"
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 1}
        aria-busy={sorting.isBusy}
        className={classes['table']}
        style={{ width, height: down.getTotalSize() }}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <GridHeader
          shown={shown}
          columns={columns}
          sort={sorting.sort}
          activeColumn={active.row < 0 ? active.column : null}
          width={width}
          numbersWidth={numbersWidth}
          onResize={resize}
        />
        <div role="rowgroup">
          {visibleRows.map(({ index, start }) => (
            <GridRow
              key={index === active.row ? `active ${index}` : index % visibleRows.length}
              index={index}
              cells={rows[sorting.order?.[index] ?? index]}
              columns={columns}
              shown={shown}
              start={start}
              width={width}
              numbersWidth={numbersWidth}
              projectId={projectId}
              activeColumn={active.row === index ? active.column : null}
              isOpen={isOpen && active.row === index}
            />
          ))}
        </div>
      </div>
    </div>
  )
}
