import type { Recording } from '#api/recordings/recordings.ts'
import { cutText } from '#lib/cutText.ts'

/** The person's name, or a distinct ID; null if the server knows neither. */
export function whoOf({ person, distinctId }: Recording): string | null {
  return person?.name || distinctId || person?.distinctIds[0] || null
}

export function headingName(recording: Recording): string {
  return cutText(whoOf(recording) ?? 'Unknown person', 120)
}

/** `id` can be any string. */
export function recordingPath(projectId: string, id: string): string {
  return `/project/${encodeURIComponent(projectId)}/recordings/${encodeURIComponent(id)}`
}
