import { type ApiError, asApiError } from '#api/http/errors.ts'
import type { SendOptions } from '#api/http/request.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { concernsAll, retryInBackground, type RetryOptions } from '#api/http/retryInBackground.ts'
import type { Sharing } from '#api/sharing/sharing.ts'
import { keptMessages, leftMessages, noDropMessage } from '#api/sharing/linkMessages.ts'
import { refusalMessages } from '#api/http/refusalMessages.ts'
import { changeSharing, isSameLink, renewLink } from '#api/sharing/changeSharing.ts'
import { Cancelled } from '#lib/control.ts'
import type { ShareRow } from './shareRow.ts'

/** What can be done to many shares at once. `turn on` undoes `turn off`, where the server brings the same link back. */
export type ShareAction = 'turn off' | 'revoke' | 'require password' | 'turn on'

/**
 * How a deed ended. `returns`: off, but the link was not dropped, so the same one opens again once sharing is switched on.
 * `unsure`: off, and dropping the link failed. `another link`: the server made a new link instead of bringing the old one back,
 * so it was switched off again.
 */
export type ActionOutcome = 'done' | 'returns' | 'unsure' | 'another link' | 'failed' | 'not attempted'

/** `sharing` is the server's last answer, null where there is none. `why` is a sentence where there is something to add. */
export type ActionResult = { outcome: ActionOutcome; why: string | null; sharing: Sharing | null }

export type RunActionsOptions = RetryOptions & {
  connection: () => ApiConnection
  action: ShareAction
  rows: readonly ShareRow[]
  /** Called exactly once for every row, as soon as its end is known. */
  onResult: (row: ShareRow, result: ActionResult) => void
}

/** Servers that were seen to lack a call or to make a new link each time; gone with the tab, since servers are upgraded. */
const cannotDrop = new Set<string>()
const makesNewLinks = new Set<string>()

function serverKey({ id, host }: ApiConnection): string {
  return `${id} ${host}`
}

/** Whether switching a link on again may bring the same one back: false once this server was seen to make another. */
export function mayRestoreLinks(connection: ApiConnection): boolean {
  return !makesNewLinks.has(serverKey(connection))
}

const pausing = new Set([...concernsAll].filter((kind) => kind !== 'endpoint-missing'))

function isEndpointMissing({ kind }: ApiError): boolean {
  return kind === 'endpoint-missing' || kind === 'not-found'
}

const done = (sharing: Sharing): ActionResult => ({ outcome: 'done', why: null, sharing })

/** Why it was refused, as beside a recording's own switch. */
function reasonOf(error: ApiError): string {
  const { message, next } = refusalMessages(error)
  return next === undefined ? message : `${message} ${next}`
}

async function turnOff(options: RunActionsOptions, { id }: ShareRow): Promise<ActionResult> {
  const sharing = await retryInBackground(options, (sendOptions) =>
    changeSharing(options.connection(), id, { enabled: false }, sendOptions),
  )
  return sharing.enabled ? { outcome: 'failed', why: leftMessages(true), sharing } : done(sharing)
}

/**
 * Off first, then another token in its place (posthog-api.md#n1-revoke-permanently). Throws where it could not even be switched
 * off.
 */
async function revoke(options: RunActionsOptions, row: ShareRow): Promise<ActionResult> {
  const off = await turnOff(options, row)
  if (off.outcome !== 'done') return off
  const notDropped: ActionResult = { ...off, outcome: 'returns', why: noDropMessage }
  if (cannotDrop.has(serverKey(options.connection()))) return notDropped
  try {
    const sharing = await retryInBackground(options, (sendOptions) => renewLink(options.connection(), row.id, sendOptions), {
      pausing,
    })
    if (sharing.enabled) return { outcome: 'failed', why: 'The server switched the link on again.', sharing }
    return off.sharing && isSameLink(off.sharing, sharing) ? { outcome: 'returns', why: keptMessages, sharing } : done(sharing)
  } catch (thrown) {
    const error = asApiError(thrown)
    if (thrown instanceof Cancelled) return { ...off, outcome: 'unsure', why: 'Cancelled before the link was dropped.' }
    if (!isEndpointMissing(error)) return { ...off, outcome: 'unsure', why: reasonOf(error) }
    cannotDrop.add(serverKey(options.connection()))
    return notDropped
  }
}

async function requirePassword(options: RunActionsOptions, { id }: ShareRow): Promise<ActionResult> {
  const sharing = await retryInBackground(options, (sendOptions) =>
    changeSharing(options.connection(), id, { passwordRequired: true }, sendOptions),
  )
  return sharing.passwordRequired
    ? done(sharing)
    : { outcome: 'failed', why: 'The server did not switch the password on.', sharing }
}

const newLinkMessage = 'This server makes another link each time, so the old one cannot come back. Sharing is off.'

/** A link that nobody asked for is closed at once, also where everything else was cancelled meanwhile. */
async function closeAgain(options: RunActionsOptions, { id }: ShareRow, turnedOn: Sharing): Promise<ActionResult> {
  const close = (sendOptions: SendOptions) => changeSharing(options.connection(), id, { enabled: false }, sendOptions)
  try {
    const sharing = await close({}).catch(() => retryInBackground(options, close))
    if (!sharing.enabled) return { outcome: 'another link', why: newLinkMessage, sharing }
  } catch {
    // Said below: it is public.
  }
  const why = 'The server made another link, which could not be switched off again: the recording is public under it.'
  return { outcome: 'failed', why, sharing: turnedOn }
}

/** Brings the same link back, or leaves everything off. */
async function turnOn(options: RunActionsOptions, row: ShareRow): Promise<ActionResult> {
  if (!mayRestoreLinks(options.connection())) return { outcome: 'another link', why: newLinkMessage, sharing: null }
  const turnedOn = await retryInBackground(options, (sendOptions) =>
    changeSharing(options.connection(), row.id, { enabled: true }, sendOptions),
  )
  if (!turnedOn.enabled) return { outcome: 'failed', why: leftMessages(false), sharing: turnedOn }
  if (turnedOn.accessToken === row.token) return done(turnedOn)
  makesNewLinks.add(serverKey(options.connection()))
  return closeAgain(options, row, turnedOn)
}

const runAction: Record<ShareAction, (options: RunActionsOptions, row: ShareRow) => Promise<ActionResult>> = {
  'turn off': turnOff,
  revoke,
  'require password': requirePassword,
  'turn on': turnOn,
}

/**
 * Does the same to every row, one by one in the background of what the person does. Only a 429 is ever sent again by itself;
 * errors that would meet every row pause it through its control, others fail their row. Cancelled, the rest is "not attempted".
 * Resolves when every row has its end; never rejects.
 */
export async function runActions(options: RunActionsOptions): Promise<void> {
  let isCancelled = false
  for (const row of options.rows) {
    let result: ActionResult = { outcome: 'not attempted', why: null, sharing: null }
    try {
      if (!isCancelled) result = await runAction[options.action](options, row)
    } catch (thrown) {
      if (thrown instanceof Cancelled) isCancelled = true
      else result = { outcome: 'failed', why: reasonOf(asApiError(thrown)), sharing: null }
    }
    options.onResult(row, result)
  }
}
