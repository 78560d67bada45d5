import { capabilitiesOf, learnCapabilities } from '#api/capabilities.ts'
import { type ApiError, asApiError } from '#api/http/errors.ts'
import { isRefusal } from '#api/http/isRefusal.ts'
import type { SendOptions } from '#api/http/request.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { retryInBackground, type RetryOptions } from '#api/http/retryInBackground.ts'
import { readSharing, type Sharing } from '#api/sharing/sharing.ts'
import { revocationMessage, unchangedLinkMessage } from '#api/sharing/linkMessages.ts'
import { refusalMessages } from '#api/http/refusalMessages.ts'
import { changeSharing, revokeLink } from '#api/sharing/changeSharing.ts'
import { Cancelled } from '#lib/control.ts'
import type { ShareRow } from '#storage/shareRow.ts'

/** `turn on` undoes `turn off` where the server restores the same link. */
export const shareActions = ['turn off', 'revoke', 'require password', 'turn on'] as const
export type ShareAction = (typeof shareActions)[number]

/**
 * `returns`: off but not deleted, so the same link works again if sharing is turned on. `unsure`: off, but deleting it failed.
 * `unknown`: sent, but the answer says nothing and the link could not be looked up. `another link`: the server created a new link instead of restoring the old one, so it was turned off again.
 */
export type ActionOutcome = 'done' | 'returns' | 'unsure' | 'another link' | 'failed' | 'unknown'

/** `sharing` is the server's last answer, if any. `why` is a sentence. */
export type ActionResult = { outcome: ActionOutcome; why: string | null; sharing: Sharing | null }

type Work = RetryOptions & { connection: () => ApiConnection }

const done = (sharing: Sharing): ActionResult => ({ outcome: 'done', why: null, sharing })

function reasonOf(error: ApiError): string {
  const { message, next } = refusalMessages(error)
  return next === undefined ? message : `${message} ${next}`
}

async function turnOff(work: Work, { id }: ShareRow): Promise<ActionResult> {
  const sharing = await retryInBackground(work, (sendOptions) =>
    changeSharing(work.connection(), id, { enabled: false }, sendOptions),
  )
  return sharing.enabled ? { outcome: 'failed', why: unchangedLinkMessage(true), sharing } : done(sharing)
}

async function revoke(work: Work, { id }: ShareRow): Promise<ActionResult> {
  const revocation = await revokeLink(
    (send) => retryInBackground(work, (sendOptions) => send(work.connection(), sendOptions)),
    id,
  )
  const { outcome, sharing } = revocation
  const why = revocationMessage(revocation, reasonOf)
  if (outcome === 'left on') return { outcome: 'failed', why, sharing }
  if (outcome === 'same link') return { outcome: 'returns', why, sharing }
  return { outcome: outcome === 'revoked' ? 'done' : outcome, why, sharing }
}

async function requirePassword(work: Work, { id }: ShareRow): Promise<ActionResult> {
  const sharing = await retryInBackground(work, (sendOptions) =>
    changeSharing(work.connection(), id, { passwordRequired: true }, sendOptions),
  )
  return sharing.passwordRequired
    ? done(sharing)
    : { outcome: 'failed', why: 'The server didn’t turn on the password requirement.', sharing }
}

const newLinkMessage = 'This server creates a new link each time, so the old one can’t be restored. Sharing is off.'

/** Closes a link that nobody wanted, even after a cancel. */
async function closeAgain(work: Work, { id }: ShareRow, turnedOn: Sharing): Promise<ActionResult> {
  const close = (sendOptions: SendOptions) => changeSharing(work.connection(), id, { enabled: false }, sendOptions)
  try {
    const sharing = await close({}).catch(() => retryInBackground(work, close))
    if (!sharing.enabled) return { outcome: 'another link', why: newLinkMessage, sharing }
  } catch {
    // Reported below.
  }
  const why = 'The server created a new link that couldn’t be turned off again. The recording is public under it.'
  return { outcome: 'failed', why, sharing: turnedOn }
}

/** Restores the same link, or leaves it off. */
async function turnOn(work: Work, row: ShareRow): Promise<ActionResult> {
  if (capabilitiesOf(work.connection()).restoresLinks === false)
    return { outcome: 'another link', why: newLinkMessage, sharing: null }
  const turnedOn = await retryInBackground(work, (sendOptions) =>
    changeSharing(work.connection(), row.id, { enabled: true }, sendOptions),
  )
  if (!turnedOn.enabled) return { outcome: 'failed', why: unchangedLinkMessage(false), sharing: turnedOn }
  if (turnedOn.accessToken === row.token) return done(turnedOn)
  learnCapabilities(work.connection(), { restoresLinks: false })
  return closeAgain(work, row, turnedOn)
}

const actions: Record<ShareAction, (work: Work, row: ShareRow) => Promise<ActionResult>> = {
  'turn off': turnOff,
  revoke,
  'require password': requirePassword,
  'turn on': turnOn,
}

/** What an action has done to a link whose answer was lost, by what the server says of it now. */
async function outcomeNow(work: Work, action: ShareAction, row: ShareRow, sharing: Sharing, why: string): Promise<ActionResult> {
  const isOff = !sharing.enabled
  if (action === 'turn off') return isOff ? done(sharing) : { outcome: 'failed', why, sharing }
  if (action === 'revoke') return { outcome: isOff ? 'unsure' : 'failed', why, sharing }
  if (action === 'require password') return sharing.passwordRequired ? done(sharing) : { outcome: 'failed', why, sharing }
  if (isOff) return { outcome: 'failed', why, sharing }
  return sharing.accessToken === row.token ? done(sharing) : closeAgain(work, row, sharing)
}

/** A server may change the link first and fail then, so an answer that is no refusal is looked up. */
async function lookUp(work: Work, action: ShareAction, row: ShareRow, why: string): Promise<ActionResult> {
  try {
    const sharing = await retryInBackground(work, (sendOptions) => readSharing(work.connection(), row.id, sendOptions))
    return await outcomeNow(work, action, row, sharing, why)
  } catch {
    return { outcome: 'unknown', why: `${why} It may or may not have changed.`, sharing: null }
  }
}

/**
 * Runs the action on a row, at background priority, and repeats a request only after a 429. Errors that affect every row pause
 * `control`; refusals make the row `failed`, and after any other answer the link is looked up. Throws Cancelled if nothing was changed.
 */
export async function runAction(work: Work, action: ShareAction, row: ShareRow): Promise<ActionResult> {
  try {
    return await actions[action](work, row)
  } catch (thrown) {
    if (thrown instanceof Cancelled) throw thrown
    const error = asApiError(thrown)
    if (isRefusal(error)) return { outcome: 'failed', why: reasonOf(error), sharing: null }
    return lookUp(work, action, row, reasonOf(error))
  }
}
