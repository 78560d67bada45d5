import type { ApiError } from '#api/http/errors.ts'
import type { Revocation } from './changeSharing.ts'

/** The server accepted the change and did not make it. */
export function unchangedLinkMessage(isOn: boolean): string {
  return `The server left the link ${isOn ? 'on' : 'off'}.`
}

/** Why a link is not revoked for good, as a sentence; null if it is. `messageOf` says what an error means. */
export function revocationMessage(revocation: Revocation, messageOf: (error: ApiError) => string): string | null {
  switch (revocation.outcome) {
    case 'revoked':
      return null
    case 'left on':
      return unchangedLinkMessage(true)
    case 'same link':
      return 'The server reported a new link but returned the same one.'
    case 'returns':
      return 'This server can’t replace links: the same one returns if sharing is turned on again.'
    case 'unsure':
      return revocation.why ? messageOf(revocation.why) : 'Canceled before the link was deleted.'
  }
}
