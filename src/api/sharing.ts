import { queryOptions } from '@tanstack/react-query'
import { addressPart } from '#lib/addressPart.ts'
import * as z from '#lib/zod.ts'
import { type ApiError, asApiError } from './errors.ts'
import { type Address, request, type RequestOptions } from './http.ts'
import { noteShare } from './knownShares.ts'
import { recordingPath } from './recordings.ts'
import { answer, Text, When } from './schema.ts'

/** Nothing, or dots alone: an address reads such a part as a step up. */
const noPart = /^\.{0,2}$/

const password = {
  id: z.pipe(z.union([z.string(), z.number()]), z.transform(String)).check(z.refine((id) => !noPart.test(id))),
  createdAt: When,
  note: Text,
  createdByEmail: Text,
  isActive: z.catch(z.boolean(), true),
}

/** A password that opens a shared recording; the password itself is never told again (section C.4). */
export const SharePassword = answer(password)
export type SharePassword = z.infer<typeof SharePassword>

/** A password just made: `password` is told now and never again. */
export const NewSharePassword = answer({ ...password, password: z.string() })
export type NewSharePassword = z.infer<typeof NewSharePassword>

const SharePasswords = z.pipe(
  z.array(z.unknown()),
  z.transform((list) => list.flatMap((one) => SharePassword.safeParse(one).data ?? [])),
)

/** What a link ends with; null where there is none that an address can hold. */
const Token = z.pipe(
  Text,
  z.transform((text) => (text === null || noPart.test(text) ? null : text)),
)

/**
 * The public link of one recording (section C.1). Without a clear `enabled` an answer is malformed: whether something is public
 * is never guessed. `createdAt` is when the current link was made, not the first one; null for a recording that was never
 * shared, whose `accessToken` is another random text in every answer and opens nothing. `settings`, `passwordRequired` and
 * `sharePasswords` are undefined where the server is too old to have them, `userAccessLevel` is null there.
 */
export const Sharing = answer({
  enabled: z.boolean(),
  accessToken: Token,
  createdAt: When,
  settings: z.optional(z.catch(z.nullable(z.record(z.string(), z.unknown())), null)),
  passwordRequired: z.optional(z.catch(z.boolean(), false)),
  sharePasswords: z.optional(z.catch(SharePasswords, [])),
  /** What the key's owner may do with the recording: "editor" may change its link, "viewer" may not. */
  userAccessLevel: Text,
})
export type Sharing = z.infer<typeof Sharing>

/** Below which address the sharing of a recording is asked for and changed. */
export function sharingPath(id: string): string {
  return `${recordingPath(id)}sharing/`
}

/**
 * Asks for sharing at `path`, below the project, or changes it there, and remembers in this browser what the answer says of
 * recording `id`. Throws ApiError.
 */
export async function requestSharing(at: Address, id: string, path: string, options: RequestOptions): Promise<Sharing> {
  const sharing = await request(at, path, Sharing, options)
  noteShare(at, id, sharing)
  return sharing
}

/**
 * Asks whether a recording is public (section C.1); it does not tell whether the recording exists (section 0, 8).
 * Needs sharing_configuration:read. Throws ApiError.
 */
export function readSharing(at: Address, id: string, options: RequestOptions = {}): Promise<Sharing> {
  return requestSharing(at, id, sharingPath(id), options)
}

export const sharingQueries = {
  one: (at: Address, id: string) =>
    queryOptions({
      queryKey: [at.id, at.projectId, 'sharing', id],
      queryFn: ({ signal }) => readSharing(at, id, { signal }),
    }),
}

/** What a link is worth to somebody who has nothing but the link. */
export type LinkState = { state: 'live' } | { state: 'dead' } | { state: 'unknown'; why: ApiError }

/**
 * Asks for a recording as a stranger with this link would, without the key (section C.5). `unknown` where the server says
 * neither yes nor no. A link behind a password does not answer to the token alone and cannot be told from a dead one: who knows
 * that it is one says `isLocked`. Throws ApiError where there is no answer.
 */
export async function checkLink(
  at: Address,
  id: string,
  token: string,
  { isLocked = false, signal }: { isLocked?: boolean; signal?: AbortSignal } = {},
): Promise<LinkState> {
  try {
    const query = { sharing_access_token: token }
    await request(at, recordingPath(id), z.unknown(), { anonymous: true, query, signal })
    return { state: 'live' }
  } catch (thrown) {
    const error = asApiError(thrown)
    const { status = 0, detail = '' } = error.facts
    if (!isLocked && /access token is invalid/i.test(detail)) return { state: 'dead' }
    if (status >= 400 && status < 500 && status !== 429) return { state: 'unknown', why: error }
    throw error
  }
}

/** The public page of a link, and the one for other sites to embed (section C.5: no slash at the end). */
export function sharedUrl(at: Address, token: string): string {
  return `${at.host}/shared/${addressPart(token)}`
}

export function embeddedUrl(at: Address, token: string): string {
  return `${at.host}/embedded/${addressPart(token)}`
}
