import { json } from './answers.ts'

export type Slice = { limit: number; offset: number }

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) ? Number(text) : null
}

/** `limit` and `offset` as most lists read them (posthog-api.md#f-pagination): nonsense counts as not sent. */
export function readSlice(url: URL, defaultLimit = 100): Slice {
  const limit = wholeNumber(url.searchParams.get('limit')) ?? 0
  return { limit: limit === 0 ? defaultLimit : limit, offset: wholeNumber(url.searchParams.get('offset')) ?? 0 }
}

/** The absolute address of another slice, built from the one that was asked. */
export function sliceAddress(url: URL, { limit, offset }: Slice): string {
  const address = new URL(url)
  address.searchParams.set('limit', String(limit))
  if (offset > 0) address.searchParams.set('offset', String(offset))
  else address.searchParams.delete('offset')
  return address.href
}

/** `next` and `previous` of a slice; null where there is none. */
export function neighborLinks(url: URL, { limit, offset }: Slice, hasMore: boolean) {
  return {
    next: hasMore ? sliceAddress(url, { limit, offset: offset + limit }) : null,
    previous: offset > 0 ? sliceAddress(url, { limit, offset: Math.max(0, offset - limit) }) : null,
  }
}

/** A list that fits into memory, as `{count, next, previous, results}`; only what is asked for is put into words. */
export function slicedAnswerOf<Row>(url: URL, rows: readonly Row[], present: (row: Row) => unknown): Response {
  const slice = readSlice(url)
  const end = slice.offset + slice.limit
  const { next, previous } = neighborLinks(url, slice, end < rows.length)
  return json({ count: rows.length, next, previous, results: rows.slice(slice.offset, end).map(present) })
}

/** The same of rows that are in words already. */
export function slicedAnswer(url: URL, rows: readonly unknown[]): Response {
  return slicedAnswerOf(url, rows, (row) => row)
}
