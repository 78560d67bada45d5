import { paths } from '#lib/paths.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import { defaultFilters, type RecordingFilters, widestDateFrom } from '#api/recordings/recordingFilters.ts'

/**
 * Whether PostHog has no person for the recording. Such a person gets an ID derived from the distinct ID (posthog-
 * api.md#b2-recording-object).
 */
export function isUnknownPerson({ person }: Recording): boolean {
  return person === null || (person.name === null && person.createdAt === null)
}

/** Filters for all recordings of the same person; null if nothing identifies the person. */
export function personQuestion(recording: Recording): RecordingFilters | null {
  const { person, distinctId } = recording
  const everything = { ...defaultFilters, dateFrom: widestDateFrom }
  if (person?.uuid && !isUnknownPerson(recording)) return { ...everything, personUuid: person.uuid }
  const id = distinctId ?? person?.distinctIds[0]
  return id ? { ...everything, distinctId: id } : null
}

/** The address of the table with these filters. */
export function personRecordingsPath(projectId: string, { personUuid, distinctId, dateFrom }: RecordingFilters): string {
  return paths.recordings(projectId, {
    date_from: dateFrom,
    ...(personUuid !== null && { person_uuid: personUuid }),
    ...(distinctId !== null && { distinct_id: distinctId }),
  })
}
