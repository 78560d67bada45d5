import { linkEnd } from '#storage/activityLog.ts'
import * as v from 'valibot'
import type { ShareRow } from './shareRow.ts'

/**
 * "Keep until … because …": what somebody decided about one link of one recording. Only this browser knows it, and nothing
 * happens on that day but a reminder. `until` is a day (YYYY-MM-DD) as this computer counts days. The link is known by its end
 * and its time, not by its whole token.
 */
export const Review = v.object({
  connectionId: v.string(),
  projectId: v.string(),
  id: v.string(),
  until: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/)),
  because: v.string(),
  linkEnd: v.nullable(v.string()),
  sharedSince: v.nullable(v.string()),
  decidedAt: v.string(),
})
export type Review = v.InferOutput<typeof Review>

/** `lapsed`: it was decided for another link than the one that is public now. */
export type ReviewState = 'none' | 'kept' | 'overdue' | 'lapsed'

function twoDigits(part: number): string {
  return String(part).padStart(2, '0')
}

/** The day of an instant as this computer counts days. */
export function dayOf(now: number): string {
  const date = new Date(now)
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`
}

/** How a review stands; it is overdue from the day after its last one. `now` in milliseconds since 1970. */
export function reviewState(review: Review | undefined, { token, sharedSince }: ShareRow, now: number): ReviewState {
  if (review === undefined) return 'none'
  if (review.linkEnd !== linkEnd(token) || review.sharedSince !== sharedSince) return 'lapsed'
  return review.until < dayOf(now) ? 'overdue' : 'kept'
}
