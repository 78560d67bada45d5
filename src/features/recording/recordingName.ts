import type { Recording } from '#api/recordings/recordings.ts'
import { cutText } from '#lib/cutText.ts'

/** Who was recorded: the person's own name, else a distinct id; null where the server knows neither. */
export function whoOf({ person, distinctId }: Recording): string | null {
  return person?.name || distinctId || person?.distinctIds[0] || null
}

/** Short enough for a heading. */
export function headingName(recording: Recording): string {
  return cutText(whoOf(recording) ?? 'Unknown person', 120)
}

/** The recording's own page. `id` is any string. */
export function recordingPath(projectId: string, id: string): string {
  return `/project/${encodeURIComponent(projectId)}/recordings/${encodeURIComponent(id)}`
}
