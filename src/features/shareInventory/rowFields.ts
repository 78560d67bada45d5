import { knownPersonName, personEmail } from '#api/recordings/personName.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import type { Sharing } from '#api/sharing/sharing.ts'
import type { Details } from '#storage/shareRow.ts'

function iso(when: Date | null): string | null {
  return when?.toISOString() ?? null
}

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

export function linkOf(sharing: Sharing, checkedAt: string) {
  return {
    token: sharing.accessToken,
    sharedSince: iso(sharing.createdAt),
    hasPassword: sharing.passwordRequired ?? null,
    showsInspector: sharing.settings?.['showInspector'] === true,
    checkedAt,
  }
}
