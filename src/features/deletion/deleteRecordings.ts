import { errorSentence } from '#api/http/errorSentence.ts'
import { type ApiError, asApiError } from '#api/http/errors.ts'
import { isRefusal } from '#api/http/isRefusal.ts'
import { retryInBackground } from '#api/http/retryInBackground.ts'
import { deleteRecording } from '#api/recordings/recordingMutations.ts'
import { oneByOne, type Result } from '#features/jobs/oneByOne.ts'
import { Cancelled } from '#lib/control.ts'
import { deleteInBulk, earlierAttemptMessage } from './deleteInBulk.ts'
import { type DeletionWork, stillListed } from './stillListed.ts'

async function deleteOne(work: DeletionWork, id: string): Promise<Result> {
  const onError = (error: ApiError) => {
    if (!isRefusal(error)) work.unanswered.add(id)
  }
  try {
    await retryInBackground(work, (sendOptions) => deleteRecording(work.connection(), id, sendOptions), { onError })
    return { outcome: 'deleted' }
  } catch (error) {
    if (error instanceof Cancelled) throw error
    const { kind } = asApiError(error)
    if (kind === 'not-found' || kind === 'gone') {
      return { outcome: 'already gone', why: work.unanswered.has(id) ? earlierAttemptMessage : null }
    }
    if (isRefusal(asApiError(error))) throw error
    return await lookUp(work, id, errorSentence(asApiError(error)))
  }
}

/** A server may delete first and fail then, so only the list says what an answer that is no refusal means. */
async function lookUp(work: DeletionWork, id: string, why: string): Promise<Result> {
  work.unanswered.add(id)
  const listed = await stillListed(work, [id])
  if (listed === null) return { outcome: 'unknown', why: `${why} It may or may not be deleted.` }
  return listed.has(id) ? { outcome: 'failed', why } : { outcome: 'deleted', why: `${why} But it isn’t listed anymore.` }
}

/**
 * Deletes the recordings of a job (posthog-api.md#b5-delete-a-recording, #b6-related-calls): in bulk where the server allows that
 * for API keys, otherwise one by one. A DELETE is repeated only after a 429. Errors that affect every recording pause the job,
 * others fail their recording. What a cancel leaves is "not attempted", or
 * "unknown" where the server may have deleted it; so is what could not be looked up after an answer that is no refusal. Never
 * rejects.
 */
export async function deleteRecordings(work: DeletionWork): Promise<void> {
  try {
    const left = new Set(await deleteInBulk(work))
    await oneByOne({ ...work, items: work.items.filter(({ id }) => left.has(id)) }, ({ id }) => deleteOne(work, id))
  } catch (error) {
    if (!(error instanceof Cancelled)) {
      const why = errorSentence(asApiError(error))
      work.settle([...work.unanswered], 'unknown', `${why} It may or may not be deleted.`)
      work.settle(
        work.items.map(({ id }) => id),
        'failed',
        why,
      )
    }
  }
  work.settle([...work.unanswered], 'unknown', 'Canceled while waiting for the server. It may or may not be deleted.')
}
