import { pathSegment } from '#lib/pathSegment.ts'
import * as v from 'valibot'
import { capabilitiesOf, learnCapabilities } from '#api/capabilities.ts'
import { type ApiError, asApiError, type ErrorKind } from '#api/http/errors.ts'
import { Cancelled } from '#lib/control.ts'
import { request, type RequestOptions, type SendOptions } from '#api/http/request.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { NewSharePassword, requestSharing, type Sharing, sharingPath } from './sharing.ts'

/** Changes of a public link (posthog-api.md#c2-change-sharing); absent fields stay as they are. */
export type SharingChange = { enabled?: boolean; settings?: Record<string, unknown>; passwordRequired?: boolean }

/**
 * Changes the public link of a recording and returns its new state: enabling it may come with another token
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

/**
 * Whether a refusal of `renewLink` means that the server has no such endpoint: sharing never checks whether the recording exists.
 */
export function isRenewalMissing({ kind }: ApiError): boolean {
  return missing.has(kind)
}

/**
 * Replaces the link; the old one works for five more minutes (posthog-api.md#c3-replace-the-link). Servers without this endpoint
 * throw what `isRenewalMissing` recognizes. Needs sharing_configuration:write. Throws ApiError.
 */
export async function renewLink(connection: ApiConnection, id: string, options: RequestOptions = {}): Promise<Sharing> {
  try {
    const sharing = await requestSharing(connection, id, `${sharingPath(id)}refresh/`, { ...options, method: 'POST', body: {} })
    learnCapabilities(connection, { renewsLinks: true })
    return sharing
  } catch (error) {
    if (isRenewalMissing(asApiError(error))) learnCapabilities(connection, { renewsLinks: false })
    throw error
  }
}

/**
 * How revoking ended. `revoked`: the link can never open again. `returns`: it is off, but this server cannot replace links and may
 * bring the same one back when sharing is enabled again. `same link`: off, and the server accepted to replace it but returned the
 * same link. `unsure`: off, and replacing it failed, or was canceled (null). `left on`: the server accepted the change and the
 * recording is still public.
 */
export type Revocation =
  | { sharing: Sharing; outcome: 'revoked' | 'returns' | 'same link' | 'left on' }
  | { sharing: Sharing; outcome: 'unsure'; why: ApiError | null }

/** Sends each request of an action that needs several: now, or in the background with whatever key is then saved. */
export type SendEach = <T>(send: (connection: ApiConnection, options: SendOptions) => Promise<T>) => Promise<T>

/** Null if the server has no such endpoint. */
async function renewIfPossible(connection: ApiConnection, id: string, options: SendOptions): Promise<Sharing | null> {
  if (capabilitiesOf(connection).renewsLinks === false) return null
  try {
    return await renewLink(connection, id, options)
  } catch (error) {
    if (isRenewalMissing(asApiError(error))) return null
    throw error
  }
}

/**
 * Closes a link permanently (posthog-api.md#n1-revoke-permanently): disables it, then replaces its token if the server can. Throws
 * what `sendEach` throws if it could not be disabled; nothing has changed then.
 */
export async function revokeLink(sendEach: SendEach, id: string): Promise<Revocation> {
  const off = await sendEach((connection, options) => changeSharing(connection, id, { enabled: false }, options))
  if (off.enabled) return { sharing: off, outcome: 'left on' }
  try {
    const renewed = await sendEach((connection, options) => renewIfPossible(connection, id, options))
    if (renewed === null) return { sharing: off, outcome: 'returns' }
    if (renewed.enabled) return { sharing: renewed, outcome: 'left on' }
    return { sharing: renewed, outcome: renewed.accessToken === off.accessToken ? 'same link' : 'revoked' }
  } catch (thrown) {
    return { sharing: off, outcome: 'unsure', why: thrown instanceof Cancelled ? null : asApiError(thrown) }
  }
}

/**
 * How cutting off old links ended. `cut`: sharing is on again. `left off`: enabling it again failed, or (null) the server
 * accepted and did not do it. `left on`: the server accepted and did not disable it.
 */
export type Cut = { sharing: Sharing; end: 'cut' | 'left on' } | { sharing: Sharing; end: 'left off'; why: ApiError | null }

/**
 * Cuts off links that still work after `renewLink`: disables and enables sharing. That may bring yet another link
 * (posthog-api.md#c3-replace-the-link), and servers before the newest may keep the old one working: check it. Throws ApiError if
 * sharing could not be disabled; nothing has changed then.
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
 * Creates a password (posthog-api.md#c4-passwords); the server makes one up if `password` is empty, and otherwise wants at least
 * 8 characters. Throws ApiError.
 */
export function createSharePassword(
  connection: ApiConnection,
  id: string,
  { password, note }: { password: string; note: string },
): Promise<NewSharePassword> {
  const body = { ...(password === '' ? {} : { raw_password: password }), ...(note === '' ? {} : { note }) }
  return request(connection, `${sharingPath(id)}passwords/`, NewSharePassword, { method: 'POST', body })
}

/** Removes a password (posthog-api.md#c4-passwords). One that is already removed is `not-found`. Throws ApiError. */
export async function deleteSharePassword(connection: ApiConnection, id: string, passwordId: string): Promise<void> {
  await request(connection, `${sharingPath(id)}passwords/${pathSegment(passwordId)}/`, v.unknown(), { method: 'DELETE' })
}
