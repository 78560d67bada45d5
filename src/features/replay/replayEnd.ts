import { deletedMessages } from '#api/recordings/deletedMessages.ts'
import type { ApiError } from '#api/http/errors.ts'
import type { ReplayFacts } from './facts.ts'
import { type FileError, fileFaultMessage } from './replayFile.ts'

/** How loading a recording ended. */
export type ReplayEnd =
  /** All of it is there. */
  | { kind: 'complete' }
  /** All that is there so far; it is still being recorded. */
  | { kind: 'ongoing' }
  /** It is so new that nothing of it is there yet. */
  | { kind: 'not-yet' }
  /** The server keeps recordings for some time, which is over. */
  | { kind: 'expired' }
  /** The server has nothing of it and does not say why. */
  | { kind: 'empty' }
  /** The server does not know it. */
  | { kind: 'missing' }
  | { kind: 'deleted'; error: ApiError }
  /** The server cannot get at what it has. What was loaded before stays. */
  | { kind: 'unavailable'; error: ApiError }
  /** Anything else that the server or the way to it refused. What was loaded before stays. */
  | { kind: 'failed'; error: ApiError }
  /** Of an app: its screens cannot be played, what happened can be read. */
  | { kind: 'mobile' }
  | { kind: 'too-few'; events: number }
  /** There are changes of pages, but no page that they change. */
  | { kind: 'no-full-snapshot' }
  | { kind: 'bad-file'; error: FileError }
  /** What decodes it could not be started, or broke. */
  | { kind: 'crashed' }

/** Whether asking the server the same again may help at once. */
export function mayRetry({ kind }: ReplayEnd): boolean {
  return kind === 'failed' || kind === 'unavailable'
}

/** What asking the server again is called where it may help; null where it may not. */
export function retryLabel(end: ReplayEnd): string | null {
  if (mayRetry(end)) return 'Try again'
  return end.kind === 'ongoing' || end.kind === 'not-yet' ? 'Look again' : null
}

/** What is seen of a recording that is there as a whole. */
export function endOf(facts: ReplayFacts, isOngoing: boolean): ReplayEnd {
  if (facts.hasFullSnapshot && facts.eventCount >= 2) return { kind: isOngoing ? 'ongoing' : 'complete' }
  if (facts.isMobile) return { kind: 'mobile' }
  return facts.eventCount < 2 ? { kind: 'too-few', events: facts.eventCount } : { kind: 'no-full-snapshot' }
}

/** What a refusal means for a recording. */
export function endOfError(error: ApiError): ReplayEnd {
  const { status, code } = error.facts
  if (error.kind === 'gone') return { kind: 'deleted', error }
  if (error.kind === 'not-found') return { kind: 'missing' }
  return { kind: status === 502 || code === 'recording_blocks_unavailable' ? 'unavailable' : 'failed', error }
}

type EndMessage = { message: string; next?: string }

/** An end in words: what it is, and what to do. Null where all is well. */
export function replayEndMessage(end: ReplayEnd): EndMessage | null {
  switch (end.kind) {
    case 'complete':
      return null
    case 'ongoing':
      return { message: 'This session is still being recorded.', next: 'More of it comes every few minutes.' }
    case 'not-yet':
      return {
        message: 'Nothing of this recording has arrived yet.',
        next: 'PostHog takes a few minutes.',
      }
    case 'expired':
      return { message: 'This recording has expired.', next: 'PostHog keeps recordings for as long as the plan says.' }
    case 'empty':
      return {
        message: 'The server has nothing of this recording.',
        next: 'It may have expired, or nothing but its summary was stored.',
      }
    case 'missing':
      return { message: 'The server does not know this recording any more, or never did.' }
    case 'deleted':
      return { message: deletedMessages(end.error.facts) }
    case 'unavailable':
      return {
        message: 'The server cannot get at parts of this recording at the moment.',
        next: 'Try again in a few minutes. If it goes on, ask whoever runs the host.',
      }
    case 'failed':
      return { message: end.error.message, next: end.error.next }
    case 'mobile':
      return {
        message: 'This is a recording of a mobile app, which can only be played in PostHog.',
        next: 'What happened in it can be read in the list of events.',
      }
    case 'too-few':
      return {
        message: 'There is too little of this recording to play it.',
        next: 'Its first page was left before it was recorded.',
      }
    case 'no-full-snapshot':
      return {
        message: 'This recording cannot be played: the page that its changes belong to is missing.',
        next: 'What happened in it can be read in the list of events.',
      }
    case 'bad-file':
      return fileFaultMessage(end.error)
    case 'crashed':
      return { message: 'A part of this page could not be loaded.', next: 'Reload the page.' }
  }
}
