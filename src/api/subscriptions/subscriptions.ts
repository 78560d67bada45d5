import { experimental_streamedQuery as streamedQuery, queryOptions } from '@tanstack/react-query'
import { readAs } from '#lib/readAs.ts'
import { camelKeys } from '#lib/camel.ts'
import type { Rows, Slice } from '#lib/slice.ts'
import * as v from 'valibot'
import { Id } from '#api/account/account.ts'
import { ApiError } from '#api/http/errors.ts'
import { subscriptionParameters, type SubscriptionFilter, walkOrdering } from './subscriptionParameters.ts'
import { request, type RequestOptions, type SendOptions } from '#api/http/request.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { responseObject, Flag, optionalFrom, schemaFrom, rowsOf, Text, When } from '#api/http/schema.ts'
import { type AllRows, noRowsYet, walkRows } from '#api/http/walkPages.ts'

function readWhole(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isInteger(number) ? number : null
}

/** A whole number, also negative or as text; otherwise null. */
const Whole = optionalFrom(readWhole)

const MaybeId = v.fallback(v.nullable(Id), null)

const Ids = v.pipe(
  v.fallback(v.array(v.unknown()), []),
  v.transform((list) => list.flatMap((one) => readAs(Id, one) ?? [])),
)

function readMessage(value: unknown): string[] {
  if (value === undefined || value === null) return []
  const list: unknown[] = Array.isArray(value) ? value : [value]
  return list.map((one) => (typeof one === 'string' ? one : (JSON.stringify(one) ?? '')))
}

/** Unchanged texts: a weekday dropped here would change the schedule unnoticed. */
const TextListAsSent = optionalFrom(readMessage)

function readStatedInstant(value: unknown): Date | null | undefined {
  return value === null ? null : (readAs(When, value) ?? undefined)
}

/** Null if the server says that there is none, undefined if it says nothing readable. */
const StatedInstant = v.optional(v.pipe(v.unknown(), v.transform(readStatedInstant)))

/** The creator (UserBasic in posthog-api.md#i3-subscription-object). */
const Creator = responseObject({ id: MaybeId, uuid: Text, email: Text, firstName: Text, lastName: Text })
export type Creator = v.InferOutput<typeof Creator>

const Fields = responseObject({
  id: Id,
  title: Text,
  /** The server's own description of the schedule, such as "sent every 2 weeks". */
  summary: Text,
  insight: MaybeId,
  insightShortId: Text,
  dashboard: MaybeId,
  dashboardExportInsights: Ids,
  resourceType: Text,
  /** An earlier name of `resourceType`. */
  contentType: Text,
  resourceName: Text,
  prompt: Text,
  targetType: Text,
  targetValue: Text,
  integrationId: v.fallback(v.optional(v.nullable(Id)), undefined),
  frequency: Text,
  interval: Whole,
  byweekday: TextListAsSent,
  bysetpos: Whole,
  count: Whole,
  startDate: When,
  untilDate: When,
  nextDeliveryDate: StatedInstant,
  createdAt: When,
  createdBy: v.fallback(v.optional(v.nullable(Creator)), undefined),
  deleted: Flag,
  enabled: v.fallback(v.nullable(v.boolean()), null),
  inviteMessage: Text,
  summaryEnabled: v.fallback(v.nullable(v.boolean()), null),
  summaryPromptGuide: Text,
})
type Fields = v.InferOutput<typeof Fields>

/**
 * One recurring delivery (posthog-api.md#i3-subscription-object). Only `id` is certain; null means that the server did not say,
 * or said nothing. Where that matters the field may also be undefined: `createdBy`, `integrationId` and `nextDeliveryDate` are
 * null if the server says that there is none, and undefined if it says nothing. `enabled` is null on servers that cannot pause.
 * Frequencies, weekdays and kinds of target are unchanged. `unreadable` names fields with invalid values, `raw` is what the
 * server sent. Instants are UTC.
 */
export type Subscription = Fields & { unreadable: readonly string[]; raw: unknown }

/** Fields that were sent and parsed as null. */
function unreadableFields(raw: unknown, read: Fields): string[] {
  const sent = Object.entries(Object(camelKeys(raw)))
  const fields = new Map<string, unknown>(Object.entries(read))
  return sent.flatMap(([name, value]) => {
    const isLost = value !== null && value !== undefined && fields.has(name) && (fields.get(name) ?? null) === null
    return isLost ? [name] : []
  })
}

export const Subscription: v.GenericSchema<unknown, Subscription> = schemaFrom((raw): Subscription | string => {
  const read = v.safeParse(Fields, raw)
  if (read.success) return { ...read.output, unreadable: unreadableFields(raw, read.output), raw }
  return 'no subscription ID'
})

/**
 * One slice of the list. Needs subscription:read. Throws ApiError: `payment-needed` without the plan, 404 if the server has none.
 */
export function listSubscriptions(
  connection: ApiConnection,
  slice: Slice,
  filter: SubscriptionFilter = {},
  options: RequestOptions = {},
): Promise<Rows<Subscription>> {
  const query = subscriptionParameters(slice, filter)
  return request(connection, '/subscriptions/', rowsOf(Subscription), { ...options, query })
}

export const subscriptionQueries = {
  /** The prefix of all slices of a project. */
  lists: (connection: ApiConnection) => [connection.id, connection.projectId, 'subscriptions', 'list'] as const,
  /**
   * The prefix of all walks through a project: current ones, ended ones, and those that filters find (`filteredSubscriptions`).
   */
  alls: (connection: ApiConnection) => [connection.id, connection.projectId, 'subscriptions', 'all'] as const,
  list: (connection: ApiConnection, slice: Slice, filter: SubscriptionFilter = {}) =>
    queryOptions({
      queryKey: [...subscriptionQueries.lists(connection), filter, slice],
      queryFn: ({ signal }) => listSubscriptions(connection, slice, filter, { signal }),
    }),
  /** One subscription, also an ended one. `not-found` if there is none. */
  one: (connection: ApiConnection, id: string) =>
    queryOptions({
      queryKey: [connection.id, connection.projectId, 'subscriptions', 'one', id],
      queryFn: ({ signal }) => readSubscription(connection, id, { signal }),
    }),
  /**
   * Every subscription, 100 per request, at most 10,000; with `deleted` the ended ones. A server that cannot list ended ones
   * returns the others, so the walk ends after one page (posthog-api.md#i2-subscriptions-list). Data grows from the first page
   * on: `data.progress` says how far it is. A refetch keeps the old rows until all new ones are there. Rate limits and passing
   * errors are waited out; any other error ends the walk with `error` and keeps the rows so far.
   */
  all: (connection: ApiConnection, deleted = false) =>
    queryOptions({
      queryKey: [...subscriptionQueries.alls(connection), deleted],
      queryFn: streamedQuery<AllRows<Subscription>, AllRows<Subscription>>({
        streamFn: ({ signal }) =>
          walkRows((slice) => listSubscriptions(connection, slice, { deleted, ordering: walkOrdering }, { signal }), signal, {
            shouldContinue: ({ rows }) => !deleted || rows.some((one) => one.deleted),
          }),
        reducer: (_, latest) => latest,
        initialValue: noRowsYet,
        refetchMode: 'replace',
      }),
      retry: false, // the walk retries itself and continues where it was
      structuralSharing: false, // would deeply compare ten thousand rows at every page
    }),
}

/** One subscription as it is now, also an ended one. Throws ApiError. */
export function readSubscription(connection: ApiConnection, id: string, options: SendOptions = {}): Promise<Subscription> {
  return request(connection, subscriptionPath(id), Subscription, options)
}

/** Throws ApiError `not-found` for an ID that no server gives. */
export function subscriptionPath(id: string): string {
  if (!/^[\w-]{1,64}$/.test(id)) throw new ApiError('not-found')
  return `/subscriptions/${id}/`
}
