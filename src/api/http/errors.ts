import { waitText } from '#lib/duration.ts'

/** What a screen can act on; decided by `code` before status (posthog-api.md#e4-keys-and-scopes). */
export type ErrorKind =
  | 'bad-key'
  | 'missing-scope'
  | 'action-refuses-keys'
  | 'wrong-project'
  | 'forbidden'
  | 'not-found'
  | 'endpoint-missing'
  | 'invalid'
  | 'rate-limited'
  | 'server-busy'
  | 'payment-needed'
  | 'gone'
  | 'server-error'
  | 'timeout'
  | 'aborted'
  | 'unreachable'
  | 'malformed'
  | 'locked'
  | 'read-only'
  | 'not-allowed'

/** An error in the text of a query, from `start` up to `end`. */
export type QueryFault = { message: string; start: number; end: number }

export type ErrorFacts = {
  status?: number
  code?: string
  /** The server's own words, without anything that looks like a key. */
  detail?: string
  /** The field that the server rejected, its parts joined by two underscores. */
  attr?: string
  /** What is wrong with that field in pydantic's words, such as "extra_forbidden". */
  fault?: string
  /** The missing scope, such as "session_recording:read". */
  scope?: string
  /** Positions are in characters, not in UTF-16 units. */
  faults?: QueryFault[]
  /** Seconds after which the server accepts requests again, if it said so. */
  waitSeconds?: number
  /** Whether the host redirected, which is never followed. */
  redirected?: boolean
  /** As the server sent them. */
  deletedAt?: string
  deletedBy?: string
  /** Likely causes, most likely first, for errors that the browser does not explain. */
  causes?: string[]
}

/** The `detail` of a malformed response that is HTML. */
export const aWebPage = 'a web page'

export const readOnlyMessage = 'This connection is read-only.'

type Message = { message: string; next?: string }

function serverMessage(facts: ErrorFacts, fallback: string): string {
  return facts.detail ? `Server message: ${facts.detail}` : fallback
}

const messages: Record<ErrorKind, (facts: ErrorFacts) => Message> = {
  'bad-key': () => ({
    message: 'The host rejected this personal API key.',
    next: 'It may have been deleted or rolled, or belong to another host. Create one in PostHog under Settings > Personal API keys, then enter it for this connection.',
  }),
  'missing-scope': ({ scope }) => ({
    message: scope ? `The key lacks the scope ${scope}.` : 'The key lacks a required scope.',
    next: 'Add it to the key in PostHog under Settings > Personal API keys, then try again.',
  }),
  'action-refuses-keys': () => ({
    message: 'This server doesn’t allow API keys to do this.',
    next: 'You can do it in PostHog.',
  }),
  'wrong-project': () => ({
    message: 'The key can’t access this project, or the project doesn’t exist.',
    next: 'Choose a project the key can access, or use another key.',
  }),
  forbidden: (facts) => ({ message: serverMessage(facts, 'The server refused this request.') }),
  'not-found': () => ({ message: 'The server can’t find this. It may have been deleted.' }),
  'endpoint-missing': () => ({
    message: 'This server doesn’t support this.',
    next: 'It may be too old for this feature, or the address isn’t a PostHog host.',
  }),
  invalid: (facts) => ({
    message: facts.attr
      ? `The server rejected “${facts.attr}”: ${facts.detail ?? 'no reason given'}`
      : serverMessage(facts, 'The server rejected this request.'),
  }),
  'rate-limited': ({ waitSeconds }) => ({
    message:
      waitSeconds === undefined
        ? 'This key has reached its request limit.'
        : `This key has reached its request limit. It resets in ${waitText(waitSeconds)}.`,
    next: 'PostHog limits how many requests a key can make. Wait a moment, then try again.',
  }),
  'server-busy': () => ({
    message: 'The server is overloaded and didn’t respond.',
    next: 'This isn’t your key’s limit. Choose a shorter date range, or try again in a minute.',
  }),
  'payment-needed': ({ detail }) => ({
    message: 'Your organization’s plan doesn’t include this.',
    next: detail && `Server message: ${detail}`,
  }),
  gone: () => ({ message: 'This was permanently deleted.' }),
  'server-error': ({ status }) => ({
    message: `The server failed${status ? ` (${status})` : ''}.`,
    next: 'Try again. If it keeps failing, check the host’s status page or logs.',
  }),
  timeout: ({ waitSeconds }) => ({
    message: `The server didn’t respond${waitSeconds ? ` within ${waitText(waitSeconds)}` : ' in time'}.`,
    next: 'Choose a shorter date range, or try again.',
  }),
  aborted: () => ({ message: 'The request was canceled.' }),
  unreachable: ({ causes }) => ({
    message: 'Can’t reach the host from this browser.',
    next: causes?.[0],
  }),
  malformed: ({ detail }) => ({
    message: detail === aWebPage ? 'Expected data but got a web page.' : `Unexpected response${detail ? `: ${detail}` : ''}.`,
    next: 'Check that the address is a PostHog host, not a page or proxy in front of it.',
  }),
  locked: () => ({ message: 'Your keys are locked.', next: 'Unlock Replay Desk, then try again.' }),
  'read-only': () => ({
    message: readOnlyMessage,
    next: 'To make changes, turn off read-only mode in Settings.',
  }),
  'not-allowed': () => ({ message: 'Replay Desk doesn’t send this kind of request.' }),
}

/** A refusal, or the reason why there is no response. `message` is one sentence for the screen; `next` says what to do. */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly kind: ErrorKind
  readonly facts: ErrorFacts
  readonly next: string | undefined
  /** In milliseconds since 1970. */
  readonly at = Date.now()

  constructor(kind: ErrorKind, facts: ErrorFacts = {}) {
    const { message, next } = messages[kind](facts)
    super(message)
    this.kind = kind
    this.facts = facts
    this.next = next
  }
}

export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  return new ApiError('malformed', { detail: error instanceof Error ? error.message : String(error) })
}
