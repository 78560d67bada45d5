import type { ProjectCall } from '../host/resource.ts'

/** Whether the server has this person, of whom it may have been told to delete them. */
export function isKnownPerson({ context, project }: ProjectCall, person: number): boolean {
  const { roster } = project.dataset
  return roster.isKnown(person) && !context.state.deletedPeople.has(`${project.id} ${roster.factsOf(person).uuid}`)
}

/** The index of a person in the roster. */
export function findPerson(call: ProjectCall, uuid: string): number | null {
  const person = call.project.dataset.roster.byUuid(uuid)
  return person === null || !isKnownPerson(call, person) ? null : person
}
