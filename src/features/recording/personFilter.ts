import type { Recording } from '#api/recordings/recordings.ts'
import { defaultQuestion, type RecordingsQuestion, widestWindow } from '#api/recordings/recordingFilters.ts'

/**
 * Whether PostHog has no person behind the recording: such a person has an id made up from the distinct id
 * (posthog-api.md#b2-recording-object).
 */
export function isUnknownPerson({ person }: Recording): boolean {
  return person === null || (person.name === null && person.createdAt === null)
}

/** How to ask for all recordings of the same person; null where nothing is known that would find them. */
export function personQuestion(recording: Recording): RecordingsQuestion | null {
  const { person, distinctId } = recording
  const everything = { ...defaultQuestion, dateFrom: widestWindow }
  if (person?.uuid && !isUnknownPerson(recording)) return { ...everything, personUuid: person.uuid }
  const id = distinctId ?? person?.distinctIds[0]
  return id ? { ...everything, distinctId: id } : null
}
