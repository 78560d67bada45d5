import { errorSentence } from '#api/http/errorSentence.ts'
import { asApiError } from '#api/http/errors.ts'
import { isRefusal } from '#api/http/isRefusal.ts'
import { affectsEveryRequest, retryInBackground } from '#api/http/retryInBackground.ts'
import { canErase, eraseRecordingsOfPerson } from '#api/persons/personErasure.ts'
import { Cancelled } from '#lib/control.ts'
import type { Erasure } from '#storage/receipts.ts'
import { isRequested, whyNothing } from './erasure.ts'
import { type DeletionWork, stillListed } from './stillListed.ts'

/** A list request takes this many IDs. */
const maxPerLookUp = 100

/** Without a network nobody knows whether the request was received, so it is not sent again after a pause. */
const pauseOn = new Set([...affectsEveryRequest].filter((kind) => kind !== 'unreachable' && kind !== 'endpoint-missing'))

const queued = 'Requested. The server erases it in the background.'
const unconfirmed = 'Requested, but the server didn’t say whether it will erase it.'

/** Sends the request if this server is known to keep the person. `save` gets what is known of it before and after. */
async function sendRequest(work: DeletionWork, erasure: Erasure, save: (erasure: Erasure) => void): Promise<void> {
  const ids = work.items.map(({ id }) => id)
  await work.control.waitUntilRunning()
  if (!(await retryInBackground(work, (sendOptions) => canErase(work.connection(), erasure.personUuid, sendOptions)))) {
    return work.settle(ids, 'failed', 'This server can’t erase all recordings of a person in one request. Nothing was sent.')
  }
  const sent: Erasure = { ...erasure, requestedAt: new Date().toISOString(), isRefused: false, answer: null }
  save(sent)
  await work.begin(ids)
  try {
    const send = (sendOptions: Parameters<typeof eraseRecordingsOfPerson>[2]) =>
      eraseRecordingsOfPerson(work.connection(), erasure.personUuid, sendOptions)
    const answered = { ...sent, answer: await retryInBackground(work, send, { pauseOn }) }
    const nothing = whyNothing(answered)
    save({ ...answered, isRefused: nothing !== null })
    work.settle(
      ids,
      nothing === null ? 'unknown' : 'failed',
      nothing ?? (answered.answer.recordingsQueuedForDeletion ? queued : unconfirmed),
    )
  } catch (error) {
    if (error instanceof Cancelled) {
      save(erasure) // it waited for its turn, or was refused before
      throw error
    }
    const why = errorSentence(asApiError(error))
    const isRefused = isRefusal(asApiError(error))
    save({ ...sent, isRefused })
    work.settle(ids, isRefused ? 'failed' : 'unknown', isRefused ? why : `${why} It may or may not be erased.`)
  }
}

async function lookUp(work: DeletionWork): Promise<void> {
  const ids = work.items.map(({ id }) => id)
  try {
    for (let start = 0; start < ids.length; start += maxPerLookUp) {
      const some = ids.slice(start, start + maxPerLookUp)
      const listed = await stillListed(work, some)
      if (listed === null) {
        work.settle(some, 'unknown', 'Requested, but whether it is still listed couldn’t be checked.')
        continue
      }
      work.settle(
        some.filter((id) => !listed.has(id)),
        'deleted',
        'Requested, and not listed anymore.',
      )
      work.settle(
        some.filter((id) => listed.has(id)),
        'unknown',
        'Requested, but still listed.',
      )
    }
  } finally {
    work.settle(ids, 'unknown', 'Requested, but not looked up.')
  }
}

/**
 * Erases the recordings of a job by one request for all of their person (posthog-api.md#b8-persons), which is sent again only where
 * the server certainly did nothing. A recording is "unknown" until a look at the list, which a second start is, no longer finds it.
 * Never rejects.
 */
export async function eraseRecordings(work: DeletionWork, erasure: Erasure, save: (erasure: Erasure) => void): Promise<void> {
  try {
    await (isRequested(erasure) ? lookUp(work) : sendRequest(work, erasure, save))
  } catch (error) {
    if (error instanceof Cancelled) return
    work.settle(
      work.items.map(({ id }) => id),
      'failed',
      errorSentence(asApiError(error)),
    )
  }
}
