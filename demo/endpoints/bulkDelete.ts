import { invalidInput, json, permissionDenied } from '../host/answers.ts'
import { readBody } from '../host/body.ts'
import { parseInstant } from '../data/times.ts'
import { editionFacts } from '../host/editions.ts'
import { failures } from '../data/failures.ts'
import type { ProjectCall } from '../host/resource.ts'
import { recordingKey } from '../host/state.ts'

/** The default `date_from` of servers that only hide deleted recordings. */
const defaultReach = '-7d'

function isRefused(id: string): boolean {
  return id === failures.refusesToBeDeleted.id
}

function reachOf({ context, project }: ProjectCall, body: Record<string, unknown>): number {
  const text = typeof body['date_from'] === 'string' ? body['date_from'] : defaultReach
  return parseInstant(text, 'from', context.options.now(), project.timezone) ?? 0
}

/**
 * Deletes many recordings at once (posthog-api.md#b6-related-calls). What a server does not find, or finds too old, it leaves out
 * without a word: only `deleted_count` tells. Newest servers also name what failed.
 */
export async function bulkDelete(call: ProjectCall): Promise<Response> {
  const { context, project } = call
  const { bulkDeleteLimit, refusesKeys, erasesDeleted } = editionFacts[context.options.edition]
  if (!context.options.bulkDeleteKeys) return permissionDenied(refusesKeys)
  const body = await readBody(call.request)
  const ids = body['session_recording_ids']
  if (!Array.isArray(ids) || ids.length === 0) {
    return invalidInput('session_recording_ids must be provided as a non-empty array')
  }
  if (ids.length > bulkDeleteLimit) {
    return invalidInput(`Cannot process more than ${bulkDeleteLimit} recordings at once`)
  }
  const reach = erasesDeleted ? 0 : reachOf(call, body)
  const { dataset } = project
  const found = [...new Set(ids.map(String))].filter((id) => {
    const position = dataset.positionOf(id)
    return position !== null && dataset.startAt(position) >= reach && !context.state.deleted.has(recordingKey(project, id))
  })
  const failed = found.filter(isRefused)
  const deleted = found.filter((id) => !isRefused(id))
  for (const id of deleted) context.state.deleted.set(recordingKey(project, id), context.options.now())
  return json({
    success: true,
    deleted_count: deleted.length,
    total_requested: ids.length,
    ...(erasesDeleted ? { failed_ids: failed } : {}),
  })
}
