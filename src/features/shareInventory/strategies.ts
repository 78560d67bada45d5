import { type ApiError, type ErrorKind } from '#api/http/errors.ts'
import { errorSentence } from '#api/http/errorSentence.ts'
import type { SendOptions } from '#api/http/request.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { listRecordings, type Recording } from '#api/recordings/recordings.ts'
import { defaultFilters } from '#api/recordings/recordingFilters.ts'
import {
  type CandidateRows,
  countSharedCollection,
  listStoredRecordings,
  listRecordedSessions,
  listSharedCollection,
  sharedPerPage,
} from '#api/sharing/shareCandidates.ts'
import { type Cursor, type Range, type Scan, strategies, type Strategy } from '#storage/scan.ts'
import type { Candidate } from '#storage/shareRow.ts'
import { detailsOf } from './rowFields.ts'

/**
 * `candidates` are parsed lazily, because one answer can have 50,000 rows; null stands for a row without an ID. `next` takes the
 * start of the last row and returns null at the end. `unlisted`: rows that the collection counts but does not list.
 */
export type CandidatePage = {
  candidates: Iterable<Candidate | null>
  next: (lastStart: string | null) => Cursor | null
  unlisted?: number
}

/** Errors that would also fail the next strategy. */
export const failsEveryStrategy: ReadonlySet<ErrorKind> = new Set(['bad-key', 'wrong-project', 'unreachable', 'locked'])

const rowsPerPage = 100
const second = 1000

/** A thorough scan does not rely on lists of shared recordings. */
export function strategiesOf({ isThorough }: Pick<Scan, 'isThorough'>): readonly Strategy[] {
  return isThorough ? strategies.filter((strategy) => !findsOnlyShared.has(strategy)) : strategies
}

/** Strategies that list only shared recordings and need no range. */
export const findsOnlyShared: ReadonlySet<Strategy> = new Set(['kept recordings', 'shared collection'])

export function initialCursor(strategy: Strategy): Cursor {
  return { strategy, offset: 0, edge: null, passed: 0, isByOffset: false, count: null }
}

export function isInitial({ offset, edge }: Cursor): boolean {
  return offset === 0 && edge === null
}

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

async function fetchStoredPage(connection: ApiConnection, cursor: Cursor, sendOptions: SendOptions): Promise<CandidatePage> {
  const answer = await listStoredRecordings(connection, cursor.offset, sendOptions)
  const next = answer.isLast ? null : { ...cursor, offset: cursor.offset + answer.rows.length }
  return { candidates: candidatesFromSql(answer), next: () => next }
}

/**
 * Pages of this collection do not say whether more follow, so its count decides (posthog-api.md#n2-find-shared-recordings). Without
 * a count, pages are read until one is empty.
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

/** Two days ahead, so that no session is missed if clocks differ. */
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
      // Repeats the second in which the answer was cut off; a second with more rows than one answer is skipped.
      const begun = wholeSecond(from)
      const reached = wholeSecond(lastStart ?? from)
      const edge = reached > begun ? reached : begun + second
      return { ...cursor, edge: new Date(edge).toISOString() }
    },
  }
}

/**
 * Reads the list from the newest row. The end of the range moves along, so that added or deleted rows shift nothing and offsets stay
 * small. Servers that round that end are read by offset instead.
 */
async function fetchListPage(
  connection: ApiConnection,
  range: Range,
  cursor: Cursor,
  sendOptions: SendOptions,
): Promise<CandidatePage> {
  const dateTo = cursor.isByOffset ? range.to : (cursor.edge ?? range.to)
  const filters = { ...defaultFilters, dateFrom: range.from, dateTo }
  const answer = await listRecordings(connection, { limit: rowsPerPage, offset: cursor.offset }, filters, sendOptions)
  const { rows, hasMore } = answer
  const passed = cursor.passed + rows.length
  const starts = rows.flatMap(({ startTime }) => (startTime ? [startTime.getTime()] : []))
  const edge = cursor.edge === null ? Number.POSITIVE_INFINITY : Date.parse(cursor.edge)
  // Date has no microseconds, so the next range ends slightly after the start of the last row.
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

/** Throws ApiError. */
export function fetchPage(
  connection: ApiConnection,
  range: Range,
  cursor: Cursor,
  sendOptions: SendOptions,
): Promise<CandidatePage> {
  switch (cursor.strategy) {
    case 'kept recordings':
      return fetchStoredPage(connection, cursor, sendOptions)
    case 'shared collection':
      return fetchCollectionPage(connection, cursor, sendOptions)
    case 'replay events':
      return fetchEventsPage(connection, range, cursor, sendOptions)
    case 'recordings list':
      return fetchListPage(connection, range, cursor, sendOptions)
  }
}
