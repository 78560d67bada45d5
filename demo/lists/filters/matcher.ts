import type { ProjectCall } from '../../host/resource.ts'
import { consoleTest } from './consoleTest.ts'
import { entityTest } from './eventTest.ts'
import { isObject, listAt, readFilter, type Test, textsAt } from './filter.ts'
import { type RecordingReader, createRecordingReader } from '../../data/recordingReader.ts'
import { propertyTest } from './propertyTest.ts'
import { commentTest, recordingTest } from './recordingTest.ts'
import { byDistinctIds, byPersonUuid, notStaff } from './personFilters.ts'

/** The parameters of a list that leave recordings out, and the ids by which it names them, if any. */
type Filters = { values: ReadonlyMap<string, unknown>; sessionIds: readonly string[] | null }

/** The positions of recordings named in a set of the state. */
export function positionsOf({ project }: Pick<ProjectCall, 'project'>, names: Iterable<string>): Set<number> {
  const prefix = `${project.id} `
  const ids = [...names].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length))
  return new Set(ids.flatMap((id) => project.dataset.positionOf(id) ?? []))
}

/** Old servers drop deleted rows only after paging. */
function notDeleted(call: ProjectCall): Test[] {
  const { options, state } = call.context
  if (options.edition === 'old') return []
  const deleted = positionsOf(call, state.deleted.keys())
  return deleted.size === 0 ? [] : [(position) => !deleted.has(position)]
}

function notViewed(call: ProjectCall, { values, sessionIds }: Filters, reader: RecordingReader): Test[] {
  const hides = values.get('hide_viewed_recordings')
  if (hides === undefined || sessionIds !== null) return []
  const viewed = positionsOf(call, call.context.state.viewed)
  const { dataset } = call.project
  const byOwner: Test = (position) => !viewed.has(position) && !dataset.isViewedAt(position)
  return hides === 'any-user' ? [byOwner, (position) => reader.details(position).otherViewers.length === 0] : [byOwner]
}

/** What `operand` joins. Console filters are about one line together, so they count as one. */
function joined({ project }: ProjectCall, { values }: Filters, reader: RecordingReader): Test[] {
  const { dataset } = project
  const operand = values.get('operand') === 'OR' ? 'OR' : 'AND'
  const consoleFilters = listAt(values, 'console_log_filters').map((input, order) =>
    readFilter(`console_log_filters.${order}`, input, 'log_entry'),
  )
  const comment = values.get('comment_text')
  return [
    ...(['events', 'actions'] as const).flatMap((kind) =>
      listAt(values, kind).map((input, order) => entityTest(kind, dataset, reader, `${kind}.${order}`, input)),
    ),
    ...listAt(values, 'properties').map((input, order) => propertyTest(dataset, reader, `properties.${order}`, input)),
    ...(consoleFilters.length > 0 ? [consoleTest(consoleFilters, operand, reader)] : []),
    ...listAt(values, 'having_predicates').map((input, order) => {
      const loc = `having_predicates.${order}`
      return recordingTest(readFilter(loc, input, 'recording'), dataset, reader, loc)
    }),
    ...(isObject(comment)
      ? [commentTest(readFilter('comment_text', { key: 'comment_text', ...comment }, 'recording'), reader)]
      : []),
  ]
}

/**
 * Reads the filters of a list (posthog-api.md#b1-recordings-list) into one test; null where they leave nothing out. Who and
 * whether viewed or deleted always count; the rest is joined by `operand`. Throws the 400 for a filter that cannot be understood.
 */
export function matcherOf(call: ProjectCall, query: Filters): Test | null {
  const { dataset } = call.project
  const { values } = query
  const reader = createRecordingReader(dataset)
  const personUuid = values.get('person_uuid')
  const distinctIds = textsAt(values, 'distinct_ids')
  const hidesStaff = ['true', '1'].includes(String(values.get('filter_test_accounts')).toLowerCase())
  const any = joined(call, query, reader)
  const always = [
    ...notDeleted(call),
    ...(typeof personUuid === 'string' ? [byPersonUuid(dataset, personUuid)] : []),
    ...(distinctIds === null ? [] : [byDistinctIds(dataset, distinctIds)]),
    ...(hidesStaff ? [notStaff(dataset, reader)] : []),
    ...(values.get('operand') === 'OR' && any.length > 0 ? [(position: number) => any.some((test) => test(position))] : any),
    ...notViewed(call, query, reader),
  ]
  return always.length === 0 ? null : (position) => always.every((test) => test(position))
}
