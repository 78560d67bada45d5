import { errorSentence } from '#api/http/errorSentence.ts'
import { type ApiError, asApiError } from '#api/http/errors.ts'
import { retryInBackground } from '#api/http/retryInBackground.ts'
import { deleteRecording } from '#api/recordings/recordingMutations.ts'
import { Cancelled } from '#lib/control.ts'
import { deleteInBulk } from './deleteInBulk.ts'
import { type DeletionOptions, earlierAttemptMessage, type Work } from './deletionWork.ts'

async function deleteOne(work: Work, id: string) {
  const onError = ({ facts }: ApiError) => {
    if (facts.status === undefined || facts.status >= 500) work.unanswered.add(id)
  }
  const wasRequestedBefore = work.unanswered.has(id)
  try {
    await retryInBackground(work, (sendOptions) => deleteRecording(work.connection(), id, sendOptions), { onError })
    work.onOutcome([id], 'deleted', null)
  } catch (thrown) {
    if (thrown instanceof Cancelled) throw thrown
    const error = asApiError(thrown)
    if (error.kind === 'not-found' || error.kind === 'gone') {
      const isOurs = wasRequestedBefore || work.unanswered.has(id)
      work.onOutcome([id], 'already gone', isOurs ? earlierAttemptMessage : null)
    } else {
      work.onOutcome([id], 'failed', errorSentence(error))
    }
  }
}

/**
 * Deletes recordings (posthog-api.md#b5-delete-a-recording, #b6-related-calls): in bulk where the server allows that for API keys,
 * otherwise one by one. A DELETE is repeated only after a 429. Errors that affect every recording pause the run through its control,
 * others fail their recording. After a cancel the rest is "not attempted". Resolves when every ID has an outcome; never rejects.
 */
export async function runDeletion(options: DeletionOptions): Promise<void> {
  const remaining = new Set(options.ids)
  const work: Work = {
    ...options,
    unanswered: new Set(options.requestedBefore),
    onOutcome(ids, outcome, why) {
      const newlySettled = ids.filter((id) => remaining.delete(id))
      if (newlySettled.length > 0) options.onOutcome(newlySettled, outcome, why)
    },
  }
  try {
    for (const id of await deleteInBulk(work, [...remaining])) await deleteOne(work, id)
  } catch (error) {
    if (!(error instanceof Cancelled)) return options.onOutcome([...remaining], 'failed', errorSentence(asApiError(error)))
    const unanswered = [...remaining].filter((id) => work.unanswered.has(id))
    work.onOutcome(unanswered, 'failed', 'Canceled while waiting for the server. It may or may not be deleted.')
    work.onOutcome([...remaining], 'not attempted', null)
  }
}
