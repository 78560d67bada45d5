import { ApiError, asApiError, type ErrorKind } from '#api/http/errors.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { walkPages } from '#api/http/walkPages.ts'
import { type RetryOptions, retryInBackground, pausesOnNothing as pausing } from '#api/http/retryInBackground.ts'
import { findPersonRecordings } from '#api/recordings/personRecordings.ts'
import { listRecordings, type Person, type Recording } from '#api/recordings/recordings.ts'
import { defaultFilters, widestDateFrom } from '#api/recordings/recordingFilters.ts'
import type { Subject } from './subjects.ts'
import { knownPersonName } from '#api/recordings/personName.ts'
import { subjectOf } from './subjects.ts'

/** `foundBy` is a sentence. `isPermanent` is null if the answers do not show it. */
export type RecordingsOfPerson = { subjects: Subject[]; foundBy: string; isPermanent: boolean | null }

type Search = RetryOptions & { connection: ApiConnection; person: Person; signal: AbortSignal; onFound: (count: number) => void }

/** Errors that end the search; after any other, the list is tried instead of SQL. */
const fatal: ReadonlySet<ErrorKind> = new Set(['bad-key', 'wrong-project', 'unreachable', 'locked', 'aborted'])

async function findBySql({ connection, person, signal, onFound, ...retryOptions }: Search): Promise<Subject[]> {
  const subjects = new Map<string, Subject>()
  for (let next: number | null = 0; next !== null;) {
    const from: number = next
    const answer = await retryInBackground(
      retryOptions,
      (sendOptions) => findPersonRecordings(connection, person, from, { ...sendOptions, signal }),
      {
        pauseOn: pausing,
      },
    )
    for (const { id, startTime, distinctId } of answer.recordings) {
      subjects.set(id, { id, startTime, person: knownPersonName(person, distinctId) })
    }
    next = answer.next
    onFound(subjects.size)
  }
  return [...subjects.values()]
}

function belongsTo(person: Person, row: Recording): boolean {
  if (person.uuid !== null && row.person?.uuid === person.uuid) return true
  return row.distinctId !== null && person.distinctIds.includes(row.distinctId)
}

/** Filters again here, because everything found will be deleted. */
async function findInList({ connection, person, signal, onFound, ...retryOptions }: Search): Promise<Recording[]> {
  const rows = new Map<string, Recording>()
  const personFilter = person.uuid === null ? { distinctId: person.distinctIds[0] ?? '' } : { personUuid: person.uuid }
  const question = { ...defaultFilters, ...personFilter, dateFrom: widestDateFrom }
  const pages = walkPages((slice) =>
    retryInBackground(retryOptions, (sendOptions) => listRecordings(connection, slice, question, { ...sendOptions, signal }), {
      pauseOn: pausing,
    }),
  )
  for await (const answer of pages) {
    if (answer.ignored.length > 0) throw new ApiError('invalid', { detail: `it can’t filter by ${answer.ignored.join(', ')}` })
    for (const row of answer.rows) if (belongsTo(person, row)) rows.set(row.id, row)
    onFound(rows.size)
  }
  return [...rows.values()]
}

/** Servers that return retention fields delete permanently. Null without recordings. */
export function deletesPermanently(recordings: readonly Recording[]): boolean | null {
  if (recordings.length === 0) return null
  return recordings.some(({ expiryTime, retentionPeriodDays }) => expiryTime !== null || retentionPeriodDays !== null)
}

/**
 * All recordings of a person: by SQL, or page by page where the key or server does not allow SQL. Waits for rate limits. Throws
 * ApiError if both fail, and Cancelled.
 */
export async function findRecordingsOfPerson(search: Search): Promise<RecordingsOfPerson> {
  let refusal: string
  try {
    const subjects = await findBySql(search)
    const foundBy = 'Found by SQL across all stored recordings.'
    return { subjects, foundBy, isPermanent: null }
  } catch (thrown) {
    const error = asApiError(thrown)
    if (search.control.isCancelled() || fatal.has(error.kind)) throw thrown
    refusal = error.message
  }
  const rows = await findInList(search)
  const foundBy = `Found in the recordings list of the last 5 years, because this key can’t use SQL. ${refusal}`
  return { subjects: rows.map(subjectOf), foundBy, isPermanent: deletesPermanently(rows) }
}
