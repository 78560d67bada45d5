import type { ApiError } from './errors.ts'

export type RefusalMessage = { message: string; next: string | undefined }

/** Why the server refused to change a public link, and what to do (posthog-api.md#c2-change-sharing, #c4-passwords). */
export function refusalMessages(error: ApiError): RefusalMessage {
  const { kind, facts } = error
  const detail = facts.detail ?? ''
  if (/public sharing is disabled/i.test(detail)) {
    return {
      message: 'Public sharing is switched off for the whole organization.',
      next: 'An administrator can allow it in PostHog, in the settings of the organization. Links that are on can be turned off all the same.',
    }
  }
  if (/advanced permissions/i.test(detail)) {
    return {
      message: 'The plan of this organization does not include passwords for shared links.',
      next: 'They come with PostHog’s Advanced Permissions.',
    }
  }
  if (kind === 'payment-needed' || /requires the .+ feature|upgrade/i.test(detail)) {
    return {
      message: 'The plan of this organization does not include this.',
      next: detail ? `The server says: ${detail}` : undefined,
    }
  }
  if (kind === 'forbidden' && /\b(editor|viewer) access|access level|permissions? to edit|edit permissions/i.test(detail)) {
    return {
      message: 'Your role lets you look at this recording, not change who else may.',
      next: 'Ask somebody who may edit it, or have your role changed in PostHog.',
    }
  }
  return { message: error.message, next: error.next }
}
