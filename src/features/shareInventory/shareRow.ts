import { knownPersonName, personEmail } from '#api/recordings/personName.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import type { Sharing } from '#api/sharing/sharing.ts'
import * as v from 'valibot'

const NullableText = v.nullable(v.string())

/** What the list says of a recording, as far as the register shows it. Instants are ISO in UTC, durations in seconds. */
export const Details = v.object({
  person: NullableText,
  email: NullableText,
  startTime: NullableText,
  durationSeconds: v.nullable(v.number()),
  consoleErrors: v.nullable(v.number()),
  /** When the server will drop the recording, and with it what the link shows. */
  expiresAt: NullableText,
})
export type Details = v.InferOutput<typeof Details>

/**
 * How a share compares with the scan before. `new`: its link was made since. `found`: the scan before did not see it although
 * it was there. `closed`: it was public then and is not any more. `unknown`: what was known of it then cannot be read back.
 */
export const changes = ['new', 'found', 'link changed', 'closed', 'unchanged', 'unknown'] as const
export type Change = (typeof changes)[number]

/**
 * One recording that is or was public, or that could not be asked about. The token is kept as long as the row is, since a link
 * that changed is known by it; a row of state `failed` has none.
 */
export const ShareRow = v.object({
  scanId: v.string(),
  id: v.string(),
  state: v.picklist(['public', 'closed', 'failed']),
  token: NullableText,
  /** When the current link was made; not when the recording was first shared (posthog-api.md#c1-read-sharing). */
  sharedSince: NullableText,
  /** Null where the server is too old to know passwords. */
  hasPassword: v.nullable(v.boolean()),
  /** Whether the public page shows the console and the network of the recorded browser. */
  showsInspector: v.boolean(),
  details: v.nullable(Details),
  /** Whether the list holds the recording; null where it was not asked. */
  isListed: v.nullable(v.boolean()),
  /** Who it was and when it began, as far as finding told. */
  distinctId: NullableText,
  startTime: NullableText,
  checkedAt: v.string(),
  /** Null where there is no earlier scan. */
  change: v.nullable(v.picklist(changes)),
  /** Whether it was closed after the scan, as far as this browser learned; who did it stands in the trail. */
  isClosedHere: v.boolean(),
  /** Why it could not be asked about. */
  why: NullableText,
})
export type ShareRow = v.InferOutput<typeof ShareRow>

function iso(when: Date | null): string | null {
  return when?.toISOString() ?? null
}

/** What the share inventory stores of a recording. */
export function detailsOf({ person, distinctId, ...recording }: Recording): Details {
  return {
    person: knownPersonName(person, distinctId),
    email: personEmail(person, distinctId),
    startTime: iso(recording.startTime),
    durationSeconds: recording.recordingDuration,
    consoleErrors: recording.consoleErrorCount,
    expiresAt: iso(recording.expiryTime),
  }
}

/** The part of a row that the server's answer about the link decides. */
export function linkOf(sharing: Sharing, checkedAt: string) {
  return {
    token: sharing.accessToken,
    sharedSince: iso(sharing.createdAt),
    hasPassword: sharing.passwordRequired ?? null,
    showsInspector: sharing.settings?.['showInspector'] === true,
    checkedAt,
  }
}
