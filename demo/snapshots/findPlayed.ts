import { json, notFound, Refusal } from '../host/answers.ts'
import type { RecordingFacts } from '../data/recordingFacts.ts'
import { editionFacts } from '../host/editions.ts'
import { robin } from '../data/colleagues.ts'
import { failures } from '../data/failures.ts'
import type { ProjectCall } from '../host/resource.ts'
import { snapshotFailures } from '../data/snapshotFailures.ts'
import { countAttempt, recordingKey } from '../host/state.ts'

/** When a recording was deleted, and by whom; null where it was not. */
function deletion({ context, project }: ProjectCall, { id, startedAt }: RecordingFacts): { at: number; by: string } | null {
  if (id === snapshotFailures.deleted.id) return { at: startedAt + 3_600_000, by: 'noor@leafandkettle.example' }
  const at = context.state.deleted.get(recordingKey(project, id))
  return at === undefined ? null : { at, by: robin.email }
}

/**
 * The recording whose snapshots are asked for. Throws the refusal for one that is unknown, gone or deleted
 * (posthog-api.md#b5-delete-a-recording).
 */
export function findPlayed(call: ProjectCall): RecordingFacts {
  const { project, context, parameters } = call
  const { missingRecording, erasesDeleted } = editionFacts[context.options.edition]
  const id = parameters['recording'] ?? ''
  const position = project.dataset.positionOf(id)
  if (position === null || id === failures.gone.id) throw new Refusal(notFound(missingRecording))
  const facts = project.dataset.factsAt(position)
  const deleted = deletion(call, facts)
  if (deleted === null) return facts
  if (!erasesDeleted) throw new Refusal(notFound(missingRecording))
  const message = 'This recording has been permanently deleted'
  const body = { error: 'recording_deleted', message, deleted_at: Math.floor(deleted.at / 1000), deleted_by: deleted.by }
  throw new Refusal(json(body, 410))
}

/** How every age says that it does not know what went wrong. */
export function snapshotsBroke(): Response {
  return json({ error: 'An unexpected error has occurred. Please try again later.' }, 500)
}

/** Throws what goes wrong on purpose with all calls for a recording. */
export function requireNoFault({ context, key, url }: ProjectCall, { id }: RecordingFacts): void {
  if (id === snapshotFailures.breaks.id) throw new Refusal(snapshotsBroke())
  if (id !== snapshotFailures.busyFirst.id || countAttempt(context.state, `${key.value} ${url.href}`) > 1) return
  throw new Refusal(json({ error: 'ClickHouse over capacity. Please retry' }, 503))
}
