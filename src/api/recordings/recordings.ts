import { pathSegment } from '#lib/pathSegment.ts'
import { queryOptions } from '@tanstack/react-query'
import type { Rows, Slice } from '#lib/slice.ts'
import * as v from 'valibot'
import { ApiError } from '#api/http/errors.ts'
import { type SendOptions, request } from '#api/http/request.ts'
import { capabilitiesOf, learnCapabilities } from '#api/capabilities.ts'
import type { ApiConnection } from '#storage/connections.ts'
import {
  defaultFilters,
  isOrderedBySql,
  recordingParameters,
  type RecordingFilters,
  type SignalConditions,
} from './recordingFilters.ts'
import { Amount, responseObject, Flag, Properties, schemaFrom, rowsOf, Text, TextList, When } from '#api/http/schema.ts'

/** `name` and `uuid` are null for a person that PostHog no longer knows (posthog-api.md#b2-recording-object). */
export const Person = responseObject({
  uuid: Text,
  name: Text,
  distinctIds: TextList,
  properties: Properties,
  createdAt: When,
})
export type Person = v.InferOutput<typeof Person>

/**
 * One session recording (posthog-api.md#b2-recording-object). Only `id` is certain, and it is not always a UUID; null means that
 * the server did not say. Durations are in seconds; instants are UTC.
 */
export const Recording = responseObject({
  id: v.pipe(v.string(), v.minLength(1)),
  distinctId: Text,
  person: v.fallback(v.nullable(Person), null),
  viewed: Flag,
  ongoing: Flag,
  startTime: When,
  endTime: When,
  recordingDuration: Amount,
  activeSeconds: Amount,
  inactiveSeconds: Amount,
  clickCount: Amount,
  keypressCount: Amount,
  mouseActivityCount: Amount,
  consoleLogCount: Amount,
  consoleWarnCount: Amount,
  consoleErrorCount: Amount,
  startUrl: Text,
  snapshotSource: Text,
  activityScore: Amount,
  /** Days that recordings of this project are stored, and when this one expires; newest servers only. */
  retentionPeriodDays: Amount,
  expiryTime: When,
})
export type Recording = v.InferOutput<typeof Recording>

/** `raw` is what the server sent. */
export type WholeRecording = { recording: Recording; raw: unknown }

const WholeRecording = schemaFrom((raw): WholeRecording | string => {
  const read = v.safeParse(Recording, raw)
  if (read.success) return { recording: read.output, raw }
  return 'no recording ID'
})

/**
 * `ignored` names parameters that this server does not support and that were left out. `found` is there if SQL found the
 * recordings: when a session first met a condition (milliseconds since 1970), and whether there are more than it returns.
 */
export type RecordingRows = Rows<Recording> & {
  ignored: readonly string[]
  found?: { matches: ReadonlyMap<string, number>; isCut: boolean }
}

type Query = Record<string, object | string | number | boolean | undefined>

/** An unsupported order says nothing about other orders, so it is not remembered. */
async function withoutOrder(connection: ApiConnection, query: Query, sendOptions: SendOptions): Promise<RecordingRows> {
  const rows = await requestTolerantly(connection, { ...query, order: undefined }, sendOptions)
  return { ...rows, ignored: [...rows.ignored, 'order'] }
}

/** Repeats the request without each parameter that the server does not know (400 extra_forbidden). */
async function requestTolerantly(connection: ApiConnection, query: Query, sendOptions: SendOptions): Promise<RecordingRows> {
  const { refusedParameters } = capabilitiesOf(connection)
  const sent = Object.fromEntries(Object.entries(query).filter(([name]) => !refusedParameters?.has(name)))
  try {
    const rows = await request(connection, '/session_recordings/', rowsOf(Recording), { ...sendOptions, query: sent })
    const ignored = Object.keys(query).filter((name) => query[name] !== undefined && refusedParameters?.has(name))
    return { ...rows, ignored }
  } catch (error) {
    const { attr = '', fault } = error instanceof ApiError ? error.facts : {}
    if (attr === 'order' && sent['order'] !== undefined) return withoutOrder(connection, query, sendOptions)
    if (fault !== 'extra_forbidden' || sent[attr] === undefined) throw error
    // Another request may have learned of others in the meantime.
    const refusedSoFar = capabilitiesOf(connection).refusedParameters ?? []
    learnCapabilities(connection, { refusedParameters: new Set([...refusedSoFar, attr]) })
    return requestTolerantly(connection, query, sendOptions)
  }
}

/** With 40 characters each, every proxy accepts such a URL. */
const idsPerRequest = 100

/** Requests the IDs of one slice, 100 at a time. Rows that the server does not know are missing. */
async function requestByIds(
  connection: ApiConnection,
  slice: Slice,
  question: RecordingFilters,
  sendOptions: SendOptions,
): Promise<RecordingRows> {
  const wanted = question.ids.slice(slice.offset, slice.offset + slice.limit)
  const all: RecordingRows = {
    rows: [],
    total: question.ids.length,
    hasMore: slice.offset + slice.limit < question.ids.length,
    unreadable: 0,
    ignored: [],
  }
  for (let start = 0; start < wanted.length; start += idsPerRequest) {
    const ids = wanted.slice(start, start + idsPerRequest)
    const query = { limit: ids.length, offset: 0, ...recordingParameters({ ...question, ids }) }
    const { rows, unreadable, ignored } = await requestTolerantly(connection, query, sendOptions)
    all.rows.push(...rows)
    all.unreadable += unreadable
    all.ignored = ignored
  }
  return all
}

/** SQL finds the sessions; the rows of each page come in its order. */
async function requestBySignals(
  connection: ApiConnection,
  slice: Slice,
  question: RecordingFilters & { signals: SignalConditions },
  sendOptions: SendOptions,
): Promise<RecordingRows> {
  const { findSessions } = await import('./findSessions.ts')
  const { ids, ignored, ...found } = await findSessions(connection, question, slice.offset === 0, sendOptions)
  const given = new Set(question.ids)
  const wanted = given.size === 0 ? ids : ids.filter((id) => given.has(id))
  const isOwnOrder = isOrderedBySql(question)
  // Old servers don't know the direction, and needn't where SQL has put the sessions in order.
  const asked = { ...question, ids: wanted, ...(isOwnOrder && { direction: defaultFilters.direction }) }
  const answer = await requestByIds(connection, slice, asked, sendOptions)
  const places = new Map(wanted.map((id, index) => [id, index]))
  const placeOf = ({ id }: Recording) => places.get(id) ?? 0
  const rows = isOwnOrder ? answer.rows.toSorted((one, other) => placeOf(one) - placeOf(other)) : answer.rows
  return { ...answer, rows, ignored: [...answer.ignored, ...ignored], found }
}

/** One slice of the list, in any dialect (posthog-api.md#b1-recordings-list). Needs session_recording:read. Throws ApiError. */
export function listRecordings(
  connection: ApiConnection,
  slice: Slice,
  question: RecordingFilters,
  sendOptions: SendOptions,
): Promise<RecordingRows> {
  const { signals } = question
  if (signals !== null) return requestBySignals(connection, slice, { ...question, signals }, sendOptions)
  if (question.ids.length > 0) return requestByIds(connection, slice, question, sendOptions)
  return requestTolerantly(connection, { ...slice, ...recordingParameters(question) }, sendOptions)
}

export const recordingQueries = {
  /** The prefix of all lists of a project. */
  lists: (connection: ApiConnection) => [connection.id, connection.projectId, 'recordings', 'list'] as const,
  list: (connection: ApiConnection, slice: Slice, question: RecordingFilters) =>
    queryOptions({
      queryKey: [...recordingQueries.lists(connection), question, slice],
      queryFn: ({ signal }) => listRecordings(connection, slice, question, { signal }),
    }),
  /** One recording (posthog-api.md#b3-get-a-recording). One that was deleted, expired or never existed is `not-found`. */
  one: (connection: ApiConnection, id: string) =>
    queryOptions({
      queryKey: [connection.id, connection.projectId, 'recordings', 'one', id],
      queryFn: ({ signal }) => request(connection, recordingPath(id), WholeRecording, { signal }),
    }),
}

/** Throws ApiError `not-found` for an ID that would lead to another path. */
export function recordingPath(id: string): string {
  // A URL drops "." and "..", so the request would reach the whole project.
  if (/^\.{0,2}$/.test(id)) throw new ApiError('not-found')
  return `/session_recordings/${pathSegment(id)}/`
}
