import { formatNumber } from '#lib/format.ts'
import { Button } from './Button.tsx'

type Props<Row> = {
  /** The rows on the current page. */
  page: readonly Row[]
  /** The rows of all pages. */
  matching: readonly Row[]
  isChosen: (row: Row) => boolean
  onSelect: (rows: readonly Row[]) => void
}

/** Offers the rows of the other pages once all of this page are selected. */
export function SelectMatching<Row>({ page, matching, isChosen, onSelect }: Props<Row>) {
  if (page.length === 0 || !page.every(isChosen) || matching.every(isChosen)) return null
  return (
    <Button variant="subtle" onClick={() => onSelect(matching)}>
      {`Select all ${formatNumber(matching.length)} that match`}
    </Button>
  )
}
