/** Values of `open` in the URL for the first or last row of a page that isn't loaded yet. */
const ends = { first: '@first', last: '@last' }

type Rows = readonly { id: string }[]

/** The ID of the open row, or null. While the next page loads, the previous row stays open. */
export function openIdOf(open: string, rows: Rows, isLoading: boolean): string | null {
  if (open === ends.first) return (isLoading ? rows.at(-1) : rows[0])?.id ?? null
  if (open === ends.last) return (isLoading ? rows[0] : rows.at(-1))?.id ?? null
  return open || null
}

/** The search parameters that open the neighbors of a row; null where there is none. */
export type Neighbors = { previous: RowTarget | null; next: RowTarget | null }
type RowTarget = { open: string; offset?: number }

/** The previous and the next row, across page boundaries. A row that isn't on the page has no neighbors. */
export function neighborsOf(id: string, rows: Rows, slice: { limit: number; offset: number }, hasMore: boolean): Neighbors {
  const index = rows.findIndex((row) => row.id === id)
  if (index < 0) return { previous: null, next: null }
  const before = rows[index - 1]
  const after = rows[index + 1]
  const previousPage = slice.offset > 0 ? { open: ends.last, offset: Math.max(0, slice.offset - slice.limit) } : null
  const nextPage = hasMore ? { open: ends.first, offset: slice.offset + slice.limit } : null
  return { previous: before ? { open: before.id } : previousPage, next: after ? { open: after.id } : nextPage }
}
