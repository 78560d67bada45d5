import type { RatePlan } from './options.ts'

const actions = ['read', 'write'] as const
const objects = [
  'user',
  'project',
  'session_recording',
  'session_recording_playlist',
  'sharing_configuration',
  'subscription',
  'insight',
  'query',
  'person',
] as const
export type ScopeObject = (typeof objects)[number]
export type Scope = `${ScopeObject}:${(typeof actions)[number]}`

/** How the recordings list fails for a key; see the table below. */
export type ListFault = 'html' | 'odd' | 'slow' | 'throttled' | 'busy' | 'flaky' | 'redirect' | 'broken'

export type DemoKey = {
  value: string
  label: string
  scopes: readonly string[]
  /** The only projects it may use; null for all. */
  projects: readonly number[] | null
  /** Whether personal_api_keys/@current may be read. */
  revealsScopes: boolean
  fault: ListFault | null
  /** The key is revoked after this many sharing calls; null for never. */
  revokedAfter: number | null
  /** The limits of this key, where they are not the host's. */
  ratePlan: RatePlan | null
}

/**
 * The keys that the demo host takes; every other one is a bad key. All belong to the same person.
 * "List" is GET session_recordings.
 *
 * | name          | what it can do, or what goes wrong                                                              |
 * | ------------- | ----------------------------------------------------------------------------------------------- |
 * | all           | everything                                                                                      |
 * | readOnly      | has every read scope and no write scope                                                         |
 * | noRecordings  | lacks session_recording                                                                         |
 * | noUser        | lacks user and project: whose it is and what it may see stay unknown                            |
 * | noQuery       | lacks query: no SQL, no session properties                                                      |
 * | noSharing     | lacks sharing_configuration                                                                     |
 * | noPlaylists   | lacks session_recording_playlist and query: public recordings have to be found one by one       |
 * | revokedSoon   | is revoked after 40 sharing calls                                                               |
 * | noSubscriptions | lacks subscription                                                                            |
 * | oneProject    | limited to project 1: the list of projects is refused, projects/1 and projects/@current are not |
 * | secretive     | may do everything, but its scopes cannot be read                                                |
 * | secretiveReadOnly | has every read scope and no write scope, and its scopes cannot be read                     |
 * | freePlan      | has the limits of the free plan, whatever --rate-plan says; paidPlan those of the paid one      |
 * | listIsHtml    | list answers 200 with a web page                                                                |
 * | listIsOdd     | list answers 200 with {"hello":"world"}                                                         |
 * | listBreaks    | list answers 500 {"error": …} every time                                                        |
 * | slow          | list takes 10 seconds; leaving ends it at once, and the journal marks it as aborted             |
 * | throttledOnce | every first list call in a row gets 429 with "available in 2 seconds", the next one works       |
 * | busyOnce      | every first list call in a row gets 429 "ClickHouse is at capacity", the next one works         |
 * | flaky         | every first list call in a row for the same address gets 503, the next one works                |
 * | redirecting   | list answers 302 to the same address on another origin (localhost for 127.0.0.1)                |
 */
export const demoKeys = {
  all: 'phx_demo',
  readOnly: 'phx_demo_read_only',
  noRecordings: 'phx_demo_no_recordings',
  noUser: 'phx_demo_no_user',
  noQuery: 'phx_demo_no_query',
  noSharing: 'phx_demo_no_sharing',
  noPlaylists: 'phx_demo_no_playlists',
  revokedSoon: 'phx_demo_revoked_soon',
  noSubscriptions: 'phx_demo_no_subscriptions',
  oneProject: 'phx_demo_one_project',
  secretive: 'phx_demo_unknown_scopes',
  secretiveReadOnly: 'phx_demo_unknown_scopes_read_only',
  freePlan: 'phx_demo_free_plan',
  paidPlan: 'phx_demo_paid_plan',
  listIsHtml: 'phx_demo_list_html',
  listIsOdd: 'phx_demo_list_odd',
  listBreaks: 'phx_demo_list_breaks',
  slow: 'phx_demo_slow',
  throttledOnce: 'phx_demo_throttled',
  busyOnce: 'phx_demo_busy',
  flaky: 'phx_demo_flaky',
  redirecting: 'phx_demo_redirect',
} as const

const allScopes: readonly Scope[] = objects.flatMap((object) => actions.map((action) => `${object}:${action}` as const))

function without(...missing: ScopeObject[]): readonly string[] {
  return allScopes.filter((scope) => !missing.some((object) => scope.startsWith(`${object}:`)))
}

const differences: Record<string, Partial<DemoKey>> = {
  [demoKeys.all]: {},
  [demoKeys.readOnly]: { scopes: allScopes.filter((scope) => scope.endsWith(':read')) },
  [demoKeys.noRecordings]: { scopes: without('session_recording') },
  [demoKeys.noUser]: { scopes: without('user', 'project') },
  [demoKeys.noQuery]: { scopes: without('query') },
  [demoKeys.noSharing]: { scopes: without('sharing_configuration') },
  [demoKeys.noPlaylists]: { scopes: without('session_recording_playlist', 'query') },
  [demoKeys.revokedSoon]: { revokedAfter: 40 },
  [demoKeys.noSubscriptions]: { scopes: without('subscription') },
  [demoKeys.oneProject]: { projects: [1] },
  [demoKeys.secretive]: { revealsScopes: false },
  [demoKeys.secretiveReadOnly]: { revealsScopes: false, scopes: allScopes.filter((scope) => scope.endsWith(':read')) },
  [demoKeys.freePlan]: { ratePlan: 'free' },
  [demoKeys.paidPlan]: { ratePlan: 'paid' },
  [demoKeys.listIsHtml]: { fault: 'html' },
  [demoKeys.listIsOdd]: { fault: 'odd' },
  [demoKeys.listBreaks]: { fault: 'broken' },
  [demoKeys.slow]: { fault: 'slow' },
  [demoKeys.throttledOnce]: { fault: 'throttled' },
  [demoKeys.busyOnce]: { fault: 'busy' },
  [demoKeys.flaky]: { fault: 'flaky' },
  [demoKeys.redirecting]: { fault: 'redirect' },
}

const plain = { scopes: allScopes, projects: null, revealsScopes: true, fault: null, revokedAfter: null, ratePlan: null }

const keysByValue = new Map<string, DemoKey>(
  Object.entries(differences).map(([value, difference]) => [
    value,
    { ...plain, value, label: value.replaceAll('_', ' '), ...difference },
  ]),
)

export function findKey(value: string): DemoKey | null {
  return keysByValue.get(value) ?? null
}

/** Writing includes reading. */
export function mayUse(key: DemoKey, scope: Scope): boolean {
  return key.scopes.includes(scope) || (scope.endsWith(':read') && key.scopes.includes(scope.replace(/read$/, 'write')))
}
