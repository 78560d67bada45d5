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

type Message = { message: string; next?: string }

function serverMessage(facts: ErrorFacts, fallback: string): string {
  return facts.detail ? `The server says: ${facts.detail}` : fallback
}

const messages: Record<ErrorKind, (facts: ErrorFacts) => Message> = {
  'bad-key': () => ({
    message: 'The host does not accept this personal API key.',
    next: 'It may have been deleted or rolled, or belong to another host. Create one in PostHog under Settings, Personal API keys, and enter it in Settings here.',
  }),
  'missing-scope': ({ scope }) => ({
    message: scope ? `The key lacks the scope ${scope}.` : 'The key lacks a scope that this needs.',
    next: 'Add it to the key in PostHog under Settings, Personal API keys, then try again.',
  }),
  'action-refuses-keys': () => ({
    message: 'This server does not let any personal API key do this.',
    next: 'It can be done in PostHog itself.',
  }),
  'wrong-project': () => ({
    message: 'The key has no access to this project, or there is none with this id.',
    next: 'Choose a project that the key can see, or use a key that can see this one.',
  }),
  forbidden: (facts) => ({ message: serverMessage(facts, 'The server refuses this.') }),
  'not-found': () => ({ message: 'The server does not know this any more, or never did.' }),
  'endpoint-missing': () => ({
    message: 'This server does not offer this.',
    next: 'It may be older than the feature, or the address is not that of a PostHog host.',
  }),
  invalid: (facts) => ({
    message: facts.attr
      ? `The server does not accept “${facts.attr}”: ${facts.detail ?? 'no reason given'}`
      : serverMessage(facts, 'The server does not accept this request.'),
  }),
  'rate-limited': ({ waitSeconds }) => ({
    message:
      waitSeconds === undefined
        ? 'The request limit of this key is used up for now.'
        : `The request limit of this key is used up for the next ${waitText(waitSeconds)}.`,
    next: 'PostHog limits how often a key may ask. Wait a little, then try again.',
  }),
  'server-busy': () => ({
    message: 'The server has too much to do and did not answer.',
    next: 'This is no limit of your key. A shorter time window asks less of it; or try again in a minute.',
  }),
  'payment-needed': ({ detail }) => ({
    message: 'The plan of this organization does not include this.',
    next: detail && `The server says: ${detail}`,
  }),
  gone: () => ({ message: 'This was deleted for good.' }),
  'server-error': ({ status }) => ({
    message: `The server failed${status ? ` (${status})` : ''}.`,
    next: 'Try again. If it goes on, the host’s own status page or log knows more.',
  }),
  timeout: ({ waitSeconds }) => ({
    message: `The server did not answer${waitSeconds ? ` within ${waitText(waitSeconds)}` : ' in time'}.`,
    next: 'A shorter time window asks less of it; or try again.',
  }),
  aborted: () => ({ message: 'The request was stopped.' }),
  unreachable: ({ causes }) => ({
    message: 'The host cannot be reached from this browser.',
    next: causes?.[0],
  }),
  malformed: ({ detail }) => ({
    message: `The server answered with something else than what was asked for${detail ? `: ${detail}` : ''}.`,
    next: 'Check that the address is that of a PostHog host and not of a page or proxy in front of it.',
  }),
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
