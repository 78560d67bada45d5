import { capabilitiesOf, learnCapabilities } from '#api/capabilities.ts'
import { type ApiError, asApiError, type ErrorKind } from '#api/http/errors.ts'
import { isRefusal } from '#api/http/isRefusal.ts'
import { affectsEveryRequest, retryInBackground } from '#api/http/retryInBackground.ts'
import { type BulkDeletion, bulkDeleteRecordings } from '#api/recordings/recordingMutations.ts'
import { widestDateFrom } from '#api/recordings/recordingFilters.ts'
import { Cancelled } from '#lib/control.ts'
import { type DeletionWork, stillListed } from './stillListed.ts'

export const earlierAttemptMessage = 'An earlier attempt may have deleted it.'

/** Limits of the newest and of older servers (posthog-api.md#b6-related-calls). */
const maxPerRequest = 100
const maxPerRequestOlder = 20

const bulkUnsupportedKinds = new Set<ErrorKind>(['action-refuses-keys', 'endpoint-missing', 'forbidden', 'not-found', 'invalid'])
const pausing = new Set([...affectsEveryRequest].filter((kind) => !bulkUnsupportedKinds.has(kind)))

function nextBulkLimit({ kind, facts }: ApiError, size: number): number | null {
  if (!bulkUnsupportedKinds.has(kind)) return null
  const limit = /cannot process more than (\d+)/i.exec(facts.detail ?? '')?.[1]
  if (limit === undefined) return 0
  const next = Number(limit) < size ? Number(limit) : maxPerRequestOlder
  return next < size ? next : 0
}

function reportGone(work: DeletionWork, gone: readonly string[], deletedCount: number | null) {
  if (gone.length === 0) return
  if (deletedCount === gone.length) return work.settle(gone, 'deleted')
  if (deletedCount === 0) {
    const isOurs = gone.some((id) => work.unanswered.has(id))
    return work.settle(gone, 'already gone', isOurs ? earlierAttemptMessage : null)
  }
  const claim =
    deletedCount === null
      ? `The server didn’t report how many of ${gone.length} it deleted in bulk`
      : `The server reports ${deletedCount} of ${gone.length} deleted in bulk`
  work.settle(gone, 'deleted', `${claim}. None of them is listed anymore.`)
}

/**
 * Reports the outcome of each ID that is gone; returns those that must be deleted one by one. Counts of an answer prove nothing of
 * a single recording, so the list decides.
 */
async function settle(work: DeletionWork, ids: readonly string[], answer: BulkDeletion | null): Promise<readonly string[]> {
  let listed: ReadonlySet<string> | null
  try {
    listed = await stillListed(work, ids)
  } catch (error) {
    work.settle(ids, 'unknown', 'Canceled before the result of the bulk request was known.')
    throw error
  }
  if (listed === null) {
    for (const id of ids) work.unanswered.add(id)
    return ids
  }
  const left = listed
  const gone = ids.filter((id) => !left.has(id))
  const failedIds = new Set(answer?.failedIds)
  const wrongly = gone.filter((id) => failedIds.has(id))
  if (wrongly.length > 0) work.settle(wrongly, 'deleted', 'The server reported a failure, but doesn’t list it anymore.')
  reportGone(
    work,
    gone.filter((id) => !failedIds.has(id)),
    answer?.deletedCount ?? null,
  )
  return ids.filter((id) => left.has(id))
}

/**
 * Deletes in bulk where the server allows that for API keys (posthog-api.md#b6-related-calls), and looks up every recording
 * afterwards. Returns the IDs to delete one by one. Throws Cancelled.
 */
export async function deleteInBulk(work: DeletionWork): Promise<readonly string[]> {
  const ids = work.items.map(({ id }) => id)
  const left: string[] = []
  let start = 0
  while (ids.length - start > 1) {
    const size = capabilitiesOf(work.connection()).maxBulkDeletion ?? maxPerRequest
    if (size === 0) break
    const chunk = ids.slice(start, start + size)
    const onError = (error: ApiError) => {
      if (!isRefusal(error)) for (const id of chunk) work.unanswered.add(id)
    }
    await work.control.waitUntilRunning()
    await work.begin(chunk)
    let answer: BulkDeletion | null = null
    try {
      answer = await retryInBackground(
        work,
        (sendOptions) => bulkDeleteRecordings(work.connection(), chunk, widestDateFrom, sendOptions),
        {
          pauseOn: pausing,
          onError,
        },
      )
    } catch (error) {
      if (error instanceof Cancelled) throw error
      const next = nextBulkLimit(asApiError(error), size)
      if (next !== null) {
        learnCapabilities(work.connection(), { maxBulkDeletion: next })
        continue
      }
    }
    left.push(...(await settle(work, chunk, answer)))
    start += chunk.length
  }
  return [...left, ...ids.slice(start)]
}
