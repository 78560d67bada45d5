import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import * as v from 'valibot'
import { Id } from '#api/account/account.ts'
import { capabilitiesOf, learnCapabilities } from '#api/capabilities.ts'
import { type ApiError, asApiError } from '#api/http/errors.ts'
import { type RequestOptions, type SendOptions, request } from '#api/http/request.ts'
import { rootOf } from '#storage/apiRoot.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { responseObject, optionalFrom, schemaFrom, rowsOf, Text, When } from '#api/http/schema.ts'
import { subscriptionPath } from './subscriptions.ts'

function messageOf(value: unknown): string | null {
  if (typeof value === 'string') return value || null
  const read = v.safeParse(v.object({ message: v.string() }), value)
  return read.success ? read.output.message || null : null
}

/** `{message, type}`, or a text, as a text; null if there is none. */
const Fault = optionalFrom(messageOf)

const RecipientResult = responseObject({ recipient: Text, status: Text, error: Fault })

/** `status` is success, failed or partial, or what else the server says. */
export type RecipientResult = v.InferOutput<typeof RecipientResult>

/** Anything in the list is a recipient, so that none is lost. */
function readResult(one: unknown): RecipientResult {
  const read = v.safeParse(RecipientResult, one)
  return read.success ? read.output : { recipient: typeof one === 'string' ? one : null, status: null, error: null }
}

const RecipientResults = v.pipe(
  v.fallback(v.array(v.unknown()), []),
  v.transform((list) => list.map(readResult)),
)

/**
 * One delivery (posthog-api.md#i5-deliveries). `status` is starting, completed, failed or skipped, `triggerType` scheduled,
 * manual or target_change, or what else the server says. `targetValue` may hold the secret URL of a webhook: show what
 * `recipientsOf` returns. Instants are UTC.
 */
export const Delivery = responseObject({
  id: Id,
  status: Text,
  triggerType: Text,
  scheduledAt: When,
  createdAt: When,
  lastUpdatedAt: When,
  finishedAt: When,
  targetType: Text,
  targetValue: Text,
  recipientResults: RecipientResults,
  error: Fault,
  changeSummary: Text,
})
export type Delivery = v.InferOutput<typeof Delivery>

/** Newest first. `next` is the cursor of older ones, null at the end. `unreadable` counts dropped rows. */
export type DeliveryPage = { rows: Delivery[]; unreadable: number; next: string | null }

/** The server's URL itself is never followed: behind a proxy it may name another host. */
function cursorIn(address: unknown): string | null {
  if (typeof address !== 'string') return null
  try {
    return new URL(address, 'http://any').searchParams.get('cursor') || null
  } catch {
    return null
  }
}

const Next = v.fallback(v.object({ next: v.unknown() }), { next: null })
const Deliveries = rowsOf(Delivery)

const Page = schemaFrom((json): DeliveryPage | string => {
  const read = v.safeParse(Deliveries, json)
  if (read.success) {
    return { rows: read.output.rows, unreadable: read.output.unreadable, next: cursorIn(v.parse(Next, json).next) }
  }
  return read.issues[0].message
})

/** How far back `recent` goes: what the calendar can show before today. */
export const recentDays = 45

/**
 * `delivery` is null if nothing was sent yet; `recent` has those of the last 45 days that came with it, newest first. `isDue` once
 * something happened that may have sent another.
 */
export type LastDelivery = { delivery: Delivery | null; recent: readonly Delivery[]; isDue: boolean }

/** When it ended, or as far as it got. */
export function deliveredAt({ finishedAt, createdAt, scheduledAt }: Delivery): Date | null {
  return finishedAt ?? createdAt ?? scheduledAt
}

/** Some servers of 2026 have deliveries below environments only, while subscriptions are below projects. */
async function requestPage(connection: ApiConnection, id: string, options: RequestOptions): Promise<DeliveryPage> {
  const path = `${subscriptionPath(id)}deliveries/`
  const { deliveriesRoot: root } = capabilitiesOf(connection)
  try {
    return await request(connection, path, Page, { ...options, root })
  } catch (error) {
    const isElsewhere = asApiError(error).kind === 'endpoint-missing' && rootOf(connection.id) === 'projects'
    if (!isElsewhere || root !== undefined) throw error
    const page = await request(connection, path, Page, { ...options, root: 'environments' })
    learnCapabilities(connection, { deliveriesRoot: 'environments' })
    return page
  }
}

/**
 * The newest delivery (posthog-api.md#i5-deliveries: newest first, 50 per page, and no way to request fewer). Needs
 * subscription:read. Servers before about April 2026 have no history: an error that `isHistoryMissing` recognizes. Throws
 * ApiError.
 */
export async function readLastDelivery(
  connection: ApiConnection,
  id: string,
  sendOptions: SendOptions = {},
): Promise<LastDelivery> {
  try {
    const { rows } = await requestPage(connection, id, sendOptions)
    const since = Date.now() - recentDays * 86_400_000
    const recent = rows.filter((row) => (deliveredAt(row)?.getTime() ?? 0) >= since)
    return { delivery: rows[0] ?? null, recent, isDue: false }
  } catch (error) {
    if (isHistoryMissing(asApiError(error))) learnCapabilities(connection, { hasDeliveryHistory: false })
    throw error
  }
}

/** A project as one connection sees it. */
type Place = Pick<ApiConnection, 'id' | 'projectId'>

export const deliveryQueries = {
  /** The prefix of the newest deliveries of all subscriptions of a project. */
  lasts: (connection: Place) => [connection.id, connection.projectId, 'subscriptions', 'last delivery'] as const,
  /** Fresh until something marks it as due. Fails with ApiError. */
  last: (connection: ApiConnection, id: string) =>
    queryOptions({
      queryKey: [...deliveryQueries.lasts(connection), id],
      queryFn: ({ signal }) => readLastDelivery(connection, id, { signal }),
      staleTime: Infinity,
      gcTime: 24 * 3_600_000,
    }),
  /** The prefix of all histories of a subscription. */
  histories: (connection: Place, id: string) => [connection.id, connection.projectId, 'subscriptions', 'deliveries', id] as const,
  /**
   * The deliveries of a subscription, 50 per page, newest first; only those with `status` if given. Needs subscription:read.
   * Servers before about April 2026 have no history: an error that `isHistoryMissing` recognizes. Fails with ApiError.
   */
  history: (connection: ApiConnection, id: string, status?: string) =>
    infiniteQueryOptions({
      queryKey: [...deliveryQueries.histories(connection, id), status ?? null],
      queryFn: ({ signal, pageParam }) =>
        requestPage(connection, id, { signal, query: { status, cursor: pageParam ?? undefined } }),
      initialPageParam: null as string | null,
      getNextPageParam: (page: DeliveryPage) => page.next,
    }),
}

/** Whether this error means that the server has no history: that of an unknown subscription would be empty. */
export function isHistoryMissing({ kind }: ApiError): boolean {
  return kind === 'endpoint-missing' || kind === 'not-found'
}
