import type { Dataset } from '../../data/dataset.ts'
import { pick } from '../../lists/select.ts'
import { editionFacts } from '../../host/editions.ts'
import { positionsOf } from '../../lists/filters/matcher.ts'
import { breathe } from '../../host/pause.ts'
import type { AskedOfProject } from '../../host/resource.ts'
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

/** After so many rows other requests get a turn. */
const stride = 5000

/** A recording as the table has it; the rest of it is never made up. */
type Row = { dataset: Dataset; position: number }

function endAt({ dataset, position }: Row): number | null {
  const seconds = dataset.measureAt(position, 'durationSeconds')
  return seconds === null ? null : dataset.startAt(position) + seconds * 1000
}

/** What the table of raw replay events is known to tell of a session. */
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
  asked: AskedOfProject
  query: HogQuery
  /** The moments between which they started, both included; milliseconds since 1970. */
  from: number
  to: number
  /** Null where every recording of that time is meant. */
  matches: ((position: number) => boolean) | null
}

/** Whether a recording is still in the database: older servers only hide what is deleted. */
function isThere(asked: AskedOfProject): ((position: number) => boolean) | null {
  const { options, state } = asked.world
  if (!editionFacts[options.edition].shreds) return null
  const gone = positionsOf(asked, state.deleted.keys())
  return gone.size === 0 ? null : (position) => !gone.has(position)
}

/**
 * What a query selects from raw_session_replay_events, a row per recording in the order of their start, newest first where its
 * text says `desc`.
 */
export async function selectRecordings({ asked, query, from, to, matches }: Selecting): Promise<QueryAnswer> {
  const { dataset } = asked.project
  const selected = selectedColumns(query.text, replayColumns)
  const slice = sliceOf(query)
  const tests = [isThere(asked), matches].filter((test) => test !== null)
  const selection = {
    dataset,
    ...dataset.within(from, to),
    measure: 'start',
    ascending: !/\bdesc\b/i.test(query.text),
    matches: tests.length === 0 ? null : (position: number) => tests.every((test) => test(position)),
  } as const
  const { signal } = asked.request
  const results: unknown[][] = []
  for (const position of await pick(selection, slice.offset, slice.limit + 1, signal)) {
    if (results.length % stride === stride - 1) await breathe(signal)
    results.push(readRow(selected, { dataset, position }))
  }
  return answerOf(selected, results, slice)
}
