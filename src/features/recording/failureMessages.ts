import { deletedMessage } from '#api/recordings/deletedMessage.ts'
import type { ApiError } from '#api/http/errors.ts'
import type { DeletionNotice } from '#api/snapshots/deletionNotice.ts'
import { formatDateTime, relativeTime } from '#lib/instant.ts'
import { uuidTime } from '#lib/uuidTime.ts'
import type { KnownRow } from './findRow.ts'

type FailureMessage = { message: string; next: string | undefined }

/** `row` comes from a cached list, `deletion` from the server. */
type Known = { id: string; row: KnownRow | null; projectId: string; deletion: DeletionNotice | null }

function deleted(deletion: DeletionNotice): FailureMessage {
  return { message: deletedMessage(deletion), next: 'It can’t be restored.' }
}

function notFound({ id, row, deletion }: Known, now: number): FailureMessage {
  if (deletion) return deleted(deletion)
  const expiry = row?.recording.expiryTime
  if (expiry && expiry.getTime() <= now) {
    return {
      message: 'This recording has expired.',
      next: `It expired on ${formatDateTime(expiry, 'UTC')} UTC. PostHog deletes recordings at the end of their retention period.`,
    }
  }
  if (row) {
    return {
      message: 'This recording is gone.',
      next: `It was still listed ${relativeTime(new Date(row.fetchedAt), now)}, but the server no longer has it: it was deleted or has expired.`,
    }
  }
  const startedAt = uuidTime(id, now)
  return {
    message: 'This project has no recording with this ID.',
    next: [
      'It was deleted, has expired, or was never in this project.',
      startedAt && `The ID dates from about ${relativeTime(startedAt, now)}.`,
    ]
      .filter(Boolean)
      .join(' '),
  }
}

/** Explains why a recording can't be shown, in more detail than the error alone. */
export function failureMessages(error: ApiError, known: Known, now: number): FailureMessage {
  switch (error.kind) {
    case 'not-found':
      return notFound(known, now)
    case 'gone':
      return deleted(error.facts)
    case 'wrong-project':
      return {
        message: `This recording belongs to project ${known.projectId}, which this key can’t access.`,
        next: 'Use a key with access to that project. If the project doesn’t exist, the link is wrong.',
      }
    default:
      return { message: error.message, next: error.next }
  }
}
