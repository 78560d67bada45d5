import { createParser, parseAsNumberLiteral } from 'nuqs/server'

/** What a table asks for: at most `limit` rows after skipping `offset`. Both count rows. Lives in the URL. */
export type Slice = { limit: number; offset: number }

/**
 * What a table gets. `total` is null where the server does not say how many there are;
 * `hasMore` is the server's own word; `unreadable` counts rows that were left out because they could not be read.
 */
export type Rows<T> = { rows: T[]; total: number | null; hasMore: boolean; unreadable: number }

export const pageSizes = [25, 50, 100] as const

const wholeNumber = /^\d{1,9}$/

/** An offset in an address: a whole number of rows; anything else reads as null, which means the first rows. */
const parseAsOffset = createParser<number>({
  parse: (text) => (wholeNumber.test(text) ? Number(text) : null),
  serialize: String,
})

/** How a slice is written in an address. A bad value never throws: it is a first page of 50. */
export const sliceParsers = {
  limit: parseAsNumberLiteral(pageSizes).withDefault(50),
  offset: parseAsOffset.withDefault(0),
}

export function nextSlice({ limit, offset }: Slice): Slice {
  return { limit, offset: offset + limit }
}

export function previousSlice({ limit, offset }: Slice): Slice {
  return { limit, offset: Math.max(0, offset - limit) }
}

const counting = new Intl.NumberFormat('en')

/** "51–100 of 2,400", without the total where the server gives none, and "No rows" for an empty answer. */
export function rangeText(slice: Slice, shown: number, total: number | null): string {
  if (shown === 0) return 'No rows'
  const first = counting.format(slice.offset + 1)
  const last = counting.format(slice.offset + shown)
  const range = shown === 1 ? first : `${first}–${last}`
  return total === null ? range : `${range} of ${counting.format(total)}`
}
