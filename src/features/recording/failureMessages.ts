import { deletedMessages } from '#api/recordings/deletedMessages.ts'
import type { ApiError } from '#api/http/errors.ts'
import type { DeletionNotice } from '#api/recordings/deletionNotice.ts'
import { exactTime, relativeTime } from '#lib/instant.ts'
import { uuidTime } from '#lib/uuidTime.ts'
import type { KnownRow } from './findRow.ts'

type FailureMessage = { message: string; next: string | undefined }

/** `row` comes from a cached list, `deletion` from the server. */
type Known = { id: string; row: KnownRow | null; projectId: string; deletion: DeletionNotice | null }

function deleted(deletion: DeletionNotice): FailureMessage {
  return { message: deletedMessages(deletion), next: 'Nothing of it can be brought back.' }
}

function notFound({ id, row, deletion }: Known, now: number): FailureMessage {
  if (deletion) return deleted(deletion)
  const expiry = row?.recording.expiryTime
  if (expiry && expiry.getTime() <= now) {
    return {
      message: 'This recording has expired.',
      next: `It was kept until ${exactTime(expiry, 'UTC')} UTC. PostHog removes recordings when their retention ends.`,
    }
  }
  if (row) {
    return {
      message: 'This recording is gone.',
      next: `A list still held it ${relativeTime(new Date(row.fetchedAt), now)}, but the server no longer has it: it was deleted, or its retention has ended.`,
    }
  }
  const startedAt = uuidTime(id, now)
  return {
    message: 'This project has no recording with this id.',
    next: [
      'It was deleted, its retention has ended, or it never was in this project.',
      startedAt && `By its id, the session began ${relativeTime(startedAt, now)}.`,
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
        message: `This recording belongs to project ${known.projectId}, which the key cannot see.`,
        next: 'Use a key that has access to the project. If there is no such project, the link is wrong.',
      }
    default:
      return { message: error.message, next: error.next }
  }
}
