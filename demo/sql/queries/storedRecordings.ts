import { endOf } from '../../data/recordingFacts.ts'
import type { ProjectCall } from '../../host/resource.ts'
import { recordingKey } from '../../host/state.ts'

/** How many recordings have a row only because they are pinned. */
const pinnedCount = 12

/**
 * The rows of `system.session_recordings`: recordings that are or were shared, pinned or deleted
 * (posthog-api.md#n7-candidates-by-one-query). Times are milliseconds; of an id that was never recorded everything else is null.
 */
export function storedRecordings({ project, context }: ProjectCall) {
  const { dataset } = project
  const { shares, deleted } = context.state
  const prefix = recordingKey(project, '')
  const since = new Map<string, number>([...deleted, ...[...shares].map(([name, { createdAt }]) => [name, createdAt] as const)])
  for (let pinned = 0; pinned < Math.min(pinnedCount, dataset.total); pinned += 1) {
    const { id, startedAt } = dataset.factsAt(Math.floor(((pinned + 0.5) * dataset.total) / pinnedCount))
    if (!since.has(prefix + id)) since.set(prefix + id, startedAt)
  }
  return [...since]
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, createdAt]) => {
      const id = name.slice(prefix.length)
      const position = dataset.positionOf(id)
      const facts = position === null ? null : dataset.factsAt(position)
      return {
        session_id: id,
        distinct_id: facts?.distinctId ?? null,
        created_at: createdAt,
        start_time: facts?.startedAt ?? null,
        end_time: facts === null ? null : endOf(facts),
        duration: facts?.activity.durationSeconds ?? null,
        start_url: facts?.visit.startUrl ?? null,
        deleted: deleted.has(name) ? 1 : null,
      }
    })
}
