import { errorSentence } from '#api/http/errorSentence.ts'
import { type ApiError, asApiError } from '#api/http/errors.ts'
import { retryInBackground } from '#api/http/retryInBackground.ts'
import { deleteRecording } from '#api/recordings/recordingMutations.ts'
import { Cancelled } from '#lib/control.ts'
import { deleteTogether } from './deleteInBulk.ts'
import { type DeletionOrder, earlierTry, type Work } from './deletionWork.ts'

async function deleteOne(work: Work, id: string) {
  const onError = ({ facts }: ApiError) => {
    if (facts.status === undefined || facts.status >= 500) work.unanswered.add(id)
  }
  const askedBefore = work.unanswered.has(id)
  try {
    await retryInBackground(work, (sendOptions) => deleteRecording(work.connection(), id, sendOptions), { onError })
    work.onOutcome([id], 'deleted', null)
  } catch (thrown) {
    if (thrown instanceof Cancelled) throw thrown
    const error = asApiError(thrown)
    if (error.kind === 'not-found' || error.kind === 'gone') {
      const isOurs = askedBefore || work.unanswered.has(id)
      work.onOutcome([id], 'already gone', isOurs ? earlierTry : null)
    } else {
      work.onOutcome([id], 'failed', errorSentence(error))
    }
  }
}

/**
 * Deletes recordings (posthog-api.md#b5-delete-a-recording, #b6-related-calls): together where the server lets a key do that,
 * else one by one. A DELETE is sent again only after a 429. Errors that would meet every recording pause the run through its
 * control; all others fail their recording. Cancelled, the rest is "not attempted". Resolves when every id has its outcome; never
 * rejects.
 */
export async function runDeletion(order: DeletionOrder): Promise<void> {
  const open = new Set(order.ids)
  const work: Work = {
    ...order,
    unanswered: new Set(order.askedBefore),
    onOutcome(ids, outcome, why) {
      const news = ids.filter((id) => open.delete(id))
      if (news.length > 0) order.onOutcome(news, outcome, why)
    },
  }
  try {
    for (const id of await deleteTogether(work, [...open])) await deleteOne(work, id)
  } catch (error) {
    if (!(error instanceof Cancelled)) return order.onOutcome([...open], 'failed', errorSentence(asApiError(error)))
    const asked = [...open].filter((id) => work.unanswered.has(id))
    work.onOutcome(asked, 'failed', 'Asked for without an answer, then cancelled: it may be deleted or not.')
    work.onOutcome([...open], 'not attempted', null)
  }
}
