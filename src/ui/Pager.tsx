import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { nextSlice, pageSizes, previousSlice, rangeText, readSlice, type Rows, type Slice } from '#lib/slice.ts'
import { Select } from './Select.tsx'
import { useHoverIntent } from './useHoverIntent.ts'
import classes from './Pager.module.css'
import { Button } from './Button.tsx'

type Props = {
  slice: Slice
  /** The rows on screen; undefined before the first answer. */
  rows: Rows<unknown> | undefined
  /** Whether what is on screen still belongs to the slice before. */
  stale: boolean
  onSlice: (slice: Slice) => void
  /** Somebody is about to go on: a moment before they press. The same function as long as it does the same. */
  onIntent?: ((slice: Slice) => void) | undefined
}

/** Passing over a button is quicker than this; in milliseconds. */
const intentMs = 80

const pagerId = 'pager'

/** For whoever uses the keyboard and does not want to walk through every row: on to the controls below them. */
export function focusPager() {
  document.querySelector<HTMLElement>(`#${pagerId} select`)?.focus()
}

/** A press counts from the address: what it says by now may not be drawn yet. */
function sliceNow(): Slice {
  return readSlice(new URLSearchParams(window.location.search))
}

/** The only thing that moves the slice, which stands in the address as `limit` and `offset`. */
export function Pager({ slice, rows, stale, onSlice, onIntent }: Props) {
  const hasNext = rows?.hasMore === true && !stale
  const nextOffset = hasNext ? nextSlice(slice).offset : null
  const intent = useHoverIntent(nextOffset, intentMs, (offset) => onIntent?.({ ...slice, offset }))

  function goOn() {
    const next = nextSlice(sliceNow())
    if (next.offset < (rows?.total ?? Infinity)) onSlice(next)
  }

  return (
    <nav id={pagerId} className={classes['pager']} aria-label="Pagination">
      <span className={classes['range']} role="status">
        {rows && !stale ? rangeText(slice, rows.rows.length + rows.unreadable, rows.total) : ' '}
      </span>
      <Select
        aria-label="Rows per page"
        options={pageSizes.map((size) => ({ value: String(size), label: `${size} per page` }))}
        value={String(slice.limit)}
        onChange={(size) => onSlice({ limit: Number(size), offset: 0 })}
      />
      <Button
        variant="default"
        leftSection={<IconChevronLeft size={14} aria-hidden />}
        disabled={slice.offset === 0}
        onClick={() => onSlice(previousSlice(sliceNow()))}
      >
        Previous page
      </Button>
      <Button
        variant="default"
        rightSection={<IconChevronRight size={14} aria-hidden />}
        // Not disabled while rows are on their way, which would take the focus from whoever presses it again and again.
        disabled={!hasNext && !stale}
        aria-disabled={stale}
        onClick={() => hasNext && goOn()}
        {...intent}
      >
        Next page
      </Button>
    </nav>
  )
}
