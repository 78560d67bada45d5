import { queryOptions } from '@tanstack/react-query'
import type { Rows, Slice } from '#lib/slice.ts'
import * as v from 'valibot'
import { ApiError } from '#api/http/errors.ts'
import { type SendOptions, request } from '#api/http/request.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { recordingParameters, type RecordingFilters } from './recordingFilters.ts'
import { Amount, responseObject, Flag, Properties, schemaFrom, rowsOf, Text, TextList, When } from '#api/http/schema.ts'

/** Who was recorded. `name` and `id` are null for a person that PostHog no longer knows (posthog-api.md#b2-recording-object). */
export const Person = responseObject({
  uuid: Text,
  name: Text,
  distinctIds: TextList,
  properties: Properties,
  createdAt: When,
})
export type Person = v.InferOutput<typeof Person>

/**
 * One session recording (posthog-api.md#b2-recording-object). Only `id` is sure to be there, and it is not always a UUID; null
 * means that the server did not say. Durations are in seconds; instants are UTC.
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
  /** Days that recordings of this project are kept, and when this one goes; newest servers only. */
  retentionPeriodDays: Amount,
  expiryTime: When,
})
export type Recording = v.InferOutput<typeof Recording>

/** One recording as the server sent it besides what we read of it, for whoever wants to see everything. */
export type WholeRecording = { recording: Recording; raw: unknown }

const WholeRecording = schemaFrom((raw): WholeRecording | string => {
  const read = v.safeParse(Recording, raw)
  if (read.success) return { recording: read.output, raw }
  return 'something without an id'
})

/** Rows, and the names of parameters that this server does not know and that were therefore not asked for. */
export type RecordingRows = Rows<Recording> & { ignored: readonly string[] }

/** Parameters that a server refused once, by connection; gone with the tab, since servers are upgraded. */
const refused = new Map<string, Set<string>>()

/** Parameters that this connection's server is known not to support (posthog-api.md#b1-recordings-list). */
export function unsupportedParameters(connectionId: string): ReadonlySet<string> {
  return refused.get(connectionId) ?? new Set()
}

type Query = Record<string, object | string | number | boolean | undefined>

/** An order that this server does not have concerns that order alone, so nothing is remembered of it. */
async function withoutOrder(connection: ApiConnection, query: Query, sendOptions: SendOptions): Promise<RecordingRows> {
  const rows = await requestTolerantly(connection, { ...query, order: undefined }, sendOptions)
  return { ...rows, ignored: [...rows.ignored, 'order'] }
}

/** Asks, and asks again without each parameter that the server says it does not know (400 extra_forbidden). */
async function requestTolerantly(connection: ApiConnection, query: Query, sendOptions: SendOptions): Promise<RecordingRows> {
  const unsupported = refused.get(connection.id) ?? new Set<string>()
  const asked = Object.fromEntries(Object.entries(query).filter(([name]) => !unsupported.has(name)))
  try {
    const rows = await request(connection, '/session_recordings/', rowsOf(Recording), { ...sendOptions, query: asked })
    const ignored = Object.keys(query).filter((name) => query[name] !== undefined && unsupported.has(name))
    return { ...rows, ignored }
  } catch (error) {
    const { attr = '', fault } = error instanceof ApiError ? error.facts : {}
    if (attr === 'order' && asked['order'] !== undefined) return withoutOrder(connection, query, sendOptions)
    if (fault !== 'extra_forbidden' || asked[attr] === undefined) throw error
    refused.set(connection.id, unsupported.add(attr))
    return requestTolerantly(connection, query, sendOptions)
  }
}

/** Ids that one address may carry: with 40 characters each, every proxy still takes it. */
const idsPerRequest = 100

/** A slice of a list of ids: servers are asked for just these, 100 at a time. Rows the server does not know are missing. */
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

/** One slice of the list, in any dialect (posthog-api.md#b1-recordings-list). Needs session_recording:read. Throws ApiError. */
export function listRecordings(
  connection: ApiConnection,
  slice: Slice,
  question: RecordingFilters,
  sendOptions: SendOptions,
): Promise<RecordingRows> {
  if (question.ids.length > 0) return requestByIds(connection, slice, question, sendOptions)
  return requestTolerantly(connection, { ...slice, ...recordingParameters(question) }, sendOptions)
}

export const recordingQueries = {
  /** All lists of a project, for what concerns every one of them. */
  lists: (connection: ApiConnection) => [connection.id, connection.projectId, 'recordings', 'list'] as const,
  list: (connection: ApiConnection, slice: Slice, question: RecordingFilters) =>
    queryOptions({
      queryKey: [...recordingQueries.lists(connection), question, slice],
      queryFn: ({ signal }) => listRecordings(connection, slice, question, { signal }),
    }),
  /** One recording (posthog-api.md#b3-get-a-recording). A recording that is gone, expired or never was is `not-found`. */
  one: (connection: ApiConnection, id: string) =>
    queryOptions({
      queryKey: [connection.id, connection.projectId, 'recordings', 'one', id],
      queryFn: ({ signal }) => request(connection, recordingPath(id), WholeRecording, { signal }),
    }),
}

/** Where one recording is asked for and changed; ids are any text, so they are escaped. */
export function recordingPath(id: string): string {
  // An address drops "." and "..": what was meant for a recording would reach the whole project.
  if (/^\.{0,2}$/.test(id)) throw new ApiError('not-found')
  return `/session_recordings/${encodeURIComponent(id)}/`
}
