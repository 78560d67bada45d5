import { json } from '../host/answers.ts'
import { editionFacts } from '../host/editions.ts'
import type { ListQuestion } from './listQuestion.ts'
import { presentRecording, type Showing } from './presentRecording.ts'
import { findPage } from './recordingList.ts'
import type { AskedOfProject } from '../host/resource.ts'
import { neighbours } from '../host/slicedAnswer.ts'
import { within } from '../host/state.ts'

/** How recordings are put into words for whoever asks now. */
export function showing({ world, project }: AskedOfProject, as: Showing['as']): Showing {
  const { edition, now } = world.options
  return { edition, project, state: world.state, now: now(), as }
}

/** A page of recordings in the shape that the edition gives its lists (posthog-api.md#b1-recordings-list). */
export async function answerList(asked: AskedOfProject, question: ListQuestion): Promise<Response> {
  const { world, project, url } = asked
  const { paging, version } = editionFacts[world.options.edition]
  const page = await findPage({ asked, question, counts: paging === 'count' })
  const results = page.positions.flatMap((position) => {
    const facts = project.dataset.factsAt(position)
    if (world.options.edition === 'old' && world.state.deleted.has(within(project, facts.id))) return []
    return [presentRecording(facts, { ...showing(asked, 'list'), matchesFilters: position !== page.pinned })]
  })
  if (paging === 'count') {
    const slice = { limit: question.limit, offset: question.offset ?? 0 }
    return json({ count: page.total, ...neighbours(url, slice, page.hasMore), results })
  }
  const cursor = page.nextCursor === null ? {} : { next_cursor: page.nextCursor }
  return json({ results, has_next: page.hasMore, version, ...cursor })
}
