import { pathSegment } from '#lib/pathSegment.ts'
import * as v from 'valibot'
import { type ApiError, asApiError, type ErrorKind } from '#api/http/errors.ts'
import { request, type RequestOptions } from '#api/http/request.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { NewSharePassword, requestSharing, type Sharing, sharingPath } from './sharing.ts'

/** What can be changed of a public link (posthog-api.md#c2-change-sharing); whatever is absent stays as it is. */
export type SharingChange = { enabled?: boolean; settings?: Record<string, unknown>; passwordRequired?: boolean }

/**
 * Changes the public link of a recording and gives what the server made of it: switching on may come with another token
 * (posthog-api.md#c2-change-sharing). Needs sharing_configuration:write. Throws ApiError.
 */
export function changeSharing(
  connection: ApiConnection,
  id: string,
  change: SharingChange,
  options: RequestOptions = {},
): Promise<Sharing> {
  const { passwordRequired, ...rest } = change
  const body = passwordRequired === undefined ? rest : { ...rest, password_required: passwordRequired }
  return requestSharing(connection, id, sharingPath(id), { ...options, method: 'PATCH', body })
}

const missing: ReadonlySet<ErrorKind> = new Set(['endpoint-missing', 'not-found'])

/** Whether a server can give a recording another link, by connection and host; gone with the tab, since servers are upgraded. */
const renewing = new Map<string, boolean>()

/** Whether this server can give a recording another link; undefined before it was ever asked to. */
export function canRenewLinks(connection: ApiConnection): boolean | undefined {
  return renewing.get(`${connection.id} ${connection.host}`)
}

/** Whether a refusal of `renewLink` means that the server has no such call: sharing itself never asks whether there is a recording. */
export function isRenewalMissing({ kind }: ApiError): boolean {
  return missing.has(kind)
}

/**
 * Gives the recording another link; the one before opens for five more minutes (posthog-api.md#c3-replace-the-link). Servers that
 * have no such call answer what `isRenewalMissing` knows. Needs sharing_configuration:write. Throws ApiError.
 */
export async function renewLink(connection: ApiConnection, id: string, options: RequestOptions = {}): Promise<Sharing> {
  const server = `${connection.id} ${connection.host}`
  try {
    const sharing = await requestSharing(connection, id, `${sharingPath(id)}refresh/`, { ...options, method: 'POST', body: {} })
    renewing.set(server, true)
    return sharing
  } catch (error) {
    if (isRenewalMissing(asApiError(error))) renewing.set(server, false)
    throw error
  }
}

/** Whether what `renewLink` answered is no other link than the one before, so that nothing was dropped as far as is known. */
export function isSameLink(before: Sharing, renewed: Sharing): boolean {
  return renewed.accessToken === before.accessToken
}

/**
 * How a revocation ended. `good`: the link can never open again. `returns`: it is off, but this server has no way to drop a
 * link, and may bring the same one back when sharing is switched on again. `kept`: off, and the server answered well to dropping
 * it, but by its answer the link is the same as before. `unsure`: off, and dropping it failed. `left on`: the server answered
 * well and the recording is public all the same.
 */
export type Revocation =
  | { sharing: Sharing; end: 'good' | 'returns' | 'kept' | 'left on' }
  | { sharing: Sharing; end: 'unsure'; why: ApiError }

/**
 * Closes a link for good (posthog-api.md#n1-revoke-permanently): off first, then a new token in place of the old one where the
 * server has that call. Throws ApiError where it could not even be switched off; the link is then as it was.
 */
export async function revokeLink(connection: ApiConnection, id: string, options: RequestOptions = {}): Promise<Revocation> {
  const off = await changeSharing(connection, id, { enabled: false }, options)
  if (off.enabled) return { sharing: off, end: 'left on' }
  try {
    const sharing = await renewLink(connection, id, options)
    if (sharing.enabled) return { sharing, end: 'left on' }
    return { sharing, end: isSameLink(off, sharing) ? 'kept' : 'good' }
  } catch (thrown) {
    const why = asApiError(thrown)
    return isRenewalMissing(why) ? { sharing: off, end: 'returns' } : { sharing: off, end: 'unsure', why }
  }
}

/**
 * How cutting old links ended. `cut`: sharing is on again. `left off`: it stayed off because switching it on failed, or (null)
 * because the server answered well and did not do it. `left on`: the server answered well and did not switch it off.
 */
export type Cut = { sharing: Sharing; end: 'cut' | 'left on' } | { sharing: Sharing; end: 'left off'; why: ApiError | null }

/**
 * Cuts what still opens after `renewLink`: off and on again. What comes back may be yet another link
 * (posthog-api.md#c3-replace-the-link), and servers before the newest may let the old one live on: check it. Throws ApiError
 * where sharing could not be switched off; it is then as it was.
 */
export async function cutOldLinks(connection: ApiConnection, id: string, options: RequestOptions = {}): Promise<Cut> {
  const off = await changeSharing(connection, id, { enabled: false }, options)
  if (off.enabled) return { sharing: off, end: 'left on' }
  try {
    const sharing = await changeSharing(connection, id, { enabled: true }, options)
    return sharing.enabled ? { sharing, end: 'cut' } : { sharing, end: 'left off', why: null }
  } catch (error) {
    return { sharing: off, end: 'left off', why: asApiError(error) }
  }
}

/**
 * Makes a password for a link that requires one (posthog-api.md#c4-passwords); the server thinks one up where `password` is
 * empty, and wants at least 8 characters else. Throws ApiError.
 */
export function createSharePassword(
  connection: ApiConnection,
  id: string,
  { password, note }: { password: string; note: string },
): Promise<NewSharePassword> {
  const body = { ...(password === '' ? {} : { raw_password: password }), ...(note === '' ? {} : { note }) }
  return request(connection, `${sharingPath(id)}passwords/`, NewSharePassword, { method: 'POST', body })
}

/** Takes a password away (posthog-api.md#c4-passwords): 204. One that is gone already is `not-found`. Throws ApiError. */
export async function deleteSharePassword(connection: ApiConnection, id: string, passwordId: string): Promise<void> {
  await request(connection, `${sharingPath(id)}passwords/${pathSegment(passwordId)}/`, v.unknown(), { method: 'DELETE' })
}
