import { reportSharing } from './sharingListeners.ts'
import { queryOptions } from '@tanstack/react-query'
import { readAs } from '#lib/readAs.ts'
import { pathSegment } from '#lib/pathSegment.ts'
import * as v from 'valibot'
import { type ApiError, asApiError } from '#api/http/errors.ts'
import { request, type RequestOptions } from '#api/http/request.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { recordingPath } from '#api/recordings/recordings.ts'
import { responseObject, Text, When } from '#api/http/schema.ts'

/** Empty, or dots only: a URL reads such a segment as a parent folder. */
const noPart = /^\.{0,2}$/

const password = {
  id: v.pipe(
    v.pipe(v.union([v.string(), v.number()]), v.transform(String)),
    v.check((id) => !noPart.test(id)),
  ),
  createdAt: When,
  note: Text,
  createdByEmail: Text,
  isActive: v.fallback(v.boolean(), true),
}

/** Without the password itself, which servers return only once (posthog-api.md#c4-passwords). */
export const SharePassword = responseObject(password)
export type SharePassword = v.InferOutput<typeof SharePassword>

/** A new password: `password` is never returned again. */
export const NewSharePassword = responseObject({ ...password, password: v.string() })
export type NewSharePassword = v.InferOutput<typeof NewSharePassword>

const SharePasswords = v.pipe(
  v.array(v.unknown()),
  v.transform((list) => list.flatMap((one) => readAs(SharePassword, one) ?? [])),
)

/** Null if there is none that fits into a URL. */
const Token = v.pipe(
  Text,
  v.transform((text) => (text === null || noPart.test(text) ? null : text)),
)

/**
 * The public link of one recording (posthog-api.md#c1-read-sharing). An answer without a boolean `enabled` is malformed: whether
 * something is public is never guessed. `createdAt` is when the current link was made, not the first one; null for a recording
 * that was never shared, whose `accessToken` is random in every answer and opens nothing. `settings`, `passwordRequired` and
 * `sharePasswords` are undefined on servers too old to have them; `userAccessLevel` is null there.
 */
export const Sharing = responseObject({
  enabled: v.boolean(),
  accessToken: Token,
  createdAt: When,
  settings: v.optional(v.fallback(v.nullable(v.record(v.string(), v.unknown())), null)),
  passwordRequired: v.optional(v.fallback(v.boolean(), false)),
  sharePasswords: v.optional(v.fallback(SharePasswords, [])),
  /** "editor" may change the link, "viewer" may not. */
  userAccessLevel: Text,
})
export type Sharing = v.InferOutput<typeof Sharing>

export function sharingPath(id: string): string {
  return `${recordingPath(id)}sharing/`
}

/** Reads or changes sharing at `path` below the project and reports the answer to `onSharing`. Throws ApiError. */
export async function requestSharing(
  connection: ApiConnection,
  id: string,
  path: string,
  options: RequestOptions,
): Promise<Sharing> {
  const sharing = await request(connection, path, Sharing, options)
  reportSharing(connection, id, sharing)
  return sharing
}

/**
 * Whether a recording is public (posthog-api.md#c1-read-sharing); does not say whether the recording exists. Needs
 * sharing_configuration:read. Throws ApiError.
 */
export function readSharing(connection: ApiConnection, id: string, options: RequestOptions = {}): Promise<Sharing> {
  return requestSharing(connection, id, sharingPath(id), options)
}

export const sharingQueries = {
  /** The prefix of all of a project. */
  all: (connection: ApiConnection) => [connection.id, connection.projectId, 'sharing'] as const,
  one: (connection: ApiConnection, id: string) =>
    queryOptions({
      queryKey: [...sharingQueries.all(connection), id],
      queryFn: ({ signal }) => readSharing(connection, id, { signal }),
    }),
}

/** What happens to someone who opens the link. */
export type LinkState = { state: 'live' } | { state: 'dead' } | { state: 'unknown'; why: ApiError }

/**
 * Requests a recording with its link and without the key (posthog-api.md#c5-public-pages). `unknown` if the server says neither
 * yes nor no. A link with a password does not answer to the token alone and looks like a dead one: pass `isLocked` for it. Throws
 * ApiError if there is no answer.
 */
export async function checkLink(
  connection: ApiConnection,
  id: string,
  token: string,
  { isLocked = false, signal }: { isLocked?: boolean; signal?: AbortSignal } = {},
): Promise<LinkState> {
  try {
    const query = { sharing_access_token: token }
    await request(connection, recordingPath(id), v.unknown(), { anonymous: true, query, signal })
    return { state: 'live' }
  } catch (thrown) {
    const error = asApiError(thrown)
    const { status = 0, detail = '' } = error.facts
    if (!isLocked && /access token is invalid/i.test(detail)) return { state: 'dead' }
    if (status >= 400 && status < 500 && status !== 429) return { state: 'unknown', why: error }
    throw error
  }
}

/** The public page of a link; `embeddedUrl` is for other sites to embed (posthog-api.md#c5-public-pages: no slash at the end). */
export function sharedUrl(connection: ApiConnection, token: string): string {
  return `${connection.host}/shared/${pathSegment(token)}`
}

export function embeddedUrl(connection: ApiConnection, token: string): string {
  return `${connection.host}/embedded/${pathSegment(token)}`
}
