import { listBroke, Refusal } from '../host/answers.ts'
import { isAfterCursor, readCursor, writeCursor } from './cursors.ts'
import { countOf, pick, type Selection, sortPositions } from './select.ts'
import { matcherOf } from './filters/matcher.ts'
import type { ListQuery } from './listQuery.ts'
import type { ProjectCall } from '../host/resource.ts'
import { recordingKey } from '../host/state.ts'

export type Page = {
  positions: number[]
  hasMore: boolean
  /** The number of all recordings; null if not counted. */
  total: number | null
  /** Where the next page begins, in cursor mode. */
  nextCursor: string | null
  /** A recording that comes first although the filters exclude it. */
  pinned: number | null
}

type Find = { call: ProjectCall; query: ListQuery; counts: boolean }

function selectionOf({ call, query }: Find): Selection {
  const { project, context } = call
  const ignoresWindow = context.options.edition === 'newest' && query.sessionIds !== null && !query.isWindowChosen
  const range = project.dataset.within(ignoresWindow ? 0 : query.from, query.to)
  const { measure, ascending } = query
  return { dataset: project.dataset, ...range, measure, ascending, matches: matcherOf(call, query) }
}

/** Recordings asked for by id: on newest servers in the order in which they were asked for. */
function namedPage({ call, query }: Find, ids: readonly string[]): Page {
  const selection = selectionOf({ call, query, counts: true })
  const { dataset, first, end, matches } = selection
  const found = [...new Set(ids)].flatMap((id) => dataset.positionOf(id) ?? [])
  const meant = found.filter((one) => one >= first && one < end && (matches === null || matches(one)))
  const sorted = call.context.options.edition === 'newest' ? meant : sortPositions(meant, selection)
  const offset = query.offset ?? 0
  const positions = sorted.slice(offset, offset + query.limit)
  return { positions, hasMore: offset + query.limit < sorted.length, total: sorted.length, nextCursor: null, pinned: null }
}

function afterCursor(selection: Selection, after: string | null): Selection {
  if (after === null) return selection
  const { dataset, measure, ascending, matches } = selection
  const cursor = readCursor(dataset, after)
  if (cursor === null) throw new Refusal(listBroke())
  if (measure === 'start') {
    return ascending
      ? { ...selection, end: Math.min(selection.end, cursor.position) }
      : { ...selection, first: Math.max(selection.first, cursor.position + 1) }
  }
  return {
    ...selection,
    matches: (position) =>
      isAfterCursor(dataset, measure, ascending, cursor, position) && (matches === null || matches(position)),
  }
}

/** Newest servers put one recording first, whether or not it fits; it takes a place on the first page. */
function withoutPinned(selection: Selection, pinned: number | null): Selection {
  if (pinned === null) return selection
  const { matches } = selection
  return { ...selection, matches: (position) => position !== pinned && (matches === null || matches(position)) }
}

function pinnedPosition({ call, query }: Find): number | null {
  const { edition } = call.context.options
  if (edition !== 'newest' || query.pinnedId === null) return null
  if (call.context.state.deleted.has(recordingKey(call.project, query.pinnedId))) return null
  return call.project.dataset.positionOf(query.pinnedId)
}

/** Old servers have no second order, so that of equal rows one may stand on two pages and another on none. */
function repeatTie(rows: number[], { dataset, measure }: Selection): number[] {
  const [before, first, ...others] = rows
  if (before === undefined || first === undefined || measure === 'start') return rows.slice(1)
  const isTie = dataset.measureAt(before, measure) === dataset.measureAt(first, measure)
  return isTie ? [before, ...others] : rows.slice(1)
}

export async function findPage(find: Find): Promise<Page> {
  const { call, query, counts } = find
  if (query.sessionIds !== null) return namedPage(find, query.sessionIds)
  const { edition } = call.context.options
  const { signal } = call.request
  const isCursorMode = edition === 'newest' && query.offset === null
  const pinned = pinnedPosition(find)
  const everything = selectionOf(find)
  const selection = withoutPinned(afterCursor(everything, isCursorMode ? query.after : null), pinned)

  const offset = query.offset ?? 0
  const isFirst = offset === 0 && !(isCursorMode && query.after !== null)
  const pinnedRows = pinned === null ? 0 : 1
  const limit = isFirst ? Math.max(0, query.limit - pinnedRows) : query.limit
  const start = isFirst ? 0 : Math.max(0, offset - (isCursorMode ? 0 : pinnedRows))
  const repeats = edition === 'old' && start > 0
  const found = await pick(selection, repeats ? start - 1 : start, limit + (repeats ? 2 : 1), signal)
  const rows = repeats ? repeatTie(found, selection) : found

  const positions = rows.slice(0, limit)
  const hasMore = rows.length > limit
  const last = positions.at(-1)
  return {
    positions: isFirst && pinned !== null ? [pinned, ...positions] : positions,
    hasMore,
    total: counts ? await countOf(everything, signal) : null,
    nextCursor: isCursorMode && hasMore && last !== undefined ? writeCursor(selection.dataset, selection.measure, last) : null,
    pinned: pinned !== null && everything.matches !== null && !everything.matches(pinned) ? pinned : null,
  }
}
