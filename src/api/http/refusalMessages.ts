import type { ApiError } from './errors.ts'

export type RefusalMessage = { message: string; next: string | undefined }

/** Why the server refused to change a public link, and what to do (posthog-api.md#c2-change-sharing, #c4-passwords). */
export function refusalMessages(error: ApiError): RefusalMessage {
  const { kind, facts } = error
  const detail = facts.detail ?? ''
  if (/public sharing is disabled/i.test(detail)) {
    return {
      message: 'Public sharing is turned off for the whole organization.',
      next: 'An administrator can allow it in PostHog’s organization settings. You can still turn off existing links.',
    }
  }
  if (/advanced permissions/i.test(detail)) {
    return {
      message: 'Your organization’s plan doesn’t include passwords for shared links.',
      next: 'They’re part of PostHog’s Advanced Permissions.',
    }
  }
  if (kind === 'payment-needed' || /requires the .+ feature|upgrade/i.test(detail)) {
    return {
      message: 'Your organization’s plan doesn’t include this.',
      next: detail ? `Server message: ${detail}` : undefined,
    }
  }
  if (kind === 'forbidden' && /\b(editor|viewer) access|access level|permissions? to edit|edit permissions/i.test(detail)) {
    return {
      message: 'Your role can view this recording but not change its sharing.',
      next: 'Ask someone who can edit it, or have your role changed in PostHog.',
    }
  }
  return { message: error.message, next: error.next }
}
