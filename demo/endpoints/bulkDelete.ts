import { invalidInput, json, permissionDenied } from '../host/answers.ts'
import { readBody } from '../host/body.ts'
import { readMoment } from '../data/times.ts'
import { editionFacts } from '../host/editions.ts'
import { failures } from '../data/failures.ts'
import type { AskedOfProject } from '../host/resource.ts'
import { within } from '../host/state.ts'

/** How far back servers that do not shred look for what they shall delete, where nobody says. */
const usualReach = '-7d'

function isRefused(id: string): boolean {
  return id === failures.refusesToBeDeleted.id
}

function reachOf({ world, project }: AskedOfProject, body: Record<string, unknown>): number {
  const text = typeof body['date_from'] === 'string' ? body['date_from'] : usualReach
  return readMoment(text, 'from', world.options.now(), project.timezone) ?? 0
}

/**
 * Deletes many recordings at once (posthog-api.md#b6-related-calls). What a server does not find, or finds too old, it leaves out
 * without a word: only `deleted_count` tells. Newest servers also name what failed.
 */
export async function bulkDelete(asked: AskedOfProject): Promise<Response> {
  const { world, project } = asked
  const { bulkDeleteLimit, refusesKeys, shreds } = editionFacts[world.options.edition]
  if (!world.options.bulkDeleteKeys) return permissionDenied(refusesKeys)
  const body = await readBody(asked.request)
  const ids = body['session_recording_ids']
  if (!Array.isArray(ids) || ids.length === 0) {
    return invalidInput('session_recording_ids must be provided as a non-empty array')
  }
  if (ids.length > bulkDeleteLimit) {
    return invalidInput(`Cannot process more than ${bulkDeleteLimit} recordings at once`)
  }
  const reach = shreds ? 0 : reachOf(asked, body)
  const { dataset } = project
  const found = [...new Set(ids.map(String))].filter((id) => {
    const position = dataset.positionOf(id)
    return position !== null && dataset.startAt(position) >= reach && !world.state.deleted.has(within(project, id))
  })
  const failed = found.filter(isRefused)
  const deleted = found.filter((id) => !isRefused(id))
  for (const id of deleted) world.state.deleted.set(within(project, id), world.options.now())
  return json({
    success: true,
    deleted_count: deleted.length,
    total_requested: ids.length,
    ...(shreds ? { failed_ids: failed } : {}),
  })
}
