import { asApiError } from '#api/http/errors.ts'
import { patiently } from '#api/http/retryInBackground.ts'
import { Cancelled } from '#lib/control.ts'
import type { Place, Scan } from './scan.ts'
import type { ScanWork } from './scanWork.ts'
import { beginningOf, type Found, isBeginning, meetsEveryWay, refusalOf, type Step, takeStep, waysOf } from './strategies.ts'

/** As many as can be read and kept before the page would feel it: 500 took the main thread 40 to 120 ms (bench/register.ts). */
const mostAtOnce = 100

const part = 'finding'

function laterOf(one: string | null, other: string | null): string | null {
  return one !== null && other !== null ? (one > other ? one : other) : (one ?? other)
}

/** Keeps some of what was found, with the place to go on from once it is the last of its step. */
function keepFound(work: ScanWork, found: readonly Found[], unreadable: number, then: Partial<Scan>): Promise<void> {
  return work.write(() =>
    work.store.addFound(work.scan.id, found, (added) => {
      const { tally, latestStart, ...scan } = work.current()
      return work.change({
        tally: { ...tally, seen: tally.seen + added },
        unreadable: scan.unreadable + unreadable,
        latestStart: found.reduce((latest, { startTime }) => laterOf(latest, startTime), latestStart),
        ...then,
      })
    }),
  )
}

async function keepStep(work: ScanWork, place: Place, step: Step): Promise<Place | null> {
  let some: Found[] = []
  let unreadable = 0
  let last: string | null = null
  for (const found of step.found) {
    if (found === null) {
      unreadable += 1
      continue
    }
    some.push(found)
    last = found.startTime ?? last
    if (some.length < mostAtOnce) continue
    await keepFound(work, some, 0, { way: place.way })
    some = []
  }
  const next = step.next(last)
  const { unlisted = 0 } = step
  await keepFound(work, some, unreadable, { way: place.way, place: next, isAllFound: next === null, unlisted })
  return next
}

/** Takes a step; gives null where the way is not open to this key or server. Throws Cancelled. */
async function tryStep(work: ScanWork, place: Place): Promise<Step | null> {
  const { range } = work.scan
  for (;;) {
    const held = work.control.held()
    try {
      const patience = work.patience(part)
      return await patiently(patience, (manner) => takeStep(work.at(), range, place, { ...manner, signal: work.signal }), {
        pausing: meetsEveryWay,
      })
    } catch (thrown) {
      if (thrown instanceof Cancelled) throw thrown
      const error = asApiError(thrown)
      const isLastWay = place.way === waysOf(work.scan).at(-1)
      if (isBeginning(place) && !isLastWay) {
        await work.write(() => {
          const { refused } = work.current()
          return work.store.keepScan(work.change({ refused: [...refused, refusalOf(place.way, error)], place: null }))
        })
        return null
      }
      // Whoever resumes asks the same again; what went out before the last pause tells nothing new.
      if (!held.aborted) work.control.pause(error)
    }
  }
}

/** The first way that was not refused yet. */
function firstPlace({ refused, ...scan }: Scan): Place {
  const way = waysOf(scan).find((one) => !refused.some((refusal) => refusal.way === one))
  return beginningOf(way ?? 'recordings list')
}

/** What was public in the scan before, or may have been, is asked about in any case: else nobody could say that it is not public any more. */
function knownBefore({ earlier }: ScanWork): Found[] {
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
    if (work.current().place === null) await keepFound(work, knownBefore(work), 0, {})
    onNews()
    for (let place: Place | null = work.current().place ?? firstPlace(work.current()); place !== null;) {
      const step: Step | null = await tryStep(work, place)
      place = step ? await keepStep(work, place, step) : firstPlace(work.current())
      onNews()
    }
  } finally {
    work.rest(part)
  }
}
