import { errorSentence } from '#api/http/errorSentence.ts'
import { type ApiError, asApiError } from '#api/http/errors.ts'
import { retryInBackground } from '#api/http/retryInBackground.ts'
import { deleteRecording } from '#api/recordings/recordingMutations.ts'
import { oneByOne, type Result } from '#features/jobs/oneByOne.ts'
import { Cancelled } from '#lib/control.ts'
import { deleteInBulk, type DeletionWork, earlierAttemptMessage } from './deleteInBulk.ts'

async function deleteOne(work: DeletionWork, id: string): Promise<Result> {
  const onError = ({ facts }: ApiError) => {
    if (facts.status === undefined || facts.status >= 500) work.unanswered.add(id)
  }
  try {
    await retryInBackground(work, (sendOptions) => deleteRecording(work.connection(), id, sendOptions), { onError })
    return { outcome: 'deleted' }
  } catch (error) {
    if (error instanceof Cancelled || !['not-found', 'gone'].includes(asApiError(error).kind)) throw error
    return { outcome: 'already gone', why: work.unanswered.has(id) ? earlierAttemptMessage : null }
  }
}

/**
 * Deletes the recordings of a job (posthog-api.md#b5-delete-a-recording, #b6-related-calls): in bulk where the server allows that
 * for API keys, otherwise one by one. A DELETE is repeated only after a 429. Errors that affect every recording pause the job,
 * others fail their recording. What a cancel leaves is "not attempted", or "failed" where the server may have deleted it. Never
 * rejects.
 */
export async function deleteRecordings(work: DeletionWork): Promise<void> {
  try {
    const left = new Set(await deleteInBulk(work))
    await oneByOne({ ...work, items: work.items.filter(({ id }) => left.has(id)) }, ({ id }) => deleteOne(work, id))
  } catch (error) {
    const ids = work.items.map(({ id }) => id)
    if (!(error instanceof Cancelled)) work.settle(ids, 'failed', errorSentence(asApiError(error)))
  }
  work.settle([...work.unanswered], 'failed', 'Canceled while waiting for the server. It may or may not be deleted.')
}
