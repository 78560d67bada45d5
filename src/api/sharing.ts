import { queryOptions } from '@tanstack/react-query'
import * as z from '#lib/zod.ts'
import { type ApiError, asApiError } from './errors.ts'
import { type Address, request, type RequestOptions } from './http.ts'
import { recordingPath } from './recordings.ts'
import { answer, Flag, Text, When } from './schema.ts'

/** A password that opens a shared recording; the password itself is never told again (section C.4). */
export const SharePassword = answer({
  id: z.pipe(z.union([z.string(), z.number()]), z.transform(String)),
  createdAt: When,
  note: Text,
  createdByEmail: Text,
  isActive: z.catch(z.boolean(), true),
})
export type SharePassword = z.infer<typeof SharePassword>

const SharePasswords = z.pipe(
  z.array(z.unknown()),
  z.transform((list) => list.flatMap((one) => SharePassword.safeParse(one).data ?? [])),
)

/**
 * The public link of one recording (section C.1). `createdAt` is when the current link was made, not the first one; null for a
 * recording that was never shared, whose `accessToken` is another random text in every answer and opens nothing. `settings`,
 * `passwordRequired` and `sharePasswords` are undefined where the server is too old to have them.
 */
export const Sharing = answer({
  enabled: Flag,
  accessToken: Text,
  createdAt: When,
  settings: z.optional(z.catch(z.nullable(z.record(z.string(), z.unknown())), null)),
  passwordRequired: z.optional(z.catch(z.boolean(), false)),
  sharePasswords: z.optional(z.catch(SharePasswords, [])),
})
export type Sharing = z.infer<typeof Sharing>

/** Below which address the sharing of a recording is asked for and changed. */
export function sharingPath(id: string): string {
  return `${recordingPath(id)}sharing/`
}

/**
 * Asks whether a recording is public (section C.1); it does not tell whether the recording exists (section 0, 8).
 * Needs sharing_configuration:read. Throws ApiError.
 */
export function readSharing(at: Address, id: string, options: RequestOptions = {}): Promise<Sharing> {
  return request(at, sharingPath(id), Sharing, options)
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
 * neither yes nor no: a link behind a password does not answer to the token alone. Throws ApiError where there is no answer.
 */
export async function checkLink(at: Address, id: string, token: string, signal?: AbortSignal): Promise<LinkState> {
  try {
    const query = { sharing_access_token: token }
    await request(at, recordingPath(id), z.unknown(), { anonymous: true, query, signal })
    return { state: 'live' }
  } catch (thrown) {
    const error = asApiError(thrown)
    const { status = 0, detail = '' } = error.facts
    if (/access token is invalid/i.test(detail)) return { state: 'dead' }
    if (status >= 400 && status < 500 && status !== 429) return { state: 'unknown', why: error }
    throw error
  }
}

/** The public page of a link, and the one for other sites to embed (section C.5: no slash at the end). */
export function sharedUrl(at: Address, token: string): string {
  return `${at.host}/shared/${encodeURIComponent(token)}`
}

export function embeddedUrl(at: Address, token: string): string {
  return `${at.host}/embedded/${encodeURIComponent(token)}`
}
