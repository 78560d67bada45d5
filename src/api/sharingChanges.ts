import { useMutation } from '@tanstack/react-query'
import * as z from '#lib/zod.ts'
import { type ApiError, asApiError, type ErrorKind } from './errors.ts'
import { type Address, request, type RequestOptions } from './http.ts'
import { answer, Text } from './schema.ts'
import { Sharing, sharingPath, sharingQueries } from './sharing.ts'

/** What can be changed of a public link (section C.2); whatever is absent stays as it is. */
export type SharingChange = { enabled?: boolean; settings?: Record<string, unknown>; passwordRequired?: boolean }

/**
 * Changes the public link of a recording and gives what the server made of it: switching on may come with another token
 * (section 0, 7). Needs sharing_configuration:write. Throws ApiError.
 */
export function changeSharing(at: Address, id: string, change: SharingChange, options: RequestOptions = {}): Promise<Sharing> {
  const { passwordRequired, ...rest } = change
  const body = passwordRequired === undefined ? rest : { ...rest, password_required: passwordRequired }
  return request(at, sharingPath(id), Sharing, { ...options, method: 'PATCH', body })
}

/**
 * Gives the recording another link; the one before opens for five more minutes (section C.3). Servers that have no such call
 * answer `endpoint-missing` or `not-found`. Needs sharing_configuration:write. Throws ApiError.
 */
export function renewLink(at: Address, id: string, options: RequestOptions = {}): Promise<Sharing> {
  return request(at, `${sharingPath(id)}refresh/`, Sharing, { ...options, method: 'POST', body: {} })
}

const missing: ReadonlySet<ErrorKind> = new Set(['endpoint-missing', 'not-found'])

/**
 * How a revocation ended, once the link is off. `good`: it can never open again. `returns`: this server has no way to drop a
 * link, and may bring the same one back when sharing is switched on again. `unsure`: dropping it failed.
 */
export type Revocation = { sharing: Sharing; end: 'good' | 'returns' } | { sharing: Sharing; end: 'unsure'; why: ApiError }

/**
 * Closes a link for good (section N): off first, then a new token in place of the old one where the server has that call.
 * Throws ApiError where it could not even be switched off; the link is then as it was.
 */
export async function revokeLink(at: Address, id: string, options: RequestOptions = {}): Promise<Revocation> {
  const off = await changeSharing(at, id, { enabled: false }, options)
  try {
    return { sharing: await renewLink(at, id, options), end: 'good' }
  } catch (thrown) {
    const why = asApiError(thrown)
    return missing.has(why.kind) ? { sharing: off, end: 'returns' } : { sharing: off, end: 'unsure', why }
  }
}

/**
 * Cuts what still opens after `renewLink`: off and on again. What comes back may be yet another link (section C.3).
 * Throws ApiError; sharing may then be off.
 */
export async function cutOldLinks(at: Address, id: string, options: RequestOptions = {}): Promise<Sharing> {
  await changeSharing(at, id, { enabled: false }, options)
  return changeSharing(at, id, { enabled: true }, options)
}

/** A password just made: shown now and never again. */
const NewSharePassword = answer({ password: z.string(), note: Text })
export type NewSharePassword = z.infer<typeof NewSharePassword>

/**
 * Makes a password for a link that requires one (section C.4); the server thinks one up where `password` is empty, and wants
 * at least 8 characters else. Throws ApiError.
 */
export function createSharePassword(
  at: Address,
  id: string,
  { password, note }: { password: string; note: string },
): Promise<NewSharePassword> {
  const body = { ...(password === '' ? {} : { raw_password: password }), ...(note === '' ? {} : { note }) }
  return request(at, `${sharingPath(id)}passwords/`, NewSharePassword, { method: 'POST', body })
}

/** Takes a password away (section C.4): 204. One that is gone already is `not-found`. Throws ApiError. */
export async function deleteSharePassword(at: Address, id: string, passwordId: string): Promise<void> {
  await request(at, `${sharingPath(id)}passwords/${encodeURIComponent(passwordId)}/`, z.unknown(), { method: 'DELETE' })
}

/** One change of a public link; the server's answer takes the place of what was known. Clicks on one switch queue. */
export function useSetSharing(at: Address, id: string) {
  return useMutation({
    mutationFn: (change: SharingChange) => changeSharing(at, id, change),
    scope: { id: `sharing ${at.id} ${at.projectId} ${id}` },
    meta: { answers: sharingQueries.one(at, id).queryKey },
  })
}
