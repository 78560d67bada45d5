/** In the address, the row that is open at the side: its id, or the end of the page that one walked onto. */
const ends = { first: '@first', last: '@last' }

type Rows = readonly { id: string }[]

/** The id that is open; null for none. While the next page travels, the row that was left stays open. */
export function openIdOf(open: string, rows: Rows, isLoading: boolean): string | null {
  if (open === ends.first) return (isLoading ? rows.at(-1) : rows[0])?.id ?? null
  if (open === ends.last) return (isLoading ? rows[0] : rows.at(-1))?.id ?? null
  return open || null
}

/** Where the neighbours of an open row are, as parts of the address; null where there is none. */
export type Neighbors = { previous: RowTarget | null; next: RowTarget | null }
type RowTarget = { open: string; offset?: number }

/** The row before and the row after, across the ends of the page. A row that is not on the page has no neighbours. */
export function neighborsOf(id: string, rows: Rows, slice: { limit: number; offset: number }, hasMore: boolean): Neighbors {
  const index = rows.findIndex((row) => row.id === id)
  if (index < 0) return { previous: null, next: null }
  const before = rows[index - 1]
  const after = rows[index + 1]
  const previousPage = slice.offset > 0 ? { open: ends.last, offset: Math.max(0, slice.offset - slice.limit) } : null
  const nextPage = hasMore ? { open: ends.first, offset: slice.offset + slice.limit } : null
  return { previous: before ? { open: before.id } : previousPage, next: after ? { open: after.id } : nextPage }
}
