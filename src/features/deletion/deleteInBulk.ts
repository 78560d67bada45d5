import { type ApiError, asApiError, type ErrorKind } from '#api/http/errors.ts'
import { concernsAll, retryInBackground } from '#api/http/retryInBackground.ts'
import { type BulkDeletion, bulkDeleteRecordings } from '#api/recordings/recordingMutations.ts'
import { listRecordings } from '#api/recordings/recordings.ts'
import { defaultQuestion, widestWindow } from '#api/recordings/recordingFilters.ts'
import { Cancelled } from '#lib/control.ts'
import { earlierAttemptMessage, type Work } from './deletionWork.ts'

/** What newest servers take at once, and what older ones do (posthog-api.md#b6-related-calls). */
const maxPerRequest = 100
const maxPerRequestOlder = 20

/** How many a server takes at once, by connection and host; 0 where it takes no key. Gone with the tab: servers are upgraded. */
const bulkLimits = new Map<string, number>()

const bulkUnsupportedKinds = new Set<ErrorKind>(['action-refuses-keys', 'endpoint-missing', 'forbidden', 'not-found', 'invalid'])
const pausing = new Set([...concernsAll].filter((kind) => !bulkUnsupportedKinds.has(kind)))

function nextBulkLimit({ kind, facts }: ApiError, size: number): number | null {
  if (!bulkUnsupportedKinds.has(kind)) return null
  const limit = /cannot process more than (\d+)/i.exec(facts.detail ?? '')?.[1]
  if (limit === undefined) return 0
  const next = Number(limit) < size ? Number(limit) : maxPerRequestOlder
  return next < size ? next : 0
}

/** Which of these the list still holds; null where it cannot be asked. Throws Cancelled. */
async function stillListed(work: Work, ids: readonly string[]): Promise<ReadonlySet<string> | null> {
  const filters = { ...defaultQuestion, ids }
  const slice = { limit: ids.length, offset: 0 }
  try {
    const { rows, ignored, hasMore } = await retryInBackground(work, (sendOptions) =>
      listRecordings(work.connection(), slice, filters, sendOptions),
    )
    return ignored.includes('session_ids') || hasMore ? null : new Set(rows.map(({ id }) => id))
  } catch (error) {
    if (error instanceof Cancelled) throw error
    return null
  }
}

function reportGone(work: Work, gone: readonly string[], deletedCount: number | null) {
  if (gone.length === 0) return
  if (deletedCount === gone.length) return work.onOutcome(gone, 'deleted', null)
  if (deletedCount === 0) {
    const isOurs = gone.some((id) => work.unanswered.has(id))
    return work.onOutcome(gone, 'already gone', isOurs ? earlierAttemptMessage : null)
  }
  const claim =
    deletedCount === null ? 'The server did not say how many it deleted' : `The server says it deleted ${deletedCount}`
  work.onOutcome(gone, 'deleted', `${claim} of ${gone.length} asked for together; its list holds none of these any more.`)
}

/** Finds out what became of each of `ids`; gives back those that are still to be deleted one by one. */
async function settle(work: Work, ids: readonly string[], answer: BulkDeletion | null): Promise<readonly string[]> {
  const failedIds = new Set(answer?.failedIds)
  const failed = ids.filter((id) => failedIds.has(id))
  const others = ids.filter((id) => !failedIds.has(id))
  const deletedCount = answer?.deletedCount ?? null
  if (deletedCount === others.length) {
    work.onOutcome(others, 'deleted', null)
    return failed
  }
  let listed: ReadonlySet<string> | null
  try {
    listed = await stillListed(work, others)
  } catch (error) {
    work.onOutcome(others, 'failed', 'Asked for together with others, and cancelled before it was known what became of it.')
    throw error
  }
  if (listed === null) {
    for (const id of others) work.unanswered.add(id)
    return ids
  }
  const left = listed
  reportGone(
    work,
    others.filter((id) => !left.has(id)),
    deletedCount,
  )
  return [...failed, ...others.filter((id) => left.has(id))]
}

/**
 * Deletes many at once as long as the server lets a key do so (posthog-api.md#b6-related-calls), and remembers where it does not.
 * Counts are not trusted: servers skip what they do not find without a word, so where they differ the list is asked what is left.
 * Gives back what is to be deleted one by one. Throws Cancelled.
 */
export async function deleteInBulk(work: Work, ids: readonly string[]): Promise<readonly string[]> {
  const left: string[] = []
  let start = 0
  while (ids.length - start > 1) {
    const connection = work.connection()
    const server = `${connection.id} ${connection.host}`
    const size = bulkLimits.get(server) ?? maxPerRequest
    if (size === 0) break
    const chunk = ids.slice(start, start + size)
    const onError = ({ facts }: ApiError) => {
      if (facts.status === undefined || facts.status >= 500) for (const id of chunk) work.unanswered.add(id)
    }
    let answer: BulkDeletion | null = null
    try {
      answer = await retryInBackground(
        work,
        (sendOptions) => bulkDeleteRecordings(work.connection(), chunk, widestWindow, sendOptions),
        {
          pausing,
          onError,
        },
      )
    } catch (error) {
      if (error instanceof Cancelled) throw error
      const next = nextBulkLimit(asApiError(error), size)
      if (next !== null) {
        bulkLimits.set(server, next)
        continue
      }
    }
    left.push(...(await settle(work, chunk, answer)))
    start += chunk.length
  }
  return [...left, ...ids.slice(start)]
}
