import { formatDateTime, zoneLabel } from '#lib/instant.ts'
import { counted } from '#lib/format.ts'
import type { Erasure } from '#storage/receipts.ts'

/** A request that is not to be sent yet. */
export function newErasure(personUuid: string): Erasure {
  return { personUuid, requestedAt: null, isRefused: false, answer: null }
}

/** Whether the request may have reached the server, and must not be sent again. */
export function isRequested({ requestedAt, isRefused }: Erasure): boolean {
  return requestedAt !== null && !isRefused
}

/** Why the answer means that nothing will be erased; null if it doesn't say that. */
export function whyNothing({ personUuid, answer }: Erasure): string | null {
  if (answer?.personsFound === 0) return 'The server didn’t find this person and erased nothing.'
  if (answer?.recordingsQueuedForDeletion === false) return 'The server didn’t queue any recordings and erased nothing.'
  const error = answer?.deletionErrors?.find((one) => one.personUuid === personUuid.toLowerCase())
  if (!error) return null
  return `The server reported an error for this person${error.step === null ? '' : ` (${error.step})`} and erased nothing.`
}

function answerText({ answer }: Erasure): string {
  if (answer === null) return 'There is no readable answer, so the server may or may not have received it.'
  const { personsFound, recordingsQueuedForDeletion, deletionErrors, personsDeleted, personsQueuedForDeletion } = answer
  const gone = (personsDeleted ?? 0) + (personsQueuedForDeletion ?? 0)
  return [
    personsFound === null
      ? 'The server didn’t say whether it found the person.'
      : `Server answer: ${counted(personsFound, 'person', 'people')} found, recordings ${
          recordingsQueuedForDeletion === null
            ? 'not mentioned'
            : recordingsQueuedForDeletion
              ? 'queued for deletion'
              : 'not queued'
        }, ${counted(deletionErrors?.length ?? 0, 'error')}.`,
    gone > 0 ? `It also reports ${counted(gone, 'person', 'people')} deleted, which wasn’t requested.` : '',
    answer.eventsQueuedForDeletion ? 'It also reports events queued for deletion, which wasn’t requested.' : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** What was requested, when, and what the server answered; of a request that was refused, the rows say why. */
export function erasureText(erasure: Erasure, zone: string | null): string {
  const { requestedAt } = erasure
  if (requestedAt === null) return 'One request to erase all recordings of this person. It wasn’t sent.'
  const what = `One request to erase all recordings of this person, sent ${formatDateTime(requestedAt, zone)} (${zoneLabel(zone)}).`
  if (erasure.isRefused && erasure.answer === null) return `${what} The server refused it.`
  const progress = 'The server doesn’t tell when recordings are erased. Look again to check which are still listed.'
  return [what, answerText(erasure), ...(erasure.isRefused ? [] : [progress])].join(' ')
}
