import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { memo, type MouseEvent, useId, useState } from 'react'
import classes from './DataTable.module.css'
import type { Column } from './column.ts'
import { IconButton } from './Button.tsx'

type Props<Row, Context> = {
  id: string
  row: Row
  name: string
  shown: Column<Row, Context>[]
  /** Columns that open below the row on a phone. */
  moreColumns: Column<Row, Context>[]
  context: Context
  chosen: boolean
  checkboxLabel: string
  /** `isRange`: with Shift, up to this row. */
  onToggle: (row: Row, isRange: boolean) => void
  open: boolean
  onOpen: (row: Row) => void
  /** Whether its last cell has the button that `DataTable` opens the menu for. */
  hasMenu: boolean
}

/** Ignores clicks on controls and at the end of a text selection. */
function isForRow({ target }: MouseEvent): boolean {
  const isControl = target instanceof Element && target.closest('a, button, input, label') !== null
  return !isControl && (window.getSelection()?.isCollapsed ?? true)
}

/** A plain click on a link marked `data-row-link` opens the row; with a modifier it opens a tab or window. */
function isPlainClickOnRowLink({ target, ctrlKey, metaKey, shiftKey, button }: MouseEvent): boolean {
  const isLink = target instanceof Element && target.closest('a[data-row-link]') !== null
  return isLink && button === 0 && !ctrlKey && !metaKey && !shiftKey
}

function PlainDataRow<Row, Context>(props: Props<Row, Context>) {
  const { id, row, name, shown, moreColumns, context, chosen, checkboxLabel, onToggle, open, onOpen, hasMenu } = props
  const [isExpanded, setExpanded] = useState(false)
  const detailsId = useId()
  const Chevron = isExpanded ? IconChevronUp : IconChevronDown
  return (
    <>
      {/* The mouse may press anywhere; the keyboard has the row's link and its keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events */}
      <tr
        tabIndex={-1}
        data-row={id}
        data-chosen={chosen || undefined}
        data-open={open || undefined}
        onClickCapture={(event) => {
          if (!isPlainClickOnRowLink(event)) return
          event.preventDefault() // the link is for new tabs; here the row opens in the side panel
          event.stopPropagation()
          onOpen(row)
        }}
        onClick={(event) => isForRow(event) && onOpen(row)}
      >
        <td className={classes['choose']}>
          <input
            type="checkbox"
            className={classes['checkbox']}
            aria-label={checkboxLabel}
            checked={chosen}
            onChange={({ nativeEvent }) => onToggle(row, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
          />
        </td>
        {shown.map((column, index) => {
          const empty = column.empty?.(row)
          return (
            <td
              key={column.id}
              data-numeric={column.numeric || undefined}
              data-tone={empty ? 'quiet' : column.tone?.(row)}
              title={empty?.meaning}
            >
              {empty ? empty.mark : column.cell(row, context)}
              {hasMenu && index === shown.length - 1 && (
                <button type="button" data-menu aria-haspopup="menu" aria-label={`Actions for ${name}`} />
              )}
            </td>
          )
        })}
        {moreColumns.length > 0 && (
          <td className={classes['more']}>
            <IconButton
              aria-label={`${isExpanded ? 'Less' : 'More'} about ${name}`}
              aria-expanded={isExpanded}
              aria-controls={detailsId}
              onClick={() => setExpanded(!isExpanded)}
            >
              <Chevron size={16} aria-hidden />
            </IconButton>
          </td>
        )}
      </tr>
      {isExpanded && moreColumns.length > 0 && (
        <tr id={detailsId} className={classes['folded']}>
          <td colSpan={shown.length + 2}>
            <dl>
              {moreColumns.map((column) => {
                const empty = column.empty?.(row)
                return (
                  <div key={column.id}>
                    <dt>{column.header}</dt>
                    <dd data-tone={empty ? 'quiet' : column.tone?.(row)} title={empty?.meaning}>
                      {empty ? empty.mark : column.cell(row, context)}
                    </dd>
                  </div>
                )
              })}
            </dl>
          </td>
        </tr>
      )}
    </>
  )
}

/** Memoized, so that 200 rows stay fast. */
// memo() loses the type parameters.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const DataRow = memo(PlainDataRow) as typeof PlainDataRow
