import type { ListQuestion } from './listQuestion.ts'
import type { AskedOfProject } from './resource.ts'

type Matcher = (position: number) => boolean

/** Which recordings were deleted, as positions of a project. */
export function deletedPositions({ world, project }: AskedOfProject): Set<number> {
  const prefix = `${project.id} `
  const names = [...world.state.deleted.keys()].filter((name) => name.startsWith(prefix))
  return new Set(names.flatMap((name) => project.dataset.positionOf(name.slice(prefix.length)) ?? []))
}

/** What the list leaves out; null where nothing. Old servers drop deleted rows only after paging. */
export function matcherOf(asked: AskedOfProject, _question: ListQuestion): Matcher | null {
  const deleted = asked.world.options.edition === 'old' ? new Set<number>() : deletedPositions(asked)
  return deleted.size === 0 ? null : (position) => !deleted.has(position)
}
