import { type Rows, rowsPerCall, type Slice } from '#lib/slice.ts'
import { ApiError, asApiError } from './errors.ts'

const mostRows = 10_000
const mostFailures = 3

/**
 * How far a walk is. `loading`: more is being asked for. `waiting`: the server wants to be left alone until `until`, in
 * milliseconds since 1970. `complete`: there is nothing more. `stopped`: there is more, but as
 * many rows as a walk asks for are here.
 */
export type Progress = { kind: 'loading' | 'complete' | 'stopped' } | { kind: 'waiting'; until: number }

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
  progress: Progress
}

/** Before the first page. */
export const noRowsYet: AllRows<never> = { rows: [], total: null, unreadable: 0, missing: null, progress: { kind: 'loading' } }

/** How long to wait before asking again, in milliseconds; null where that is no use. */
function pauseMs(error: ApiError, failures: number): number | null {
  const { kind, facts } = error
  if (kind === 'rate-limited') return (facts.waitSeconds ?? 30) * 1000
  if (failures >= mostFailures) return null
  const isPassing = kind === 'server-busy' || (kind === 'server-error' && facts.status === 502)
  return isPassing || (kind === 'unreachable' && !facts.redirected) ? 1000 * 2 ** failures : null
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const release = () => reject(new ApiError('aborted'))
    if (signal.aborted) return release()
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    function stop() {
      clearTimeout(timer)
      release()
    }
    signal.addEventListener('abort', stop, { once: true })
  })
}

/**
 * All rows that `ask` gives, page by page, after each page and before each wait. A request limit is waited out for as long as
 * the server says, a passing fault three times; any other refusal ends the walk and is thrown, as ApiError. So is `aborted`.
 * Stops at `most` rows, and after a page of which `isWorthIt` says no.
 */
export async function* walkRows<Row extends { id: string | number }>(
  ask: (slice: Slice) => Promise<Rows<Row>>,
  signal: AbortSignal,
  { most = mostRows, isWorthIt = () => true }: { most?: number; isWorthIt?: (page: Rows<Row>) => boolean } = {},
): AsyncGenerator<AllRows<Row>> {
  const found = new Map<string | number, Row>()
  let all: AllRows<Row> = noRowsYet
  let offset = 0
  for (let failures = 0; all.progress.kind !== 'complete' && all.progress.kind !== 'stopped';) {
    try {
      const page = await ask({ limit: rowsPerCall, offset })
      for (const row of page.rows) found.set(row.id, row)
      offset += rowsPerCall
      failures = 0
      const isOver = !page.hasMore
      const unreadable = all.unreadable + page.unreadable
      const missing = isOver && page.total !== null ? Math.max(0, page.total - found.size - unreadable) : null
      const kind = isOver ? 'complete' : offset >= most || !isWorthIt(page) ? 'stopped' : 'loading'
      all = { rows: [...found.values()], total: page.total, unreadable, missing, progress: { kind } }
    } catch (thrown) {
      const ms = pauseMs(asApiError(thrown), failures)
      if (ms === null) throw thrown
      failures += 1
      yield { ...all, progress: { kind: 'waiting', until: Date.now() + ms } }
      await pause(ms, signal)
      continue
    }
    yield all
  }
}
