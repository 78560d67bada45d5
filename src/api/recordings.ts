import { queryOptions } from '@tanstack/react-query'
import * as z from '#lib/zod.ts'
import type { Slice } from '#lib/slice.ts'
import { type Address, request } from './http.ts'
import { Amount, answer, Flag, Properties, rowsOf, Text, Texts, When } from './schema.ts'

/** Who was recorded. `name` and `id` are null for a person that PostHog no longer knows (section B.2). */
export const Person = answer({
  uuid: Text,
  name: Text,
  distinctIds: Texts,
  properties: Properties,
  createdAt: When,
})
export type Person = z.infer<typeof Person>

/**
 * One session recording (section B.2). Only `id` is sure to be there, and it is not always a UUID; null means that the server
 * did not say. Durations are in seconds; instants are UTC.
 */
export const Recording = answer({
  id: z.string().check(z.minLength(1)),
  distinctId: Text,
  person: z.catch(z.nullable(Person), null),
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
})
export type Recording = z.infer<typeof Recording>

/** The fields by which every server age can order the list (section B.1). */
export const recordingOrders = [
  'start_time',
  'duration',
  'active_seconds',
  'inactive_seconds',
  'click_count',
  'keypress_count',
  'mouse_activity_count',
  'console_error_count',
  'activity_score',
] as const
export type RecordingOrder = (typeof recordingOrders)[number]

/** What the list is asked for. `dateFrom` is relative ("-7d") or ISO; servers take "-3d" where it is not sent. */
export type RecordingsQuestion = { order: RecordingOrder; dateFrom: string }

/** What a server assumes where nothing is sent. */
export const defaultQuestion: RecordingsQuestion = { order: 'start_time', dateFrom: '-3d' }

/** Only what differs from the default is sent: servers refuse parameters they do not know (section 0, fact 3). */
function parameters({ order, dateFrom }: RecordingsQuestion) {
  return {
    order: order === defaultQuestion.order ? undefined : order,
    date_from: dateFrom === defaultQuestion.dateFrom ? undefined : dateFrom,
  }
}

export const recordingQueries = {
  /** All lists of a project, for what concerns every one of them. */
  lists: (at: Address) => [at.id, at.projectId, 'recordings', 'list'] as const,
  /** One slice of the list, in any dialect (section B.1). Needs session_recording:read. Fails with ApiError. */
  list: (at: Address, slice: Slice, question: RecordingsQuestion) =>
    queryOptions({
      queryKey: [...recordingQueries.lists(at), question, slice],
      queryFn: ({ signal }) =>
        request(at, '/session_recordings/', rowsOf(Recording), { signal, query: { ...slice, ...parameters(question) } }),
    }),
}
