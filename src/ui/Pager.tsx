import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { nextSlice, pageSizes, previousSlice, rangeText, readSlice, type Rows, type Slice } from '#lib/slice.ts'
import { Select } from './Select.tsx'
import { useHoverIntent } from './useHoverIntent.ts'
import { Row, Text } from './layout.tsx'
import classes from './Pager.module.css'
import { Button } from './Button.tsx'

type Props = {
  slice: Slice
  /** The rows on screen; undefined while the first page loads. */
  rows: Rows<unknown> | undefined
  /** Whether the rows still belong to the previous slice. */
  stale: boolean
  onSlice: (slice: Slice) => void
  /** Called shortly before a likely press on Next. Must be stable. */
  onIntent?: ((slice: Slice) => void) | undefined
}

/** A pointer that only passes over the button is faster. In milliseconds. */
const intentMs = 80

const pagerId = 'pager'

/** Lets keyboard users skip the rows. */
export function focusPager() {
  document.querySelector<HTMLElement>(`#${pagerId} select`)?.focus()
}

/** The URL may be ahead of the last render. */
function sliceNow(): Slice {
  return readSlice(new URLSearchParams(window.location.search))
}

/** Changes the slice, which is `limit` and `offset` in the URL. */
export function Pager({ slice, rows, stale, onSlice, onIntent }: Props) {
  const hasNext = rows?.hasMore === true && !stale
  const nextOffset = hasNext ? nextSlice(slice).offset : null
  const intent = useHoverIntent(nextOffset, intentMs, (offset) => onIntent?.({ ...slice, offset }))

  function goOn() {
    const next = nextSlice(sliceNow())
    if (next.offset < (rows?.total ?? Infinity)) onSlice(next)
  }

  return (
    <Row as="nav" wrap fixed id={pagerId} className={classes['pager']} aria-label="Pagination">
      <Text as="span" size="sm" tone="dimmed" numeric className={classes['range']} role="status">
        {rows && !stale ? rangeText(slice, rows.rows.length + rows.unreadable, rows.total) : ' '}
      </Text>
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
        // Not disabled while rows load, which would take the focus from repeated presses.
        disabled={!hasNext && !stale}
        aria-disabled={stale}
        onClick={() => hasNext && goOn()}
        {...intent}
      >
        Next page
      </Button>
    </Row>
  )
}
