import type { SessionGroup } from '#api/recordings/sessionGroups.ts'
import { secondsBefore } from '#features/recording/firstMatch.ts'
import { withTime } from '#features/recording/recordingLink.ts'
import { paths } from '#lib/paths.ts'

/** "TypeError: x is null" or "Place order on /checkout". */
export function groupName({ kind, what, detail }: SessionGroup): string {
  if (kind === 'exception') return [what || 'Exception', detail].filter(Boolean).join(': ')
  return `${what || 'Element without text'} on ${detail || 'unknown page'}`
}

/** The newest recording, three seconds before what the group shares. */
export function watchPath(projectId: string, { newest: { id, metAt, startedAt } }: SessionGroup): string {
  const seconds = startedAt === null ? 0 : secondsBefore(metAt, new Date(startedAt))
  const params = withTime(new URLSearchParams(), seconds)
  return `${paths.recording(projectId, id)}${params.size === 0 ? '' : `?${params}`}`
}
