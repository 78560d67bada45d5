import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { VirtualItem } from '@tanstack/react-virtual'
import type { PointerEvent } from 'react'
import { cutText, oneLine } from '#lib/cutText.ts'
import { innerType, type ResultColumn } from './columns.ts'
import { positionText } from './cellPosition.ts'
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx'
import classes from './ResultsGrid.module.css'
import type { Sort } from './useSorting.ts'

type Props = {
  shown: readonly VirtualItem[]
  columns: readonly ResultColumn[]
  sort: Sort | null
  activeColumn: number | null
  width: number
  numbersWidth: number
  onResize: (column: number, width: number) => void
}

export function GridHeader({ shown, columns, sort, activeColumn, width, numbersWidth, onResize }: Props) {
  return (
    <div role="rowgroup" className={classes['head']} style={{ width }}>
      <div role="row" aria-rowindex={1} className={classes['headRow']}>
        <div role="columnheader" aria-colindex={1} className={classes['corner']} style={{ width: numbersWidth }}>
          <VisuallyHidden>Row</VisuallyHidden>
        </div>
        {shown.map((item) => {
          const column = columns[item.index]
          const direction = sort?.column === item.index ? sort.direction : undefined
          const Arrow = direction === 'descending' ? IconArrowDown : IconArrowUp
          return column === undefined ? null : (
            <div
              key={item.index}
              role="columnheader"
              aria-colindex={item.index + 2}
              aria-sort={direction ?? 'none'}
              className={classes['name']}
              data-position={positionText({ row: -1, column: item.index })}
              data-side={column.kind === 'number' ? 'right' : undefined}
              tabIndex={activeColumn === item.index ? 0 : -1}
              title={titleOf(column)}
              style={{ width: item.size, left: item.start }}
            >
              <bdi className={classes['nameText']}>{oneLine(cutText(column.name, 200))}</bdi>
              {direction && <Arrow size={12} aria-hidden />}
              <ResizeEdge size={item.size} onResize={(to) => onResize(item.index, to)} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

function titleOf({ name, type }: ResultColumn): string {
  const facts = [oneLine(cutText(name, 500)), type === null ? null : oneLine(cutText(innerType(type), 200))]
  const hint = 'Click to sort the loaded rows. Press Shift and an arrow key to resize.'
  return `${facts.filter((fact) => fact !== null).join(' · ')}\n${hint}`
}

/** For the pointer only; the keyboard uses Shift with arrow keys. */
function ResizeEdge({ size, onResize }: { size: number; onResize: (width: number) => void }) {
  function begin(event: PointerEvent<HTMLSpanElement>) {
    const from = event.clientX - size
    const edge = event.currentTarget
    edge.setPointerCapture(event.pointerId)
    const move = ({ clientX }: { clientX: number }) => onResize(clientX - from)
    edge.addEventListener('pointermove', move)
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', move), { once: true })
  }
  return <span className={classes['edge']} aria-hidden onPointerDown={begin} onClick={(event) => event.stopPropagation()} />
}
