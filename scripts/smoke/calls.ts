import type * as v from 'valibot'
import { Owner, PersonalApiKey, Project } from '#api/account/account.ts'
import type { ErrorKind } from '#api/http/errors.ts'
import type { QueryValues } from '#api/http/requestInit.ts'
import { Recording, recordingPath } from '#api/recordings/recordings.ts'
import { Definitions, SessionProperty, Values } from '#api/sessionProperties/sessionProperties.ts'
import { Sharing, sharingPath } from '#api/sharing/sharing.ts'
import { Blocks, planSegments, type Segment, snapshotsPath } from '#api/snapshots/snapshots.ts'
import { readSqlAnswer } from '#api/sql/readSqlAnswer.ts'
import { Delivery } from '#api/subscriptions/subscriptionDeliveries.ts'
import { Subscription, subscriptionPath } from '#api/subscriptions/subscriptions.ts'
import type { ApiRoot } from '#storage/apiRoot.ts'
import { isRecord } from '#lib/isRecord.ts'
import { readAs } from '#lib/readAs.ts'

/** What calls need of earlier ones; null until it is known. */
export type Found = {
  recording: string | null
  segment: Segment['request'] | null
  subscription: string | null
  scopes: readonly string[] | null
  /** Where the host has its projects; null until one of its calls was answered. */
  root: ApiRoot | null
  /** Whether the host has answered at all. */
  isReached: boolean
}

type Ids = { recording: string; subscription: string }

export type Call = {
  name: string
  /** Of docs/posthog-api.md. */
  section: string
  method?: 'GET' | 'POST' | 'OPTIONS'
  /** Sends the headers of a browser that asks whether it may, for this method and these headers. */
  preflight?: { method: string; headers: string }
  /** Below the project, or below /api where `isAccount`. */
  path: (ids: Ids) => string
  isAccount?: boolean
  needs?: 'recording' | 'segment' | 'subscription'
  query?: (found: Found) => QueryValues
  body?: object
  /** Null if the call needs none, or it isn't known which. */
  scope: string | null
  /** Refusals that the docs name, besides that of a missing scope. */
  refusals?: readonly ErrorKind[]
  /** Absent where a list holds rows of something else. */
  row?: v.GenericSchema
  isList?: boolean
  /** What is wrong with the whole answer; null if nothing. */
  problem?: (json: unknown) => string | null
  learn?: (json: unknown, found: Found) => void
}

/** Rows of a list in any dialect (posthog-api.md#f-pagination). */
export function rowsIn(json: unknown): readonly unknown[] | null {
  const list = isRecord(json) ? json['results'] : json
  return Array.isArray(list) ? list : null
}

function unless(isWell: boolean, problem: string): string | null {
  return isWell ? null : problem
}

/** The value of `field` in the first row that has one, as text. */
function firstOf(json: unknown, field: string): string | null {
  const values = (rowsIn(json) ?? []).map((row) => (isRecord(row) ? row[field] : null))
  const found = values.find((value) => typeof value === 'string' || typeof value === 'number')
  return found === undefined ? null : String(found)
}

function blockQuery({ segment }: Found): QueryValues {
  if (segment?.kind === 'keys') {
    return { source: segment.source, start_blob_key: segment.first, end_blob_key: segment.first }
  }
  return segment?.kind === 'one' ? { source: segment.source, blob_key: segment.key } : { source: 'realtime' }
}

const account: readonly Call[] = [
  {
    name: 'Owner of the key',
    section: 'k-account',
    path: () => '/users/@me/',
    isAccount: true,
    scope: 'user:read',
    row: Owner,
  },
  {
    name: 'The key',
    section: 'k-account',
    path: () => '/personal_api_keys/@current/',
    isAccount: true,
    scope: null,
    refusals: ['forbidden', 'action-refuses-keys', 'missing-scope'],
    row: PersonalApiKey,
    learn: (json, found) => {
      found.scopes = readAs(PersonalApiKey, json)?.scopes ?? null
    },
  },
  {
    name: 'Projects',
    section: 'k-account',
    path: () => '/projects/',
    isAccount: true,
    query: () => ({ limit: 3 }),
    scope: 'project:read',
    refusals: ['forbidden', 'wrong-project'],
    row: Project,
    isList: true,
  },
]

const preflights: readonly Call[] = [
  {
    name: 'Preflight of a list',
    section: 'd-cors',
    method: 'OPTIONS',
    preflight: { method: 'GET', headers: 'authorization' },
    path: () => '/session_recordings/',
    query: () => ({ limit: 3 }),
    scope: null,
  },
  {
    name: 'Preflight of a query',
    section: 'd-cors',
    method: 'OPTIONS',
    preflight: { method: 'POST', headers: 'authorization,content-type' },
    path: () => '/query/',
    scope: null,
  },
]

const recordings: readonly Call[] = [
  {
    name: 'Recordings',
    section: 'b1-recordings-list',
    path: () => '/session_recordings/',
    query: () => ({ date_from: '-30d', limit: 3 }),
    scope: 'session_recording:read',
    row: Recording,
    isList: true,
    learn: (json, found) => {
      found.recording = firstOf(json, 'id')
    },
  },
  {
    name: 'One recording',
    section: 'b3-get-a-recording',
    path: ({ recording }) => recordingPath(recording),
    needs: 'recording',
    scope: 'session_recording:read',
    row: Recording,
  },
  {
    name: 'Sharing of the recording',
    section: 'c1-read-sharing',
    path: ({ recording }) => sharingPath(recording),
    needs: 'recording',
    scope: 'sharing_configuration:read',
    row: Sharing,
  },
  {
    name: 'Snapshot sources',
    section: 'j1-sources',
    path: ({ recording }) => snapshotsPath(recording),
    needs: 'recording',
    query: () => ({ blob_v2: true, blob_v2_lts: true }),
    scope: 'session_recording:read',
    problem: (json) => unless(readAs(Blocks, json) !== undefined, 'isn’t a list of sources'),
    learn: (json, found) => {
      found.segment = planSegments(readAs(Blocks, json) ?? [])[0]?.request ?? null
    },
  },
  {
    name: 'One block',
    section: 'j2-blocks',
    path: ({ recording }) => snapshotsPath(recording),
    needs: 'segment',
    query: blockQuery,
    scope: 'session_recording:read',
    problem: (json) => unless(isRecord(json) || (Array.isArray(json) && json.length > 0), 'has no complete line of JSON'),
  },
]

const subscriptions: readonly Call[] = [
  {
    name: 'Subscriptions',
    section: 'i2-subscriptions-list',
    path: () => '/subscriptions/',
    query: () => ({ limit: 3, offset: 0 }),
    scope: 'subscription:read',
    refusals: ['payment-needed', 'endpoint-missing'],
    row: Subscription,
    isList: true,
    learn: (json, found) => {
      found.subscription = firstOf(json, 'id')
    },
  },
  {
    name: 'Deliveries of a subscription',
    section: 'i5-deliveries',
    path: ({ subscription }) => `${subscriptionPath(subscription)}deliveries/`,
    needs: 'subscription',
    scope: 'subscription:read',
    refusals: ['endpoint-missing'],
    row: Delivery,
    isList: true,
  },
]

const queries: readonly Call[] = [
  {
    name: 'Session properties',
    section: 'g1-property-definitions',
    path: () => '/sessions/property_definitions/',
    scope: 'query:read',
    refusals: ['action-refuses-keys'],
    row: SessionProperty,
    isList: true,
    problem: (json) => unless(readAs(Definitions, json) !== undefined, 'isn’t a list of properties'),
  },
  {
    name: 'Values of a session property',
    section: 'g2-property-values',
    path: () => '/sessions/values/',
    query: () => ({ key: '$channel_type' }),
    scope: 'query:read',
    refusals: ['action-refuses-keys'],
    problem: (json) => unless(readAs(Values, json) !== undefined, 'isn’t a list of values'),
  },
  {
    name: 'SQL',
    section: 'h2-run-a-query',
    method: 'POST',
    path: () => '/query/',
    body: { query: { kind: 'HogQLQuery', query: 'select 1 as one' } },
    scope: 'query:read',
    problem: (json) => {
      const { kind } = readSqlAnswer(json)
      return unless(kind === 'answer' || kind === 'running', 'has neither rows nor a running query')
    },
  },
  {
    name: 'A call that refuses keys',
    section: 'h1-draft-sql',
    path: () => '/query/draft_sql/', // without a prompt, so that nothing is drafted where keys are taken
    scope: null,
    refusals: ['action-refuses-keys', 'invalid'],
    problem: () => 'isn’t refused',
  },
]

/** In this order. The first that a key has no scope for is called to see the refusal. */
const others: readonly Call[] = [
  { name: 'Persons', section: 'b8-persons', path: () => '/persons/', scope: 'person:read' },
  {
    name: 'Public recordings',
    section: 'n2-find-shared-recordings',
    path: () => '/session_recording_playlists/synthetic-shared/recordings/',
    scope: 'session_recording_playlist:read',
  },
  { name: 'Insights', section: 'e4-keys-and-scopes', path: () => '/insights/', scope: 'insight:read' },
]

/** A key's scopes; null if they aren't known. `write` includes `read` (posthog-api.md#e4-keys-and-scopes). */
export function holds(scopes: readonly string[] | null, scope: string): boolean | null {
  if (scopes === null) return null
  return scopes.some((one) => one === '*' || one === scope || one === scope.replace(/:read$/, ':write'))
}

/** A call that the key has no scope for; null if it has them all, or nobody knows. */
export function refusedCall({ scopes }: Found): Call | null {
  const call = others.find(({ scope }) => scope !== null && holds(scopes, scope) === false)
  return call ? { ...call, query: () => ({ limit: 1 }), problem: () => 'isn’t refused though the key lacks the scope' } : null
}

export const calls: readonly Call[] = [...account, ...recordings, ...preflights, ...subscriptions, ...queries]
