import type { Dataset } from '../../data/dataset.ts'
import { pick } from '../../lists/select.ts'
import { editionFacts } from '../../host/editions.ts'
import { positionsOf } from '../../lists/filters/matcher.ts'
import { yieldToEventLoop } from '../../host/pause.ts'
import type { ProjectCall } from '../../host/resource.ts'
import {
  answerOf,
  type Columns,
  type HogQuery,
  isPlain,
  isoOrNull,
  type QueryAnswer,
  readRow,
  selectedColumns,
  sliceOf,
} from './hogQuery.ts'

export const replayEvents = 'raw_session_replay_events'

const yieldEvery = 5000

/** A recording as the table has it; the rest of it is never made up. */
type Row = { dataset: Dataset; position: number }

function endAt({ dataset, position }: Row): number | null {
  const seconds = dataset.measureAt(position, 'durationSeconds')
  return seconds === null ? null : dataset.startAt(position) + seconds * 1000
}

const replayColumns: Columns<Row> = {
  session_id: { type: 'String', read: ({ dataset, position }) => dataset.idAt(position) },
  distinct_id: { type: 'String', read: ({ dataset, position }) => dataset.distinctIdAt(position) },
  min_first_timestamp: { type: 'DateTime64', read: ({ dataset, position }) => isoOrNull(dataset.startAt(position)) },
  max_last_timestamp: { type: 'DateTime64', read: (row) => isoOrNull(endAt(row)) },
  click_count: { type: 'Int64', read: ({ dataset, position }) => dataset.measureAt(position, 'clickCount') },
  keypress_count: { type: 'Int64', read: ({ dataset, position }) => dataset.measureAt(position, 'keypressCount') },
  console_error_count: { type: 'Int64', read: ({ dataset, position }) => dataset.measureAt(position, 'consoleErrorCount') },
  first_url: { type: 'String', read: ({ dataset, position }) => dataset.visitAt(position).startUrl },
}

/** Whether a query asks for known columns alone, oldest or newest first. */
export function isPlainReplay(query: HogQuery): boolean {
  return isPlain(query, replayColumns, 'min_first_timestamp')
}

type Selecting = {
  call: ProjectCall
  query: HogQuery
  /** The moments between which they started, both included; milliseconds since 1970. */
  from: number
  to: number
  /** Null where every recording of that time is meant. */
  matches: ((position: number) => boolean) | null
}

/** Whether a recording is still in the database: older servers only hide what is deleted. */
function isThere(call: ProjectCall): ((position: number) => boolean) | null {
  const { options, state } = call.context
  if (!editionFacts[options.edition].erasesDeleted) return null
  const gone = positionsOf(call, state.deleted.keys())
  return gone.size === 0 ? null : (position) => !gone.has(position)
}

/**
 * What a query selects from raw_session_replay_events, a row per recording in the order of their start, newest first where its
 * text says `desc`.
 */
export async function selectRecordings({ call, query, from, to, matches }: Selecting): Promise<QueryAnswer> {
  const { dataset } = call.project
  const selected = selectedColumns(query.text, replayColumns)
  const slice = sliceOf(query)
  const tests = [isThere(call), matches].filter((test) => test !== null)
  const selection = {
    dataset,
    ...dataset.within(from, to),
    measure: 'start',
    ascending: !/\bdesc\b/i.test(query.text),
    matches: tests.length === 0 ? null : (position: number) => tests.every((test) => test(position)),
  } as const
  const { signal } = call.request
  const results: unknown[][] = []
  for (const position of await pick(selection, slice.offset, slice.limit + 1, signal)) {
    if (results.length % yieldEvery === yieldEvery - 1) await yieldToEventLoop(signal)
    results.push(readRow(selected, { dataset, position }))
  }
  return answerOf(selected, results, slice)
}
