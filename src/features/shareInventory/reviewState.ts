import { linkEnd } from '#storage/activityLog.ts'
import type { Review } from '#storage/review.ts'
import type { ShareRow } from '#storage/shareRow.ts'

/** `lapsed`: the review was for another link. */
export type ReviewState = 'none' | 'kept' | 'overdue' | 'lapsed'

function twoDigits(part: number): string {
  return String(part).padStart(2, '0')
}

/** Local date (YYYY-MM-DD) of an instant in milliseconds since 1970. */
export function dayOf(now: number): string {
  const date = new Date(now)
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`
}

const quarterMs = 90 * 86_400_000

/** The local date to propose for a review: in a quarter, but no later than the recording exists. */
export function proposedUntil(now: number, expiresAt: string | null): string {
  const expiry = expiresAt === null ? Infinity : Date.parse(expiresAt)
  return dayOf(Math.max(now, Math.min(now + quarterMs, Number.isNaN(expiry) ? Infinity : expiry)))
}

/** Overdue from the day after `until`. `now` in milliseconds since 1970. */
export function reviewState(review: Review | undefined, { token, sharedSince }: ShareRow, now: number): ReviewState {
  if (review === undefined) return 'none'
  if (review.linkEnd !== linkEnd(token) || review.sharedSince !== sharedSince) return 'lapsed'
  return review.until < dayOf(now) ? 'overdue' : 'kept'
}
