import { linkEnd } from '#storage/activityLog.ts'
import * as v from 'valibot'
import type { ShareRow } from './shareRow.ts'

/**
 * A decision to keep one public link, stored only in this browser; its date is just a reminder. `until` is a local date
 * (YYYY-MM-DD). The link is identified by its last characters and its creation time, not by its token.
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

/** Overdue from the day after `until`. `now` in milliseconds since 1970. */
export function reviewState(review: Review | undefined, { token, sharedSince }: ShareRow, now: number): ReviewState {
  if (review === undefined) return 'none'
  if (review.linkEnd !== linkEnd(token) || review.sharedSince !== sharedSince) return 'lapsed'
  return review.until < dayOf(now) ? 'overdue' : 'kept'
}
