import * as v from 'valibot'
import { Instant } from './scan.ts'

const NullableText = v.nullable(v.string())

/** Instants are ISO in UTC. */
export const Details = v.object({
  person: NullableText,
  email: NullableText,
  startTime: NullableText,
  durationSeconds: v.nullable(v.number()),
  consoleErrors: v.nullable(v.number()),
  /** When PostHog deletes the recording. */
  expiresAt: NullableText,
})
export type Details = v.InferOutput<typeof Details>

/**
 * Compared with the previous scan. `new`: the link was created since. `found`: the link is older, but the previous scan missed it.
 * `closed`: it was public. `unknown`: its previous row is unreadable.
 */
export const changes = ['new', 'found', 'link changed', 'closed', 'unchanged', 'unknown'] as const
export type Change = (typeof changes)[number]

/**
 * A recording that is or was public, or whose check failed. The token is stored to notice a changed link; rows in state `failed`
 * have none.
 */
export const ShareRow = v.object({
  scanId: v.string(),
  id: v.string(),
  state: v.picklist(['public', 'closed', 'failed']),
  token: NullableText,
  /** When the current link was created, not when the recording was first shared (posthog-api.md#c1-read-sharing). */
  sharedSince: NullableText,
  /** Null if the server does not support passwords. */
  hasPassword: v.nullable(v.boolean()),
  /** Whether the public page shows console and network. */
  showsInspector: v.boolean(),
  details: v.nullable(Details),
  /** Whether the recordings list contains it; null if not fetched. */
  isListed: v.nullable(v.boolean()),
  /** From the candidate. */
  distinctId: NullableText,
  startTime: NullableText,
  checkedAt: v.string(),
  /** Null without a previous scan. */
  change: v.nullable(v.picklist(changes)),
  /** Whether it was closed after the scan, as far as this browser knows. */
  isClosedHere: v.boolean(),
  /** Why the check failed. */
  why: NullableText,
})
export type ShareRow = v.InferOutput<typeof ShareRow>

/** A check needs only the ID, so other damaged fields become null. */
export const Candidate = v.object({
  id: v.string(),
  startTime: v.fallback(v.nullable(Instant), null),
  distinctId: v.fallback(v.nullable(v.string()), null),
  details: v.fallback(v.nullable(Details), null),
})
export type Candidate = v.InferOutput<typeof Candidate>
