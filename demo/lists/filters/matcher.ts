import type { AskedOfProject } from '../../host/resource.ts'
import { consoleTest } from './consoleTest.ts'
import { entityTest } from './eventTest.ts'
import { isObject, listAt, readFilter, type Test, textsAt } from './filter.ts'
import { type Look, lookAt } from '../../data/recordingReader.ts'
import { propertyTest } from './propertyTest.ts'
import { commentTest, recordingTest } from './recordingTest.ts'
import { byDistinctIds, byPersonUuid, notStaff } from './who.ts'

/** The parameters of a list that leave recordings out, and the ids by which it names them, if any. */
type Filters = { values: ReadonlyMap<string, unknown>; sessionIds: readonly string[] | null }

/** The positions of recordings named in a set of the state. */
export function positionsOf({ project }: Pick<AskedOfProject, 'project'>, names: Iterable<string>): Set<number> {
  const prefix = `${project.id} `
  const ids = [...names].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length))
  return new Set(ids.flatMap((id) => project.dataset.positionOf(id) ?? []))
}

/** Old servers drop deleted rows only after paging. */
function notDeleted(asked: AskedOfProject): Test[] {
  const { options, state } = asked.world
  if (options.edition === 'old') return []
  const deleted = positionsOf(asked, state.deleted.keys())
  return deleted.size === 0 ? [] : [(position) => !deleted.has(position)]
}

function notViewed(asked: AskedOfProject, { values, sessionIds }: Filters, look: Look): Test[] {
  const hides = values.get('hide_viewed_recordings')
  if (hides === undefined || sessionIds !== null) return []
  const viewed = positionsOf(asked, asked.world.state.viewed)
  const { dataset } = asked.project
  const byOwner: Test = (position) => !viewed.has(position) && !dataset.isViewedAt(position)
  return hides === 'any-user' ? [byOwner, (position) => look.happenings(position).otherViewers.length === 0] : [byOwner]
}

/** What `operand` joins. Console filters are about one line together, so they count as one. */
function joined({ project }: AskedOfProject, { values }: Filters, look: Look): Test[] {
  const { dataset } = project
  const operand = values.get('operand') === 'OR' ? 'OR' : 'AND'
  const consoleFilters = listAt(values, 'console_log_filters').map((input, order) =>
    readFilter(`console_log_filters.${order}`, input, 'log_entry'),
  )
  const comment = values.get('comment_text')
  return [
    ...(['events', 'actions'] as const).flatMap((kind) =>
      listAt(values, kind).map((input, order) => entityTest(kind, dataset, look, `${kind}.${order}`, input)),
    ),
    ...listAt(values, 'properties').map((input, order) => propertyTest(dataset, look, `properties.${order}`, input)),
    ...(consoleFilters.length > 0 ? [consoleTest(consoleFilters, operand, look)] : []),
    ...listAt(values, 'having_predicates').map((input, order) => {
      const loc = `having_predicates.${order}`
      return recordingTest(readFilter(loc, input, 'recording'), dataset, look, loc)
    }),
    ...(isObject(comment)
      ? [commentTest(readFilter('comment_text', { key: 'comment_text', ...comment }, 'recording'), look)]
      : []),
  ]
}

/**
 * Reads the filters of a list (posthog-api.md#b1-recordings-list) into one test; null where they leave nothing out. Who and
 * whether viewed or deleted always count; the rest is joined by `operand`. Throws the 400 for a filter that cannot be understood.
 */
export function matcherOf(asked: AskedOfProject, question: Filters): Test | null {
  const { dataset } = asked.project
  const { values } = question
  const look = lookAt(dataset)
  const personUuid = values.get('person_uuid')
  const distinctIds = textsAt(values, 'distinct_ids')
  const hidesStaff = ['true', '1'].includes(String(values.get('filter_test_accounts')).toLowerCase())
  const any = joined(asked, question, look)
  const always = [
    ...notDeleted(asked),
    ...(typeof personUuid === 'string' ? [byPersonUuid(dataset, personUuid)] : []),
    ...(distinctIds === null ? [] : [byDistinctIds(dataset, distinctIds)]),
    ...(hidesStaff ? [notStaff(dataset, look)] : []),
    ...(values.get('operand') === 'OR' && any.length > 0 ? [(position: number) => any.some((test) => test(position))] : any),
    ...notViewed(asked, question, look),
  ]
  return always.length === 0 ? null : (position) => always.every((test) => test(position))
}
