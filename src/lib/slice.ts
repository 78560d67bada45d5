import { searchReader } from './searchParams.ts'
import { formatNumber } from './format.ts'

/** At most `limit` rows after skipping `offset`; in the URL of every table. */
export type Slice = { limit: number; offset: number }

/**
 * `total` is null if the server does not count; `hasMore` is what the server says; `unreadable` counts rows that could not be
 * parsed.
 */
export type Rows<T> = { rows: T[]; total: number | null; hasMore: boolean; unreadable: number }

/** Rows per request where all pages of a list are read: the most that every server accepts (posthog-api.md#b1-recordings-list). */
export const rowsPerCall = 100

export const pageSizes = [25, 50, 100, 200]

function readLimit(text: string): number {
  return pageSizes.find((size) => String(size) === text) ?? 50
}

function readOffset(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : 0
}

/** A bad value never throws: it is a first page of 50. */
export const sliceParams = { limit: readLimit, offset: readOffset }

export const readSlice = searchReader(sliceParams).read

export function nextSlice({ limit, offset }: Slice): Slice {
  return { limit, offset: offset + limit }
}

export function previousSlice({ limit, offset }: Slice): Slice {
  return { limit, offset: Math.max(0, offset - limit) }
}

/** "51–100 of 2,400"; without a total if the server gives none; "No rows" for an empty page. */
export function rangeText(slice: Slice, shown: number, total: number | null): string {
  if (shown === 0) return 'No rows'
  const first = formatNumber(slice.offset + 1)
  const last = formatNumber(slice.offset + shown)
  const range = shown === 1 ? first : `${first}–${last}`
  return total === null ? range : `${range} of ${formatNumber(total)}`
}
