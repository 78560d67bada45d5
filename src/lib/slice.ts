import { searchReader } from './searchParams.ts'
import { formatNumber } from './format.ts'

/** What a table asks for: at most `limit` rows after skipping `offset`. Both count rows. Lives in the URL. */
export type Slice = { limit: number; offset: number }

/**
 * What a table gets. `total` is null where the server does not say how many there are;
 * `hasMore` is the server's own word; `unreadable` counts rows that were left out because they could not be read.
 */
export type Rows<T> = { rows: T[]; total: number | null; hasMore: boolean; unreadable: number }

/** How many rows a call brings where all of a list are read. */
export const rowsPerCall = 100

export const pageSizes = [25, 50, 100, 200]

function readLimit(text: string): number {
  return pageSizes.find((size) => String(size) === text) ?? 50
}

function readOffset(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : 0
}

/** How a slice is read from an address. A bad value never throws: it is a first page of 50. */
export const sliceParams = { limit: readLimit, offset: readOffset }

/** The slice that an address names; what it does not name is the first page of 50. */
export const readSlice = searchReader(sliceParams).read

export function nextSlice({ limit, offset }: Slice): Slice {
  return { limit, offset: offset + limit }
}

export function previousSlice({ limit, offset }: Slice): Slice {
  return { limit, offset: Math.max(0, offset - limit) }
}

/** "51–100 of 2,400", without the total where the server gives none, and "No rows" for an empty answer. */
export function rangeText(slice: Slice, shown: number, total: number | null): string {
  if (shown === 0) return 'No rows'
  const first = formatNumber(slice.offset + 1)
  const last = formatNumber(slice.offset + shown)
  const range = shown === 1 ? first : `${first}–${last}`
  return total === null ? range : `${range} of ${formatNumber(total)}`
}
