import { asApiError } from '#api/http/errors.ts'
import { retryInBackground } from '#api/http/retryInBackground.ts'
import { Cancelled } from '#lib/control.ts'
import type { Cursor, Scan } from './scan.ts'
import type { ScanWork } from './scanWork.ts'
import {
  beginningOf,
  type Candidate,
  isBeginning,
  failsEveryStrategy,
  refusalOf,
  type CandidatePage,
  fetchPage,
  strategiesOf,
} from './strategies.ts'

/** As many as can be read and kept before the page would feel it: 500 took the main thread 40 to 120 ms (bench/register.ts). */
const mostAtOnce = 100

const part = 'finding'

function laterOf(one: string | null, other: string | null): string | null {
  return one !== null && other !== null ? (one > other ? one : other) : (one ?? other)
}

/** Keeps some of what was found, with the place to go on from once it is the last of its step. */
function saveCandidates(work: ScanWork, found: readonly Candidate[], unreadable: number, then: Partial<Scan>): Promise<void> {
  return work.write(() =>
    work.store.addFound(work.scan.id, found, (added) => {
      const { counts, latestStart, ...scan } = work.current()
      return work.change({
        counts: { ...counts, seen: counts.seen + added },
        unreadable: scan.unreadable + unreadable,
        latestStart: found.reduce((latest, { startTime }) => laterOf(latest, startTime), latestStart),
        ...then,
      })
    }),
  )
}

async function savePage(work: ScanWork, cursor: Cursor, page: CandidatePage): Promise<Cursor | null> {
  let some: Candidate[] = []
  let unreadable = 0
  let last: string | null = null
  for (const found of page.found) {
    if (found === null) {
      unreadable += 1
      continue
    }
    some.push(found)
    last = found.startTime ?? last
    if (some.length < mostAtOnce) continue
    await saveCandidates(work, some, 0, { strategy: cursor.strategy })
    some = []
  }
  const next = page.next(last)
  const { unlisted = 0 } = page
  await saveCandidates(work, some, unreadable, { strategy: cursor.strategy, cursor: next, isAllFound: next === null, unlisted })
  return next
}

/** Takes a step; gives null where the way is not open to this key or server. Throws Cancelled. */
async function tryStep(work: ScanWork, cursor: Cursor): Promise<CandidatePage | null> {
  const { range } = work.scan
  for (;;) {
    const held = work.control.held()
    try {
      const retryOptions = work.retryOptions(part)
      return await retryInBackground(
        retryOptions,
        (sendOptions) => fetchPage(work.connection(), range, cursor, { ...sendOptions, signal: work.signal }),
        {
          pausing: failsEveryStrategy,
        },
      )
    } catch (thrown) {
      if (thrown instanceof Cancelled) throw thrown
      const error = asApiError(thrown)
      const isLastStrategy = cursor.strategy === strategiesOf(work.scan).at(-1)
      if (isBeginning(cursor) && !isLastStrategy) {
        await work.write(() => {
          const { refused } = work.current()
          return work.store.saveScan(work.change({ refused: [...refused, refusalOf(cursor.strategy, error)], cursor: null }))
        })
        return null
      }
      // Whoever resumes asks the same again; what went out before the last pause tells nothing new.
      if (!held.aborted) work.control.pause(error)
    }
  }
}

/** The first way that was not refused yet. */
function firstCursor({ refused, ...scan }: Scan): Cursor {
  const strategy = strategiesOf(scan).find((one) => !refused.some((refusal) => refusal.strategy === one))
  return beginningOf(strategy ?? 'recordings list')
}

/** What was public in the scan before, or may have been, is asked about in any case: else nobody could say that it is not public any more. */
function knownBefore({ earlier }: ScanWork): Candidate[] {
  const rows = [...(earlier?.rows.values() ?? [])]
  const unreadable = [...(earlier?.unreadable ?? [])]
  return [
    ...rows.map(({ id, startTime, distinctId }) => ({ id, startTime, distinctId, details: null })),
    ...unreadable.map((id) => ({ id, startTime: null, distinctId: null, details: null })),
  ]
}

/**
 * Finds every recording that may be public, by the cheapest way that server and key allow, and keeps them with the place to go
 * on from after an interruption. `onNews` is called whenever some are there to be asked about. Throws Cancelled.
 */
export async function findAll(work: ScanWork, onNews: () => void): Promise<void> {
  try {
    if (work.current().isAllFound) return
    if (work.current().cursor === null) await saveCandidates(work, knownBefore(work), 0, {})
    onNews()
    for (let cursor: Cursor | null = work.current().cursor ?? firstCursor(work.current()); cursor !== null;) {
      const page: CandidatePage | null = await tryStep(work, cursor)
      cursor = page ? await savePage(work, cursor, page) : firstCursor(work.current())
      onNews()
    }
  } finally {
    work.rest(part)
  }
}
