import { linkEnd } from '#storage/activityLog.ts'
import { localDay } from '#lib/localDay.ts'
import type { Review } from '#storage/review.ts'
import type { ShareRow } from '#storage/shareRow.ts'

/** `lapsed`: the review was for another link. */
export type ReviewState = 'none' | 'kept' | 'overdue' | 'lapsed'

const quarterMs = 90 * 86_400_000

/** The local date to propose for a review: in a quarter, but no later than the recording exists. */
export function proposedUntil(now: number, expiresAt: string | null): string {
  const expiry = expiresAt === null ? Infinity : Date.parse(expiresAt)
  return localDay(Math.max(now, Math.min(now + quarterMs, Number.isNaN(expiry) ? Infinity : expiry)))
}

/** Overdue from the day after `until`. `now` in milliseconds since 1970. */
export function reviewState(review: Review | undefined, { token, sharedSince }: ShareRow, now: number): ReviewState {
  if (review === undefined) return 'none'
  if (review.linkEnd !== linkEnd(token) || review.sharedSince !== sharedSince) return 'lapsed'
  return review.until < localDay(now) ? 'overdue' : 'kept'
}
