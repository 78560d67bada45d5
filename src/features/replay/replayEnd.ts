import { deletedMessage } from '#api/recordings/deletedMessage.ts'
import type { ApiError } from '#api/http/errors.ts'
import type { ReplayFacts } from './facts.ts'
import { type FileError, fileErrorMessage } from './replayFile.ts'

export type ReplayEnd =
  | { kind: 'complete' }
  /** Everything so far; it is still recording. */
  | { kind: 'ongoing' }
  /** Too new: nothing has been ingested. */
  | { kind: 'not-yet' }
  /** Past its retention. */
  | { kind: 'expired' }
  /** The server has no data and gives no reason. */
  | { kind: 'empty' }
  /** The server has no snapshots under this ID (404), which says nothing about the recording itself. */
  | { kind: 'missing' }
  | { kind: 'deleted'; error: ApiError }
  /** The server can't read its data. What was loaded stays. */
  | { kind: 'unavailable'; error: ApiError }
  /** Any other failure. What was loaded stays. */
  | { kind: 'failed'; error: ApiError }
  | { kind: 'too-few'; events: number }
  /** Changes without the page they apply to. */
  | { kind: 'no-full-snapshot' }
  | { kind: 'bad-file'; error: FileError }
  /** The worker could not start or failed. */
  | { kind: 'crashed' }
  /** A step of reading was ended because it took too long. What was loaded stays. */
  | { kind: 'too-slow' }

/** Whether the same request may succeed now. */
export function mayRetry({ kind }: ReplayEnd): boolean {
  return kind === 'failed' || kind === 'unavailable'
}

/** Whether loading ended before all of the recording was read. */
export function isCutShort(end: ReplayEnd | null): boolean {
  return end !== null && (mayRetry(end) || end.kind === 'crashed' || end.kind === 'too-slow')
}

/** Label of the retry button; null if retrying is no use. */
export function retryLabel(end: ReplayEnd): string | null {
  if (mayRetry(end)) return 'Try again'
  return end.kind === 'ongoing' || end.kind === 'not-yet' ? 'Refresh' : null
}

/** Ends a recording that has loaded completely. */
export function endOf(facts: ReplayFacts, isOngoing: boolean): ReplayEnd {
  if (facts.hasFullSnapshot && facts.eventCount >= 2) return { kind: isOngoing ? 'ongoing' : 'complete' }
  return facts.eventCount < 2 ? { kind: 'too-few', events: facts.eventCount } : { kind: 'no-full-snapshot' }
}

export function endOfError(error: ApiError): ReplayEnd {
  const { status, code } = error.facts
  if (error.kind === 'gone') return { kind: 'deleted', error }
  if (error.kind === 'not-found') return { kind: 'missing' }
  return { kind: status === 502 || code === 'recording_blocks_unavailable' ? 'unavailable' : 'failed', error }
}

type EndMessage = { message: string; next?: string }

/** Null if there is nothing to report. */
export function replayEndMessage(end: ReplayEnd): EndMessage | null {
  switch (end.kind) {
    case 'complete':
      return null
    case 'ongoing':
      return { message: 'This session is still recording.', next: 'New data arrives every few minutes.' }
    case 'not-yet':
      return {
        message: 'This recording isn’t available yet.',
        next: 'PostHog needs a few minutes to process it.',
      }
    case 'expired':
      return {
        message: 'This recording has expired.',
        next: 'PostHog deletes recordings at the end of your plan’s retention period.',
      }
    case 'empty':
      return {
        message: 'The server has no data for this recording.',
        next: 'It may have expired, or only its summary was stored.',
      }
    case 'missing':
      return {
        message: 'The server has no replay data for this recording.',
        next: 'The data may have been deleted or have expired. What the server says about the recording is below.',
      }
    case 'deleted':
      return { message: deletedMessage(end.error.facts) }
    case 'unavailable':
      return {
        message: 'The server can’t read parts of this recording right now.',
        next: 'Try again in a few minutes. If it keeps happening, contact your PostHog administrator.',
      }
    case 'failed':
      return { message: end.error.message, next: end.error.next }
    case 'too-few':
      return {
        message: 'This recording is too short to play.',
        next: 'The visitor left before the first page was recorded.',
      }
    case 'no-full-snapshot':
      return {
        message: 'This recording can’t be played because its first page is missing.',
        next: 'You can still read its events in the list.',
      }
    case 'bad-file':
      return fileErrorMessage(end.error)
    case 'too-slow':
      return {
        message: 'Part of this recording takes too long to read, so reading stopped.',
        next: 'What was read before it plays. The recording may be damaged, or made to block your browser.',
      }
    case 'crashed':
      return { message: 'Part of this page couldn’t load.', next: 'Reload the page.' }
  }
}
