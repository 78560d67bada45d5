import { type ApiError, type ErrorKind } from '#api/http/errors.ts'
import { errorSentence } from '#api/http/errorSentence.ts'
import type { Address, Manner } from '#api/http/request.ts'
import { listRecordings, type Recording } from '#api/recordings/recordings.ts'
import { defaultQuestion } from '#api/recordings/recordingFilters.ts'
import {
  type CandidateRows,
  countSharedCollection,
  listKeptRecordings,
  listRecordedSessions,
  listSharedCollection,
  sharedPerPage,
} from '#api/sharing/shareCandidates.ts'
import * as v from 'valibot'
import type { Place, Range, Scan, Way } from './scan.ts'
import { Instant, ways } from './scan.ts'
import { Details, detailsOf } from './shareRow.ts'

/** A recording that was found and is to be asked about. Its id is all that asking needs: whatever else is damaged is dropped. */
export const Found = v.object({
  id: v.string(),
  startTime: v.fallback(v.nullable(Instant), null),
  distinctId: v.fallback(v.nullable(v.string()), null),
  details: v.fallback(v.nullable(Details), null),
})
export type Found = v.InferOutput<typeof Found>

/**
 * What one request found, read only as it is taken, since it may hold 50,000; null stands for a row without an id. `next` takes
 * the start of the last row and gives null at the end. `unlisted` is what a collection that ends here counted and did not list.
 */
export type Step = { found: Iterable<Found | null>; next: (last: string | null) => Place | null; unlisted?: number }

/** Refusals of a way that would meet the next one as well. */
export const meetsEveryWay: ReadonlySet<ErrorKind> = new Set(['bad-key', 'wrong-project', 'unreachable'])

const rowsPerPage = 100
const second = 1000

/** Which ways are tried, in their order. Being thorough means to trust no list of what was shared. */
export function waysOf({ isThorough }: Pick<Scan, 'isThorough'>): readonly Way[] {
  return isThorough ? ways.filter((way) => !findsOnlyShared.has(way)) : ways
}

/** Ways that need no walk through all recordings, and so no range either. */
export const findsOnlyShared: ReadonlySet<Way> = new Set(['kept recordings', 'shared collection'])

export function beginningOf(way: Way): Place {
  return { way, offset: 0, edge: null, passed: 0, isByOffset: false, count: null }
}

export function isBeginning({ offset, edge }: Place): boolean {
  return offset === 0 && edge === null
}

/** Why a way was not open, for the coverage. */
export function refusalOf(way: Way, error: ApiError): Scan['refused'][number] {
  return { way, why: errorSentence(error), scope: error.facts.scope ?? null }
}

function* foundBySql({ rows, read }: CandidateRows): Iterable<Found | null> {
  for (const row of rows) {
    const candidate = read(row)
    yield candidate && { ...candidate, details: null }
  }
}

function* foundInList({ rows, unreadable }: { rows: readonly Recording[]; unreadable: number }): Iterable<Found | null> {
  for (let row = 0; row < unreadable; row += 1) yield null
  for (const row of rows) {
    const details = detailsOf(row)
    yield { id: row.id, startTime: details.startTime, distinctId: row.distinctId, details }
  }
}

async function stepThroughKept(at: Address, place: Place, manner: Manner): Promise<Step> {
  const answer = await listKeptRecordings(at, place.offset, manner)
  const next = answer.isLast ? null : { ...place, offset: place.offset + answer.rows.length }
  return { found: foundBySql(answer), next: () => next }
}

/**
 * The server's count tells the end, since a page of its own only knows of itself (posthog-api.md#n2-find-shared-recordings). A
 * server that pages as its lists do says that there is more; one that does not count is walked until a page is empty.
 */
async function stepThroughCollection(at: Address, place: Place, manner: Manner): Promise<Step> {
  const count = isBeginning(place) ? await countSharedCollection(at, manner) : place.count
  const answer = await listSharedCollection(at, place.offset, manner)
  const offset = place.offset + sharedPerPage
  const listed = answer.rows.length + answer.unreadable
  const passed = place.passed + listed
  const isEmpty = listed === 0
  const isLast = count === null ? isEmpty : offset >= count && (isEmpty || !answer.hasMore)
  const unlisted = isLast && count !== null ? Math.max(0, count - passed) : 0
  return { found: foundInList(answer), next: () => (isLast ? null : { ...place, offset, passed, count }), unlisted }
}

/** Sessions that have begun by a clock that is two days ahead of this one: whichever of the two is wrong, none is missed. */
function endOf({ to }: Range): string {
  return to ?? new Date(Date.now() + 172_800_000).toISOString()
}

function wholeSecond(instant: string): number {
  return Math.floor(Date.parse(instant) / second) * second
}

async function stepThroughEvents(at: Address, range: Range, place: Place, manner: Manner): Promise<Step> {
  const from = place.edge ?? range.from
  const answer = await listRecordedSessions(at, { from, to: endOf(range) }, manner)
  return {
    found: foundBySql(answer),
    next(last) {
      if (answer.isLast) return null
      // The second in which the answer was cut is asked for again; one that holds more than an answer is passed over.
      const begun = wholeSecond(from)
      const reached = wholeSecond(last ?? from)
      const edge = reached > begun ? reached : begun + second
      return { ...place, edge: new Date(edge).toISOString() }
    },
  }
}

/**
 * Walks the list from its newest row down. The end of the window moves with the walk, so that rows which come or go meanwhile
 * shift nothing and no request asks the server to skip thousands. A server that rounds that end is walked by offset instead.
 */
async function stepThroughList(at: Address, range: Range, place: Place, manner: Manner): Promise<Step> {
  const dateTo = place.isByOffset ? range.to : (place.edge ?? range.to)
  const question = { ...defaultQuestion, dateFrom: range.from, dateTo }
  const answer = await listRecordings(at, { limit: rowsPerPage, offset: place.offset }, question, manner)
  const { rows, hasMore } = answer
  const passed = place.passed + rows.length
  const starts = rows.flatMap(({ startTime }) => (startTime ? [startTime.getTime()] : []))
  const edge = place.edge === null ? Number.POSITIVE_INFINITY : Date.parse(place.edge)
  // An instant of ours has no microseconds: the next window ends a little later than the last row began.
  const lowest = Math.min(...starts) + 1
  const isRounded = !place.isByOffset && Math.max(...starts) > edge + second
  const next = (): Place => {
    if (isRounded) return { ...place, passed, isByOffset: true, offset: Math.max(0, place.passed - rowsPerPage) }
    if (place.isByOffset || starts.length === 0 || lowest >= edge) {
      return { ...place, passed, offset: place.offset + rowsPerPage }
    }
    return { ...place, passed, offset: 0, edge: new Date(lowest).toISOString() }
  }
  return { found: foundInList(answer), next: () => (hasMore ? next() : null) }
}

/** Takes the next step of the way that `place` is on. Throws ApiError. */
export function takeStep(at: Address, range: Range, place: Place, manner: Manner): Promise<Step> {
  switch (place.way) {
    case 'kept recordings':
      return stepThroughKept(at, place, manner)
    case 'shared collection':
      return stepThroughCollection(at, place, manner)
    case 'replay events':
      return stepThroughEvents(at, range, place, manner)
    case 'recordings list':
      return stepThroughList(at, range, place, manner)
  }
}
