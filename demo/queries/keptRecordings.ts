import { invalidInput, Refusal } from '../answers.ts'
import { endOf, type RecordingFacts } from '../data/recordingFacts.ts'
import type { AskedOfProject } from '../resource.ts'
import { within } from '../state.ts'
import type { HogQuery, QueryAnswer } from './hogQuery.ts'
import { amountAfter, iso } from './replayEvents.ts'

const columns = ['session_id', 'created_at', 'start_time', 'end_time', 'distinct_id']

/** How many recordings are kept for other reasons than a link: pinned ones. */
const pinnedCount = 12

/** Every recording that has a row of its own: shared now or once, pinned, and not deleted (section N). */
function keptFacts({ project, world }: AskedOfProject): { facts: RecordingFacts; createdAt: number }[] {
  const { dataset } = project
  const prefix = within(project, '')
  const shared = [...world.state.shares].filter(([name]) => name.startsWith(prefix))
  const kept = new Map(shared.map(([name, { createdAt }]) => [name.slice(prefix.length), createdAt]))
  for (let pinned = 0; pinned < Math.min(pinnedCount, dataset.total); pinned += 1) {
    const { id, startedAt } = dataset.factsAt(Math.floor(((pinned + 0.5) * dataset.total) / pinnedCount))
    if (!kept.has(id)) kept.set(id, startedAt)
  }
  return [...kept]
    .filter(([id]) => !world.state.deleted.has(prefix + id))
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([id, createdAt]) => {
      const position = dataset.positionOf(id)
      return position === null ? [] : [{ facts: dataset.factsAt(position), createdAt }]
    })
}

/**
 * `select session_id, created_at, start_time, end_time, distinct_id from system.session_recordings …`: newest servers only.
 * The columns are always these five, whatever was selected.
 */
export async function keptRecordings(asked: AskedOfProject, query: HogQuery): Promise<QueryAnswer | null> {
  if (!/\bfrom\s+system\.session_recordings\b/i.test(query.text)) return null
  if (asked.world.options.edition !== 'newest') {
    throw new Refusal(invalidInput('Unknown table `system.session_recordings`.'))
  }
  const limit = amountAfter('limit', query) ?? 100
  const offset = amountAfter('offset', query) ?? 0
  const all = keptFacts(asked)
  return {
    results: all
      .slice(offset, offset + limit)
      .map(({ facts, createdAt }) => [facts.id, iso(createdAt), iso(facts.startedAt), iso(endOf(facts)), facts.distinctId]),
    columns,
    types: columns.map((name) => [name, /_at$|_time$/.test(name) ? 'DateTime64' : 'String']),
    hasMore: all.length > offset + limit,
    limit,
    offset,
  }
}
