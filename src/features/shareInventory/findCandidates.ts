import { asApiError } from '#api/http/errors.ts'
import { retryInBackground } from '#api/http/retryInBackground.ts'
import { Cancelled } from '#lib/control.ts'
import type { Cursor, Scan } from '#storage/scan.ts'
import type { ScanWork } from './scanWork.ts'
import {
  initialCursor,
  isInitial,
  failsEveryStrategy,
  refusalOf,
  type CandidatePage,
  fetchPage,
  strategiesOf,
} from './strategies.ts'
import { type Candidate } from '#storage/shareRow.ts'

/** Keeps the page responsive: 500 blocked the main thread for 40 to 120 ms (bench/shareScan.ts). */
const maxPerWrite = 100

const workerName = 'finding'

function laterOf(one: string | null, other: string | null): string | null {
  return one !== null && other !== null ? (one > other ? one : other) : (one ?? other)
}

/** Saves candidates, with the next cursor after the last batch of a page. */
function saveCandidates(work: ScanWork, found: readonly Candidate[], unreadable: number, change: Partial<Scan>): Promise<void> {
  return work.write(() =>
    work.store.addCandidates(work.scan.id, found, (added) => {
      const { counts, latestStart, ...scan } = work.current()
      return work.change({
        counts: { ...counts, seen: counts.seen + added },
        unreadable: scan.unreadable + unreadable,
        latestStart: found.reduce((latest, { startTime }) => laterOf(latest, startTime), latestStart),
        ...change,
      })
    }),
  )
}

async function savePage(work: ScanWork, cursor: Cursor, page: CandidatePage): Promise<Cursor | null> {
  let batch: Candidate[] = []
  let unreadable = 0
  let lastStart: string | null = null
  for (const candidate of page.candidates) {
    if (candidate === null) {
      unreadable += 1
      continue
    }
    batch.push(candidate)
    lastStart = candidate.startTime ?? lastStart
    if (batch.length < maxPerWrite) continue
    await saveCandidates(work, batch, 0, { strategy: cursor.strategy })
    batch = []
  }
  const next = page.next(lastStart)
  const { unlisted = 0 } = page
  await saveCandidates(work, batch, unreadable, { strategy: cursor.strategy, cursor: next, isAllFound: next === null, unlisted })
  return next
}

/** Null if the strategy is not available to this key or server. Throws Cancelled. */
async function tryPage(work: ScanWork, cursor: Cursor): Promise<CandidatePage | null> {
  const { range } = work.scan
  for (;;) {
    const held = work.control.pauseSignal()
    try {
      const retryOptions = work.retryOptions(workerName)
      return await retryInBackground(
        retryOptions,
        (sendOptions) => fetchPage(work.connection(), range, cursor, { ...sendOptions, signal: work.signal }),
        {
          pauseOn: failsEveryStrategy,
        },
      )
    } catch (thrown) {
      if (thrown instanceof Cancelled) throw thrown
      const error = asApiError(thrown)
      const isLastStrategy = cursor.strategy === strategiesOf(work.scan).at(-1)
      if (isInitial(cursor) && !isLastStrategy) {
        await work.write(() => {
          const { refused } = work.current()
          return work.store.saveScan(work.change({ refused: [...refused, refusalOf(cursor.strategy, error)], cursor: null }))
        })
        return null
      }
      // A request from before the last pause must not pause the scan again.
      if (!held.aborted) work.control.pause(error)
    }
  }
}

function firstCursor({ refused, ...scan }: Scan): Cursor {
  const strategy = strategiesOf(scan).find((one) => !refused.some((refusal) => refusal.strategy === one))
  return initialCursor(strategy ?? 'recordings list')
}

/** Recordings that were public, or may have been, are always checked again to learn whether they still are. */
function previouslyPublic({ previous }: ScanWork): Candidate[] {
  const rows = [...(previous?.rows.values() ?? [])]
  const unreadable = [...(previous?.unreadable ?? [])]
  return [
    ...rows.map(({ id, startTime, distinctId }) => ({ id, startTime, distinctId, details: null })),
    ...unreadable.map((id) => ({ id, startTime: null, distinctId: null, details: null })),
  ]
}

/**
 * Finds every recording that may be public, with the cheapest strategy available, and saves the candidates with a cursor for
 * resuming. Calls `onFound` when there are candidates to check. Throws Cancelled.
 */
export async function findCandidates(work: ScanWork, onFound: () => void): Promise<void> {
  try {
    if (work.current().isAllFound) return
    if (work.current().cursor === null) await saveCandidates(work, previouslyPublic(work), 0, {})
    onFound()
    for (let cursor: Cursor | null = work.current().cursor ?? firstCursor(work.current()); cursor !== null;) {
      const page: CandidatePage | null = await tryPage(work, cursor)
      cursor = page ? await savePage(work, cursor, page) : firstCursor(work.current())
      onFound()
    }
  } finally {
    work.idle(workerName)
  }
}
