import type { VirtualItem } from '@tanstack/react-virtual'
import { memo } from 'react'
import { Link } from 'react-router-dom'
import { cellText } from './cellText.ts'
import type { ResultColumn } from './columns.ts'
import { positionText } from './cellPosition.ts'
import classes from './ResultsGrid.module.css'
import { paths } from '#lib/paths.ts'

type Props = {
  /** Position on screen, from 0. */
  index: number
  cells: readonly unknown[] | undefined
  columns: readonly ResultColumn[]
  /** Visible columns; the same array until they change. */
  shown: readonly VirtualItem[]
  start: number
  width: number
  numbersWidth: number
  projectId: string
  activeColumn: number | null
  isOpen: boolean
}

/** Memoized, so that scrolling draws only new rows. */
export const GridRow = memo(function GridRow(props: Props) {
  const { index, cells, columns, shown, start, width, numbersWidth, projectId, activeColumn, isOpen } = props
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={classes['row']}
      data-even={index % 2 === 0 || undefined}
      style={{ width, transform: `translateY(${start}px)` }}
    >
      <div role="rowheader" aria-colindex={1} className={classes['number']} style={{ width: numbersWidth }}>
        {index + 1}
      </div>
      {shown.map((item) => {
        const column = columns[item.index]
        const cell = cells?.[item.index] ?? null
        const { text, hint, tone } = cellText(cell, column?.kind ?? 'text')
        const isActive = activeColumn === item.index
        return (
          <div
            key={item.index}
            role="cell"
            aria-colindex={item.index + 2}
            className={classes['cell']}
            data-position={positionText({ row: index, column: item.index })}
            data-tone={tone}
            data-side={column?.kind === 'number' ? 'right' : undefined}
            data-open={(isActive && isOpen) || undefined}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- Enter opens it
            tabIndex={isActive ? 0 : -1}
            title={hint ?? undefined}
            style={{ width: item.size, left: item.start }}
          >
            {column?.isSession && typeof cell === 'string' && cell !== '' ? (
              <Link to={paths.recording(projectId, cell)} tabIndex={-1}>
                {text}
              </Link>
            ) : (
              text
            )}
          </div>
        )
      })}
    </div>
  )
})
