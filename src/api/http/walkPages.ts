import { type Rows, rowsPerCall, type Slice } from '#lib/slice.ts'
import { sleep } from '#lib/sleep.ts'
import { ApiError, asApiError } from './errors.ts'
import { readRetryMs } from './retryPolicy.ts'

const maxRows = 10_000

/**
 * `waiting`: until `until`, in milliseconds since 1970. `complete`: there are no more rows. `stopped`: there are more, but the
 * maximum was reached.
 */
export type WalkProgress = { kind: 'loading' | 'complete' | 'stopped' } | { kind: 'waiting'; until: number }

/**
 * Rows of many pages, without duplicates. `total` is the server's count, null if it has none. `unreadable` counts dropped rows.
 * `missing` counts rows that the server counted but never sent, because they are not ordered or changed in the meantime; null
 * while unknown.
 */
export type AllRows<Row> = {
  rows: Row[]
  total: number | null
  unreadable: number
  missing: number | null
  progress: WalkProgress
}

export const noRowsYet: AllRows<never> = { rows: [], total: null, unreadable: 0, missing: null, progress: { kind: 'loading' } }

/** One page may repeat the one before where rows were added meanwhile; a server that goes on so would be asked for ever. */
const maxPagesWithoutNews = 3

/** With a request in a quarter of a second, 70 hours. */
const maxPages = 1_000_000

/**
 * The pages of a list, one request after another, until the server says that there are no more. Throws ApiError where it says
 * for ever that there are more, but sends nothing new.
 */
export async function* walkPages<Page extends { hasMore: boolean; rows: readonly { id: string | number }[] }>(
  fetchPage: (slice: Slice) => Promise<Page>,
  offset = 0,
): AsyncGenerator<Page> {
  const seen = new Set<string | number>()
  let withoutNews = 0
  for (let count = 1, next = offset, hasMore = true; hasMore; next += rowsPerCall, count += 1) {
    const page = await fetchPage({ limit: rowsPerCall, offset: next })
    hasMore = page.hasMore
    const before = seen.size
    for (const { id } of page.rows) seen.add(id)
    withoutNews = seen.size === before ? withoutNews + 1 : 0
    yield page
    if (hasMore && (withoutNews >= maxPagesWithoutNews || count >= maxPages)) {
      throw new ApiError('malformed', { detail: 'the server says that there are more rows, but sends none' })
    }
  }
}

/**
 * Yields all rows so far after each page and before each wait. Rate limits are waited out, passing errors are retried three
 * times; any other error is thrown, as ApiError. So is `aborted`. Stops at `maxCount` rows, and after a page for which
 * `shouldContinue` returns false.
 */
export async function* walkRows<Row extends { id: string | number }>(
  fetchPage: (slice: Slice) => Promise<Rows<Row>>,
  signal: AbortSignal,
  { maxCount = maxRows, shouldContinue = () => true }: { maxCount?: number; shouldContinue?: (page: Rows<Row>) => boolean } = {},
): AsyncGenerator<AllRows<Row>> {
  const rows = new Map<string | number, Row>()
  let all: AllRows<Row> = noRowsYet
  let offset = 0
  for (let failures = 0; ; failures += 1) {
    try {
      for await (const page of walkPages(fetchPage, offset)) {
        for (const row of page.rows) rows.set(row.id, row)
        offset += rowsPerCall
        failures = 0
        const isOver = !page.hasMore
        const unreadable = all.unreadable + page.unreadable
        const missing = isOver && page.total !== null ? Math.max(0, page.total - rows.size - unreadable) : null
        const kind = isOver ? 'complete' : offset >= maxCount || !shouldContinue(page) ? 'stopped' : 'loading'
        all = { rows: [...rows.values()], total: page.total, unreadable, missing, progress: { kind } }
        yield all
        if (kind === 'stopped') return
      }
      return
    } catch (thrown) {
      const ms = readRetryMs(asApiError(thrown), failures)
      if (ms === null) throw thrown
      yield { ...all, progress: { kind: 'waiting', until: Date.now() + ms } }
      await sleep(ms, signal)
      if (signal.aborted) throw new ApiError('aborted')
    }
  }
}
