import { errorAnswer, json, permissionDenied, Refusal } from '../host/answers.ts'
import { editionFacts } from '../host/editions.ts'
import { failures } from '../data/failures.ts'
import type { AskedOfProject } from '../host/resource.ts'

const noPublicSharing = 'Public sharing is disabled for this organization.'

function fails(): Refusal {
  return new Refusal(errorAnswer(500, 'server_error', 'error', 'A server error occurred.'))
}

function isAbout({ parameters }: AskedOfProject, { id }: { id: string }): boolean {
  return parameters['recording'] === id
}

/** What the owner of the key may do with the recording, as newest servers tell. */
export function accessLevel(asked: AskedOfProject): 'viewer' | 'editor' {
  return isAbout(asked, failures.viewerOnly) ? 'viewer' : 'editor'
}

/** Throws where nothing at all is said of a link. */
export function demandSharing(asked: AskedOfProject): void {
  if (isAbout(asked, failures.sharingBreaks)) throw fails()
}

/** Throws where the owner of the key may only look. */
export function demandEditor(asked: AskedOfProject): void {
  demandSharing(asked)
  if (accessLevel(asked) === 'viewer') throw new Refusal(permissionDenied('You do not have editor access to this resource.'))
}

/** Throws what a plan without passwords says (posthog-api.md#c2-change-sharing, #c4-passwords). */
export function demandPlan(asked: AskedOfProject, what: string): void {
  if (!isAbout(asked, failures.passwordNeedsPlan)) return
  throw new Refusal(json({ error: `${what} requires the Advanced Permissions feature` }, 403))
}

/**
 * Throws where a link cannot be changed like that (posthog-api.md#c2-change-sharing). An organization without public sharing
 * refuses what would leave a link on, by what the body says: turning it off and everything else works all the same.
 */
export function demandChange(asked: AskedOfProject, body: Record<string, unknown>): void {
  const { options } = asked.world
  const mayBePublic = options.publicSharing && !isAbout(asked, failures.refusesToBeShared)
  if (!mayBePublic && body['enabled'] === true) throw new Refusal(permissionDenied(noPublicSharing))
  demandEditor(asked)
  if (body['password_required'] === true && editionFacts[options.edition].linkSettings) {
    demandPlan(asked, 'Sharing with password')
  }
  if (body['enabled'] === false && isAbout(asked, failures.cannotBeSwitchedOff)) throw fails()
}

/** Whether a change is answered as if it had been made, and is not. */
export function isIgnored(asked: AskedOfProject, body: Record<string, unknown>): boolean {
  return body['enabled'] === false && isAbout(asked, failures.staysOn)
}
