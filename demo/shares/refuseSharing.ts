import { errorAnswer, json, permissionDenied, Refusal } from '../host/answers.ts'
import { editionFacts } from '../host/editions.ts'
import { failures } from '../data/failures.ts'
import type { ProjectCall } from '../host/resource.ts'

const noPublicSharing = 'Public sharing is disabled for this organization.'

function fails(): Refusal {
  return new Refusal(errorAnswer(500, 'server_error', 'error', 'A server error occurred.'))
}

function isAbout({ parameters }: ProjectCall, { id }: { id: string }): boolean {
  return parameters['recording'] === id
}

export function accessLevel(call: ProjectCall): 'viewer' | 'editor' {
  return isAbout(call, failures.viewerOnly) ? 'viewer' : 'editor'
}

/** Throws the 500 of "Sharing answers with an error". */
export function requireSharing(call: ProjectCall): void {
  if (isAbout(call, failures.sharingBreaks)) throw fails()
}

/** Throws if the owner of the key is a viewer only. */
export function requireEditor(call: ProjectCall): void {
  requireSharing(call)
  if (accessLevel(call) === 'viewer') throw new Refusal(permissionDenied('You do not have editor access to this resource.'))
}

/** Throws what a plan without passwords says (posthog-api.md#c2-change-sharing, #c4-passwords). */
export function requirePlan(call: ProjectCall, what: string): void {
  if (!isAbout(call, failures.passwordNeedsPlan)) return
  throw new Refusal(json({ error: `${what} requires the Advanced Permissions feature` }, 403))
}

/**
 * Throws where a link cannot be changed like that (posthog-api.md#c2-change-sharing). An organization without public sharing
 * refuses what would leave a link on, by what the body says: turning it off and everything else works all the same.
 */
export function requireChangeAllowed(call: ProjectCall, body: Record<string, unknown>): void {
  const { options } = call.context
  const mayBePublic = options.publicSharing && !isAbout(call, failures.refusesToBeShared)
  if (!mayBePublic && body['enabled'] === true) throw new Refusal(permissionDenied(noPublicSharing))
  requireEditor(call)
  if (body['password_required'] === true && editionFacts[options.edition].linkSettings) {
    requirePlan(call, 'Sharing with password')
  }
  if (body['enabled'] === false && isAbout(call, failures.cannotBeSwitchedOff)) throw fails()
}

/** Whether a change answers 200 without effect. */
export function isIgnored(call: ProjectCall, body: Record<string, unknown>): boolean {
  return body['enabled'] === false && isAbout(call, failures.staysOn)
}
