import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import classes from './ColumnEdge.module.css'

const limits = { min: 48, max: 1200 }
const step = 16

type Props = {
  header: string
  /** `isDone` is false while a pointer still drags it; null stands for the column's own width. */
  onResize: (width: number | null, isDone: boolean) => void
}

/** The right edge of a column's header, which is dragged or moved with the arrow keys. Enter or a double click resets it. */
export function ColumnEdge({ header, onResize }: Props) {
  const edge = useRef<HTMLDivElement>(null)
  const [shown, setShown] = useState(0)
  const drag = useRef<{ offset: number; width: number | null } | null>(null)

  const cell = () => edge.current?.closest('th')?.getBoundingClientRect() ?? new DOMRect()
  useEffect(() => {
    const cellOfEdge = edge.current?.closest('th')
    if (!cellOfEdge) return
    const observer = new ResizeObserver(() => setShown(Math.round(cellOfEdge.offsetWidth)))
    observer.observe(cellOfEdge)
    return () => observer.disconnect()
  }, [])

  const bounded = (next: number) => Math.round(Math.max(limits.min, Math.min(limits.max, next)))

  function press(event: KeyboardEvent) {
    const by = { ArrowLeft: -step, ArrowRight: step }[event.key]
    if (by !== undefined) onResize(bounded(cell().width + by), true)
    else if (event.key === 'Enter') onResize(null, true)
    else return
    event.preventDefault()
  }

  function grab(event: PointerEvent<HTMLDivElement>) {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { offset: event.clientX - cell().right, width: null }
  }

  // Other columns give way too, so the edge follows the pointer rather than the distance.
  function move(event: PointerEvent) {
    const { current } = drag
    if (!current) return
    const distance = event.clientX - current.offset - cell().right
    if (distance === 0) return
    current.width = bounded((current.width ?? cell().width) + distance)
    onResize(current.width, false)
  }

  function release() {
    const { current } = drag
    drag.current = null
    if (current?.width) onResize(current.width, true)
  }

  return (
    // A separator that can be moved is a control (WAI-ARIA), which the linter doesn't know.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex
    <div
      ref={edge}
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${header}`}
      aria-valuenow={shown}
      aria-valuemin={limits.min}
      aria-valuemax={limits.max}
      aria-valuetext={`${shown} pixels`}
      title="Drag to resize, double-click to reset"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
      tabIndex={0}
      className={classes['edge']}
      onKeyDown={press}
      onPointerDown={grab}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={release}
      onDoubleClick={() => onResize(null, true)}
    />
  )
}
