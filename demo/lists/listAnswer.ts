import { json } from '../host/answers.ts'
import { editionFacts } from '../host/editions.ts'
import type { ListQuery } from './listQuery.ts'
import { presentRecording, type PresentOptions } from './presentRecording.ts'
import { findPage } from './recordingList.ts'
import type { ProjectCall } from '../host/resource.ts'
import { neighborLinks } from '../host/slicedAnswer.ts'
import { recordingKey } from '../host/state.ts'

export function presentOptions({ context, project }: ProjectCall, as: PresentOptions['as']): PresentOptions {
  const { edition, now } = context.options
  return { edition, project, state: context.state, now: now(), as }
}

/** A page of recordings in the shape that the edition gives its lists (posthog-api.md#b1-recordings-list). */
export async function answerList(call: ProjectCall, query: ListQuery): Promise<Response> {
  const { context, project, url } = call
  const { paging, version } = editionFacts[context.options.edition]
  const page = await findPage({ call, query, counts: paging === 'count' })
  const results = page.positions.flatMap((position) => {
    const facts = project.dataset.factsAt(position)
    if (context.options.edition === 'old' && context.state.deleted.has(recordingKey(project, facts.id))) return []
    return [presentRecording(facts, { ...presentOptions(call, 'list'), matchesFilters: position !== page.pinned })]
  })
  if (paging === 'count') {
    const slice = { limit: query.limit, offset: query.offset ?? 0 }
    return json({ count: page.total, ...neighborLinks(url, slice, page.hasMore), results })
  }
  const cursor = page.nextCursor === null ? {} : { next_cursor: page.nextCursor }
  return json({ results, has_next: page.hasMore, version, ...cursor })
}
