import * as v from 'valibot'

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
