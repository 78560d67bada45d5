import { type ApiError, type ErrorKind } from '#api/http/errors.ts'
import { errorSentence } from '#api/http/errorSentence.ts'
import type { SendOptions } from '#api/http/request.ts'
import type { ApiConnection } from '#storage/connections.ts'
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
import type { Cursor, Range, Scan, Strategy } from './scan.ts'
import { Instant, strategies } from './scan.ts'
import { Details, detailsOf } from './shareRow.ts'

/** A recording that was found and is to be asked about. Its id is all that asking needs: whatever else is damaged is dropped. */
export const Candidate = v.object({
  id: v.string(),
  startTime: v.fallback(v.nullable(Instant), null),
  distinctId: v.fallback(v.nullable(v.string()), null),
  details: v.fallback(v.nullable(Details), null),
})
export type Candidate = v.InferOutput<typeof Candidate>

/**
 * What one request found, read only as it is taken, since it may hold 50,000; null stands for a row without an id. `next` takes
 * the start of the last row and gives null at the end. `unlisted` is what a collection that ends here counted and did not list.
 */
export type CandidatePage = {
  candidates: Iterable<Candidate | null>
  next: (lastStart: string | null) => Cursor | null
  unlisted?: number
}

/** Refusals of a way that would meet the next one as well. */
export const failsEveryStrategy: ReadonlySet<ErrorKind> = new Set(['bad-key', 'wrong-project', 'unreachable'])

const rowsPerPage = 100
const second = 1000

/** Which ways are tried, in their order. Being thorough means to trust no list of what was shared. */
export function strategiesOf({ isThorough }: Pick<Scan, 'isThorough'>): readonly Strategy[] {
  return isThorough ? strategies.filter((strategy) => !findsOnlyShared.has(strategy)) : strategies
}

/** Ways that need no walk through all recordings, and so no range either. */
export const findsOnlyShared: ReadonlySet<Strategy> = new Set(['kept recordings', 'shared collection'])

export function initialCursor(strategy: Strategy): Cursor {
  return { strategy, offset: 0, edge: null, passed: 0, isByOffset: false, count: null }
}

export function isInitial({ offset, edge }: Cursor): boolean {
  return offset === 0 && edge === null
}

/** Why a way was not open, for the coverage. */
export function refusalOf(strategy: Strategy, error: ApiError): Scan['refused'][number] {
  return { strategy, why: errorSentence(error), scope: error.facts.scope ?? null }
}

function* candidatesFromSql({ rows, read }: CandidateRows): Iterable<Candidate | null> {
  for (const row of rows) {
    const candidate = read(row)
    yield candidate && { ...candidate, details: null }
  }
}

function* candidatesFromList({
  rows,
  unreadable,
}: {
  rows: readonly Recording[]
  unreadable: number
}): Iterable<Candidate | null> {
  for (let row = 0; row < unreadable; row += 1) yield null
  for (const row of rows) {
    const details = detailsOf(row)
    yield { id: row.id, startTime: details.startTime, distinctId: row.distinctId, details }
  }
}

async function fetchKeptPage(connection: ApiConnection, cursor: Cursor, sendOptions: SendOptions): Promise<CandidatePage> {
  const answer = await listKeptRecordings(connection, cursor.offset, sendOptions)
  const next = answer.isLast ? null : { ...cursor, offset: cursor.offset + answer.rows.length }
  return { candidates: candidatesFromSql(answer), next: () => next }
}

/**
 * The server's count tells the end, since a page of its own only knows of itself (posthog-api.md#n2-find-shared-recordings). A
 * server that pages as its lists do says that there is more; one that does not count is walked until a page is empty.
 */
async function fetchCollectionPage(connection: ApiConnection, cursor: Cursor, sendOptions: SendOptions): Promise<CandidatePage> {
  const count = isInitial(cursor) ? await countSharedCollection(connection, sendOptions) : cursor.count
  const answer = await listSharedCollection(connection, cursor.offset, sendOptions)
  const offset = cursor.offset + sharedPerPage
  const listed = answer.rows.length + answer.unreadable
  const passed = cursor.passed + listed
  const isEmpty = listed === 0
  const isLast = count === null ? isEmpty : offset >= count && (isEmpty || !answer.hasMore)
  const unlisted = isLast && count !== null ? Math.max(0, count - passed) : 0
  return { candidates: candidatesFromList(answer), next: () => (isLast ? null : { ...cursor, offset, passed, count }), unlisted }
}

/** Sessions that have begun by a clock that is two days ahead of this one: whichever of the two is wrong, none is missed. */
function rangeEnd({ to }: Range): string {
  return to ?? new Date(Date.now() + 172_800_000).toISOString()
}

function wholeSecond(instant: string): number {
  return Math.floor(Date.parse(instant) / second) * second
}

async function fetchEventsPage(
  connection: ApiConnection,
  range: Range,
  cursor: Cursor,
  sendOptions: SendOptions,
): Promise<CandidatePage> {
  const from = cursor.edge ?? range.from
  const answer = await listRecordedSessions(connection, { from, to: rangeEnd(range) }, sendOptions)
  return {
    candidates: candidatesFromSql(answer),
    next(lastStart) {
      if (answer.isLast) return null
      // The second in which the answer was cut is asked for again; one that holds more than an answer is passed over.
      const begun = wholeSecond(from)
      const reached = wholeSecond(lastStart ?? from)
      const edge = reached > begun ? reached : begun + second
      return { ...cursor, edge: new Date(edge).toISOString() }
    },
  }
}

/**
 * Walks the list from its newest row down. The end of the window moves with the walk, so that rows which come or go meanwhile
 * shift nothing and no request asks the server to skip thousands. A server that rounds that end is walked by offset instead.
 */
async function fetchListPage(
  connection: ApiConnection,
  range: Range,
  cursor: Cursor,
  sendOptions: SendOptions,
): Promise<CandidatePage> {
  const dateTo = cursor.isByOffset ? range.to : (cursor.edge ?? range.to)
  const filters = { ...defaultQuestion, dateFrom: range.from, dateTo }
  const answer = await listRecordings(connection, { limit: rowsPerPage, offset: cursor.offset }, filters, sendOptions)
  const { rows, hasMore } = answer
  const passed = cursor.passed + rows.length
  const starts = rows.flatMap(({ startTime }) => (startTime ? [startTime.getTime()] : []))
  const edge = cursor.edge === null ? Number.POSITIVE_INFINITY : Date.parse(cursor.edge)
  // An instant of ours has no microseconds: the next window ends a little later than the last row began.
  const lowest = Math.min(...starts) + 1
  const isRounded = !cursor.isByOffset && Math.max(...starts) > edge + second
  const next = (): Cursor => {
    if (isRounded) return { ...cursor, passed, isByOffset: true, offset: Math.max(0, cursor.passed - rowsPerPage) }
    if (cursor.isByOffset || starts.length === 0 || lowest >= edge) {
      return { ...cursor, passed, offset: cursor.offset + rowsPerPage }
    }
    return { ...cursor, passed, offset: 0, edge: new Date(lowest).toISOString() }
  }
  return { candidates: candidatesFromList(answer), next: () => (hasMore ? next() : null) }
}

/** Takes the next step of the way that `place` is on. Throws ApiError. */
export function fetchPage(
  connection: ApiConnection,
  range: Range,
  cursor: Cursor,
  sendOptions: SendOptions,
): Promise<CandidatePage> {
  switch (cursor.strategy) {
    case 'kept recordings':
      return fetchKeptPage(connection, cursor, sendOptions)
    case 'shared collection':
      return fetchCollectionPage(connection, cursor, sendOptions)
    case 'replay events':
      return fetchEventsPage(connection, range, cursor, sendOptions)
    case 'recordings list':
      return fetchListPage(connection, range, cursor, sendOptions)
  }
}
