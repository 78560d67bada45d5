import { type Rows, rowsPerCall, type Slice } from '#lib/slice.ts'
import { sleep } from '#lib/sleep.ts'
import { ApiError, asApiError } from './errors.ts'
import { readRetryMs } from './retryPolicy.ts'

const maxRows = 10_000

/**
 * How far a walk is. `loading`: more is being asked for. `waiting`: the server wants to be left alone until `until`, in
 * milliseconds since 1970. `complete`: there is nothing more. `stopped`: there is more, but as
 * many rows as a walk asks for are here.
 */
export type WalkProgress = { kind: 'loading' | 'complete' | 'stopped' } | { kind: 'waiting'; until: number }

/**
 * Rows of many pages, each id once. `total` is what the server counts, null where it does not. `unreadable` counts rows that
 * were left out because they could not be read. `missing` counts rows that the server counts but never gave, as happens where it
 * does not order them or they change while being read; null while that is not known.
 */
export type AllRows<Row> = {
  rows: Row[]
  total: number | null
  unreadable: number
  missing: number | null
  progress: WalkProgress
}

/** Before the first page. */
export const noRowsYet: AllRows<never> = { rows: [], total: null, unreadable: 0, missing: null, progress: { kind: 'loading' } }

/**
 * All rows that `ask` gives, page by page, after each page and before each wait. A request limit is waited out for as long as
 * the server says, a passing fault three times; any other refusal ends the walk and is thrown, as ApiError. So is `aborted`.
 * Stops at `most` rows, and after a page of which `isWorthIt` says no.
 */
export async function* walkRows<Row extends { id: string | number }>(
  fetchPage: (slice: Slice) => Promise<Rows<Row>>,
  signal: AbortSignal,
  { maxCount = maxRows, shouldContinue = () => true }: { maxCount?: number; shouldContinue?: (page: Rows<Row>) => boolean } = {},
): AsyncGenerator<AllRows<Row>> {
  const rows = new Map<string | number, Row>()
  let all: AllRows<Row> = noRowsYet
  let offset = 0
  for (let failures = 0; all.progress.kind !== 'complete' && all.progress.kind !== 'stopped';) {
    try {
      const page = await fetchPage({ limit: rowsPerCall, offset })
      for (const row of page.rows) rows.set(row.id, row)
      offset += rowsPerCall
      failures = 0
      const isOver = !page.hasMore
      const unreadable = all.unreadable + page.unreadable
      const missing = isOver && page.total !== null ? Math.max(0, page.total - rows.size - unreadable) : null
      const kind = isOver ? 'complete' : offset >= maxCount || !shouldContinue(page) ? 'stopped' : 'loading'
      all = { rows: [...rows.values()], total: page.total, unreadable, missing, progress: { kind } }
    } catch (thrown) {
      const ms = readRetryMs(asApiError(thrown), failures)
      if (ms === null) throw thrown
      failures += 1
      yield { ...all, progress: { kind: 'waiting', until: Date.now() + ms } }
      await sleep(ms, signal)
      if (signal.aborted) throw new ApiError('aborted')
      continue
    }
    yield all
  }
}
