import { endOf, type RecordingFacts } from '../../data/recordingFacts.ts'
import type { AskedOfProject } from '../../host/resource.ts'
import { within } from '../../host/state.ts'
import {
  answerOf,
  type Columns,
  conditionsOf,
  type HogQuery,
  isFrom,
  isPlain,
  isoOrNull,
  type QueryAnswer,
  readRow,
  selectedColumns,
  sliceOf,
  unknownTable,
} from './hogQuery.ts'

const keptTable = 'system.session_recordings'

/** A row of the table; `facts` is null where only the id is known, as of what was never recorded. */
type Kept = { id: string; createdAt: number; isDeleted: boolean; facts: RecordingFacts | null }

const columns: Columns<Kept> = {
  session_id: { type: 'String', read: ({ id }) => id },
  distinct_id: { type: 'String', read: ({ facts }) => facts?.distinctId ?? null },
  created_at: { type: 'DateTime64', read: ({ createdAt }) => isoOrNull(createdAt) },
  start_time: { type: 'DateTime64', read: ({ facts }) => isoOrNull(facts?.startedAt ?? null) },
  end_time: { type: 'DateTime64', read: ({ facts }) => (facts === null ? null : isoOrNull(endOf(facts))) },
  duration: { type: 'Int64', read: ({ facts }) => facts?.activity.durationSeconds ?? null },
  start_url: { type: 'String', read: ({ facts }) => facts?.visit.startUrl ?? null },
  deleted: { type: 'Int64', read: ({ isDeleted }) => (isDeleted ? 1 : null) },
}

const isNotDeleted = /^(?:ifNull|coalesce)\s*\(\s*deleted\s*,\s*(?:0|false)\s*\)\s*=\s*(?:0|false)$/i

/** How many recordings are kept for another reason than a link: pinned ones. */
const pinnedCount = 12

/**
 * Every recording that has a row of its own: shared now or once, pinned, or deleted (posthog-api.md#n7-candidates-by-one-query).
 */
export function keptRows({ project, world }: AskedOfProject): Kept[] {
  const { dataset } = project
  const { shares, deleted } = world.state
  const prefix = within(project, '')
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
      return { id, createdAt, isDeleted: deleted.has(name), facts: position === null ? null : dataset.factsAt(position) }
    })
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

/**
 * `select session_id, … from system.session_recordings where ifNull(deleted, 0) = 0 order by session_id limit … offset …`, in
 * the order of the ids whatever order is asked for. Newest servers only (posthog-api.md#n7-candidates-by-one-query).
 */
export async function keptRecordings(asked: AskedOfProject, query: HogQuery): Promise<QueryAnswer | null> {
  if (!isFrom(query, keptTable) || !isPlain(query, columns, 'session_id')) return null
  if (asked.world.options.edition !== 'newest') throw unknownTable(keptTable)
  const conditions = conditionsOf(query)
  if (!conditions.every((condition) => isNotDeleted.test(condition))) return null
  const selected = selectedColumns(query.text, columns)
  const slice = sliceOf(query)
  const rows = keptRows(asked).filter(({ isDeleted }) => conditions.length === 0 || !isDeleted)
  const found = rows.slice(slice.offset, slice.offset + slice.limit + 1)
  return answerOf(
    selected,
    found.map((row) => readRow(selected, row)),
    slice,
  )
}
