import { type QueryClient, useMutation } from '@tanstack/react-query'
import type { ApiConnection, Connection } from '#storage/connections.ts'
import { type ApiError, asApiError } from '#api/http/errors.ts'
import { errorSentence } from '#api/http/errorSentence.ts'
import { type FormerLink, graceMs, noteChangedLink, noteFormerLink, noteLinkCheck } from './linkHistory.ts'
import { revocationMessage, unchangedLinkMessage } from '#api/sharing/linkMessages.ts'
import { checkLink, type NewSharePassword, type Sharing, sharingQueries } from '#api/sharing/sharing.ts'
import {
  changeSharing,
  createSharePassword,
  type Cut,
  cutOldLinks,
  deleteSharePassword,
  renewLink,
  type Revocation,
  revokeLink,
  type SharingChange,
} from '#api/sharing/changeSharing.ts'
import { type Activity, linkEnd, logActivity } from '#storage/activityLog.ts'

/** The recording whose link is changed; `name` is for the activity log. */
export type SharedSubject = { id: string; name: string | null }

type LoggedAction = Pick<Activity, 'action'> & Partial<Pick<Activity, 'outcome' | 'detail' | 'token'>>

/** Whether the server may have made the change: it did not answer, failed, or answered something unexpected. */
function isUncertain({ facts }: ApiError): boolean {
  return facts.status === undefined || facts.status >= 500
}

function sharingKey(connection: ApiConnection, { id }: SharedSubject) {
  return sharingQueries.one(connection, id).queryKey
}

/** The state that a queued change starts from. */
function currentSharing(client: QueryClient, connection: ApiConnection, subject: SharedSubject): Sharing | undefined {
  return client.getQueryData(sharingKey(connection, subject))
}

/** Changes of one recording's link run one after another, so that the last click also wins on the server. */
function queue(connection: ApiConnection, { id }: SharedSubject) {
  return { id: `sharing ${connection.id} ${connection.projectId} ${id}` }
}

/**
 * Runs the action and logs it, however it ends. After an error that leaves open what the server did, the cached answer is
 * refetched.
 */
async function withActivityLog<Answer>(
  connection: Connection,
  subject: SharedSubject,
  client: QueryClient,
  attempt: LoggedAction,
  action: () => Promise<Answer>,
  ended: (answer: Answer) => LoggedAction[],
): Promise<Answer> {
  const whole = (logged: LoggedAction): Activity => ({
    outcome: 'done',
    ...logged,
    kind: 'recording',
    subject: subject.id,
    subjectName: subject.name,
  })
  try {
    const answer = await action()
    await logActivity(connection, ended(answer).map(whole))
    return answer
  } catch (thrown) {
    const error = asApiError(thrown)
    await logActivity(connection, [whole({ ...attempt, outcome: 'failed', detail: errorSentence(error) })])
    if (isUncertain(error)) void client.invalidateQueries({ queryKey: sharingKey(connection, subject) })
    throw error
  }
}

function noteClosed(
  client: QueryClient,
  connection: ApiConnection,
  { id }: SharedSubject,
  token: string | null,
  closedBy: FormerLink['closedBy'],
) {
  if (token === null) return
  const until = closedBy === 'renewed' ? Date.now() + graceMs : Date.now()
  noteFormerLink(client, connection, id, { token, closedBy, until })
}

/**
 * Enables or disables the public link. The server's answer replaces the cached one: enabling may come with another link, and a
 * server may accept the change without making it (`requested` is the requested value).
 */
export function useSetSharing(connection: Connection, subject: SharedSubject) {
  return useMutation({
    mutationFn: async (enabled: boolean, { client }) => {
      const before = currentSharing(client, connection, subject)
      const token = before?.accessToken ?? null
      const attempt: LoggedAction = { action: enabled ? 'shared' : 'unshared', token: enabled ? null : token }
      const action = () => changeSharing(connection, subject.id, { enabled })
      const sharing = await withActivityLog(
        connection,
        subject,
        client,
        attempt,
        action,
        ({ enabled: isOn, accessToken }): LoggedAction[] => {
          if (isOn !== enabled) return [{ ...attempt, outcome: 'failed', detail: unchangedLinkMessage(isOn) }]
          return [enabled ? { ...attempt, token: accessToken } : attempt]
        },
      )
      if (sharing.enabled) noteChangedLink(client, connection, subject.id, sharing.accessToken)
      else if (!enabled) noteClosed(client, connection, subject, token, 'turned off')
      return { sharing, before, requested: enabled }
    },
    scope: queue(connection, subject),
    meta: { updates: sharingKey(connection, subject), select: ({ sharing }: { sharing: Sharing }) => sharing },
  })
}

/** Changes some settings of the link; all others, known here or not, stay as they are. */
export function useSetLinkSettings(connection: Connection, subject: SharedSubject) {
  return useMutation({
    mutationFn: (some: Record<string, unknown>, { client }) => {
      const before = currentSharing(client, connection, subject)
      const change: SharingChange = { settings: { ...before?.settings, ...some } }
      const detail = Object.entries(some)
        .map(([name, value]) => `${name}: ${String(value)}`)
        .join(', ')
      const attempt: LoggedAction = {
        action: 'link settings changed',
        detail,
        token: before?.enabled ? before.accessToken : null,
      }
      return withActivityLog(
        connection,
        subject,
        client,
        attempt,
        () => changeSharing(connection, subject.id, change),
        () => [attempt],
      )
    },
    scope: queue(connection, subject),
    meta: { updates: sharingKey(connection, subject) },
  })
}

/** Sets whether the link requires a password. */
export function useRequirePassword(connection: Connection, subject: SharedSubject) {
  return useMutation({
    mutationFn: async (passwordRequired: boolean, { client }) => {
      const before = currentSharing(client, connection, subject)
      const attempt: LoggedAction = {
        action: 'password switched',
        detail: passwordRequired ? 'required' : 'not required',
        token: before?.enabled ? before.accessToken : null,
      }
      const sharing = await withActivityLog(
        connection,
        subject,
        client,
        attempt,
        () => changeSharing(connection, subject.id, { passwordRequired }),
        () => [attempt],
      )
      noteChangedLink(client, connection, subject.id, sharing.accessToken)
      return sharing
    },
    scope: queue(connection, subject),
    meta: { updates: sharingKey(connection, subject) },
  })
}

/** Closes the link permanently and returns how that ended. */
export function useRevokeLink(connection: Connection, subject: SharedSubject) {
  return useMutation({
    mutationFn: async (_: void, { client }): Promise<Revocation & { before: string | null }> => {
      const before = currentSharing(client, connection, subject)
      const token = before?.accessToken ?? null
      const wasOn = before?.enabled ?? false
      const revocation = await withActivityLog(
        connection,
        subject,
        client,
        { action: 'revoked', token },
        () => revokeLink((send) => send(connection, {}), subject.id),
        (answer): LoggedAction[] => {
          const detail = revocationMessage(answer, errorSentence)
          if (detail === null) return [{ action: 'revoked', token }]
          const revoked: LoggedAction = { action: 'revoked', outcome: 'failed', token, detail }
          return wasOn && answer.outcome !== 'left on' ? [{ action: 'unshared', token }, revoked] : [revoked]
        },
      )
      if (revocation.outcome === 'left on') noteChangedLink(client, connection, subject.id, revocation.sharing.accessToken)
      else noteClosed(client, connection, subject, token, revocation.outcome === 'revoked' ? 'revoked' : 'turned off')
      return { ...revocation, before: token }
    },
    scope: queue(connection, subject),
    meta: { updates: sharingKey(connection, subject), select: ({ sharing }: Revocation) => sharing },
  })
}

/** Replaces the link; the old one works for five more minutes. */
export function useRenewLink(connection: Connection, subject: SharedSubject) {
  return useMutation({
    mutationFn: async (_: void, { client }) => {
      const token = currentSharing(client, connection, subject)?.accessToken ?? null
      const attempt: LoggedAction = { action: 'rotated', token }
      const sharing = await withActivityLog(
        connection,
        subject,
        client,
        attempt,
        () => renewLink(connection, subject.id),
        ({ accessToken }) => [{ ...attempt, detail: newLinkMessage(accessToken) }],
      )
      noteClosed(client, connection, subject, token, 'renewed')
      return sharing
    },
    scope: queue(connection, subject),
    meta: { updates: sharingKey(connection, subject) },
  })
}

function newLinkMessage(token: string | null): string | null {
  const end = linkEnd(token)
  return end === null ? null : `The new link ends in ${end}.`
}

/** Cuts off what still works after `useRenewLink`. */
export function useCutOldLinks(connection: Connection, subject: SharedSubject) {
  return useMutation({
    mutationFn: async (_: void, { client }): Promise<Cut & { before: string | null }> => {
      const token = currentSharing(client, connection, subject)?.accessToken ?? null
      const detail = 'Turned sharing off and on to cut off earlier links.'
      const cut = await withActivityLog(
        connection,
        subject,
        client,
        { action: 'rotated', token },
        () => cutOldLinks(connection, subject.id),
        (answer): LoggedAction[] => {
          if (answer.end === 'left on')
            return [{ action: 'unshared', outcome: 'failed', token, detail: unchangedLinkMessage(true) }]
          if (answer.end === 'left off') {
            const why = answer.why === null ? unchangedLinkMessage(false) : errorSentence(answer.why)
            return [
              { action: 'unshared', token, detail },
              { action: 'shared', outcome: 'failed', detail: why },
            ]
          }
          const text = [detail, newLinkMessage(answer.sharing.accessToken)].filter(Boolean).join(' ')
          return [{ action: 'rotated', token, detail: text }]
        },
      )
      const isSame = cut.end !== 'left off' && cut.sharing.accessToken === token
      if (!isSame) noteClosed(client, connection, subject, token, 'turned off')
      return { ...cut, before: token }
    },
    scope: queue(connection, subject),
    meta: { updates: sharingKey(connection, subject), select: ({ sharing }: Cut) => sharing },
  })
}

/** Creates a password, which is dropped from memory once it is no longer shown. */
export function useCreateSharePassword(connection: Connection, subject: SharedSubject) {
  return useMutation({
    mutationFn: (input: { password: string; note: string }, { client }) => {
      const attempt: LoggedAction = { action: 'password created', detail: input.note || null }
      return withActivityLog(
        connection,
        subject,
        client,
        attempt,
        () => createSharePassword(connection, subject.id, input),
        () => [attempt],
      )
    },
    gcTime: 0,
    scope: queue(connection, subject),
    meta: {
      rewrites: (_: unknown, { password: _password, ...made }: NewSharePassword) => [
        {
          queryKey: sharingKey(connection, subject),
          rewrite: (cached: Sharing): Sharing => ({ ...cached, sharePasswords: [...(cached.sharePasswords ?? []), made] }),
        },
      ],
    },
  })
}

/** Removes a password. One that is already removed counts as removed. */
export function useDeleteSharePassword(connection: Connection, subject: SharedSubject) {
  return useMutation({
    mutationFn: ({ id, note }: { id: string; note: string | null }, { client }) => {
      const attempt: LoggedAction = { action: 'password removed', detail: note }
      const action = async () => {
        try {
          await deleteSharePassword(connection, subject.id, id)
        } catch (thrown) {
          const error = asApiError(thrown)
          if (error.kind !== 'not-found') throw error
        }
      }
      return withActivityLog(connection, subject, client, attempt, action, () => [attempt])
    },
    scope: queue(connection, subject),
    meta: {
      rewrites: ({ id }: { id: string }) => [
        {
          queryKey: sharingKey(connection, subject),
          rewrite: (cached: Sharing): Sharing => ({
            ...cached,
            sharePasswords: cached.sharePasswords?.filter((password) => password.id !== id),
          }),
        },
      ],
    },
  })
}

/** Checks whether a link works for someone without the key. Changes nothing, so it is not queued. */
export function useCheckLink(connection: ApiConnection, id: string) {
  return useMutation({
    mutationFn: async (token: string, { client }) => {
      const isLocked = currentSharing(client, connection, { id, name: null })?.passwordRequired === true
      const state = await checkLink(connection, id, token, { isLocked })
      noteLinkCheck(client, connection, id, token, { state, isLocked, at: Date.now() })
      return state
    },
  })
}
