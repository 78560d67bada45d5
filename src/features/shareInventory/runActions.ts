import { type ApiError, asApiError } from '#api/http/errors.ts'
import type { Address, Manner } from '#api/http/request.ts'
import { concernsAll, patiently, type Patience } from '#api/http/retryInBackground.ts'
import type { Sharing } from '#api/sharing/sharing.ts'
import { keptWords, leftWords, noDropWords } from '#api/sharing/linkMessages.ts'
import { refusalWords } from '#api/http/refusalMessages.ts'
import { changeSharing, isSameLink, renewLink } from '#api/sharing/changeSharing.ts'
import { Cancelled } from '#lib/control.ts'
import type { ShareRow } from './shareRow.ts'

/** What can be done to many shares at once. `turn on` undoes `turn off`, where the server brings the same link back. */
export type ShareDeed = 'turn off' | 'revoke' | 'require password' | 'turn on'

/**
 * How a deed ended. `returns`: off, but the link was not dropped, so the same one opens again once sharing is switched on.
 * `unsure`: off, and dropping the link failed. `another link`: the server made a new link instead of bringing the old one back,
 * so it was switched off again.
 */
export type DeedOutcome = 'done' | 'returns' | 'unsure' | 'another link' | 'failed' | 'not attempted'

/** `sharing` is the server's last answer, null where there is none. `why` is a sentence where there is something to add. */
export type DeedEnd = { outcome: DeedOutcome; why: string | null; sharing: Sharing | null }

export type DeedOrder = Patience & {
  at: () => Address
  deed: ShareDeed
  rows: readonly ShareRow[]
  /** Called exactly once for every row, as soon as its end is known. */
  onEnd: (row: ShareRow, end: DeedEnd) => void
}

/** Servers that were seen to lack a call or to make a new link each time; gone with the tab, since servers are upgraded. */
const cannotDrop = new Set<string>()
const makesNewLinks = new Set<string>()

function server({ id, host }: Address): string {
  return `${id} ${host}`
}

/** Whether switching a link on again may bring the same one back: false once this server was seen to make another. */
export function mayBringBack(at: Address): boolean {
  return !makesNewLinks.has(server(at))
}

const pausing = new Set([...concernsAll].filter((kind) => kind !== 'endpoint-missing'))

function isCallMissing({ kind }: ApiError): boolean {
  return kind === 'endpoint-missing' || kind === 'not-found'
}

const done = (sharing: Sharing): DeedEnd => ({ outcome: 'done', why: null, sharing })

/** Why it was refused, as beside a recording's own switch. */
function whyOf(error: ApiError): string {
  const { message, next } = refusalWords(error)
  return next === undefined ? message : `${message} ${next}`
}

async function turnOff(order: DeedOrder, { id }: ShareRow): Promise<DeedEnd> {
  const sharing = await patiently(order, (manner) => changeSharing(order.at(), id, { enabled: false }, manner))
  return sharing.enabled ? { outcome: 'failed', why: leftWords(true), sharing } : done(sharing)
}

/**
 * Off first, then another token in its place (posthog-api.md#n1-revoke-permanently). Throws where it could not even be switched
 * off.
 */
async function revoke(order: DeedOrder, row: ShareRow): Promise<DeedEnd> {
  const off = await turnOff(order, row)
  if (off.outcome !== 'done') return off
  const returns: DeedEnd = { ...off, outcome: 'returns', why: noDropWords }
  if (cannotDrop.has(server(order.at()))) return returns
  try {
    const sharing = await patiently(order, (manner) => renewLink(order.at(), row.id, manner), { pausing })
    if (sharing.enabled) return { outcome: 'failed', why: 'The server switched the link on again.', sharing }
    return off.sharing && isSameLink(off.sharing, sharing) ? { outcome: 'returns', why: keptWords, sharing } : done(sharing)
  } catch (thrown) {
    const error = asApiError(thrown)
    if (thrown instanceof Cancelled) return { ...off, outcome: 'unsure', why: 'Cancelled before the link was dropped.' }
    if (!isCallMissing(error)) return { ...off, outcome: 'unsure', why: whyOf(error) }
    cannotDrop.add(server(order.at()))
    return returns
  }
}

async function requirePassword(order: DeedOrder, { id }: ShareRow): Promise<DeedEnd> {
  const sharing = await patiently(order, (manner) => changeSharing(order.at(), id, { passwordRequired: true }, manner))
  return sharing.passwordRequired
    ? done(sharing)
    : { outcome: 'failed', why: 'The server did not switch the password on.', sharing }
}

const another = 'This server makes another link each time, so the old one cannot come back. Sharing is off.'

/** A link that nobody asked for is closed at once, also where everything else was cancelled meanwhile. */
async function closeAgain(order: DeedOrder, { id }: ShareRow, on: Sharing): Promise<DeedEnd> {
  const close = (manner: Manner) => changeSharing(order.at(), id, { enabled: false }, manner)
  try {
    const sharing = await close({}).catch(() => patiently(order, close))
    if (!sharing.enabled) return { outcome: 'another link', why: another, sharing }
  } catch {
    // Said below: it is public.
  }
  const why = 'The server made another link, which could not be switched off again: the recording is public under it.'
  return { outcome: 'failed', why, sharing: on }
}

/** Brings the same link back, or leaves everything off. */
async function turnOn(order: DeedOrder, row: ShareRow): Promise<DeedEnd> {
  if (!mayBringBack(order.at())) return { outcome: 'another link', why: another, sharing: null }
  const on = await patiently(order, (manner) => changeSharing(order.at(), row.id, { enabled: true }, manner))
  if (!on.enabled) return { outcome: 'failed', why: leftWords(false), sharing: on }
  if (on.accessToken === row.token) return done(on)
  makesNewLinks.add(server(order.at()))
  return closeAgain(order, row, on)
}

const carryOut: Record<ShareDeed, (order: DeedOrder, row: ShareRow) => Promise<DeedEnd>> = {
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
export async function runDeeds(order: DeedOrder): Promise<void> {
  let isCancelled = false
  for (const row of order.rows) {
    let end: DeedEnd = { outcome: 'not attempted', why: null, sharing: null }
    try {
      if (!isCancelled) end = await carryOut[order.deed](order, row)
    } catch (thrown) {
      if (thrown instanceof Cancelled) isCancelled = true
      else end = { outcome: 'failed', why: whyOf(asApiError(thrown)), sharing: null }
    }
    order.onEnd(row, end)
  }
}
