import { failures } from '../data/failures.ts'
import { empty, invalidInput, json } from '../host/answers.ts'
import { readBody } from '../host/body.ts'
import type { ProjectCall } from '../host/resource.ts'
import { recordingKey } from '../host/state.ts'
import { findPerson } from './findPerson.ts'

const maxCount = 1000

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

function queueRecordings({ context, project }: ProjectCall, people: ReadonlySet<number>): void {
  const { dataset } = project
  const at = context.options.now() + context.options.erasureMs
  for (let position = 0; position < dataset.total; position += 1) {
    const person = dataset.personAt(position)
    if (person === null || !people.has(person) || dataset.idAt(position) === failures.refusesToBeDeleted.id) continue
    context.state.erasing.set(recordingKey(project, dataset.idAt(position)), at)
  }
}

/**
 * Deletes people, or with `keep_person` only what is recorded of them, in the background. Servers before December 2025 ignore
 * `keep_person` and `delete_recordings`, delete the people and answer nothing (posthog-api.md#b8-persons).
 */
export async function bulkDeletePersons(call: ProjectCall): Promise<Response> {
  const { context, project } = call
  const { roster } = project.dataset
  const body = await readBody(call.request)
  const uuids = textsOf(body['ids'])
  const distinctIds = textsOf(body['distinct_ids'])
  if (uuids.length + distinctIds.length === 0) return invalidInput('You need to specify either distinct_ids or ids')
  if (uuids.length > maxCount || distinctIds.length > maxCount) {
    return invalidInput(`You can only pass ${maxCount} ${uuids.length > maxCount ? 'ids' : 'distinct_ids'} in one call`)
  }
  const named = distinctIds.flatMap((id) => roster.byDistinctId(id)?.person ?? []).map((person) => roster.factsOf(person).uuid)
  const people = new Set([...uuids, ...named].flatMap((uuid) => findPerson(call, uuid) ?? []))
  const isNewest = context.options.edition === 'newest'
  const keepsPeople = isNewest && body['keep_person'] === true
  if (!keepsPeople) {
    for (const person of people) context.state.deletedPeople.add(`${project.id} ${roster.factsOf(person).uuid}`)
  }
  if (!isNewest) return empty(202)
  if (body['delete_recordings'] === true) queueRecordings(call, people)
  return json(
    {
      persons_found: people.size,
      persons_deleted: keepsPeople ? 0 : people.size,
      persons_queued_for_deletion: 0,
      events_queued_for_deletion: body['delete_events'] === true,
      recordings_queued_for_deletion: body['delete_recordings'] === true,
      deletion_errors: [],
    },
    202,
  )
}
