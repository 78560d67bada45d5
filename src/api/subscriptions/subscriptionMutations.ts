import { mutationOptions, type QueryClient } from '@tanstack/react-query'
import type { Rows } from '#lib/slice.ts'
import * as v from 'valibot'
import { ApiError } from '#api/http/errors.ts'
import { type SendOptions, request, type RequestOptions } from '#api/http/request.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { deliveryQueries, type LastDelivery } from './subscriptionDeliveries.ts'
import { Subscription, subscriptionPath, subscriptionQueries } from './subscriptions.ts'
import type { AllRows } from '#api/http/walkPages.ts'

function change(connection: ApiConnection, id: string, body: object, options: RequestOptions): Promise<Subscription> {
  return request(connection, subscriptionPath(id), Subscription, { ...options, method: 'PATCH', body })
}

/** The server's own answer, and whether it carries the wish: servers before about May 2026 say yes and ignore it. */
export type SubscriptionToggle = { subscription: Subscription; isSupported: boolean }

/**
 * Pauses a subscription or lets it go on (posthog-api.md#i4-create-and-change). Only `isSupported` says that it worked. Going on
 * sends one delivery at once on servers that can pause, and may be refused as `invalid` with `facts.attr` "enabled": no Slack
 * integration, or the schedule is over. Needs subscription:write. Throws ApiError.
 */
export async function setSubscriptionEnabled(
  connection: ApiConnection,
  id: string,
  enabled: boolean,
  options: RequestOptions = {},
): Promise<SubscriptionToggle> {
  const subscription = await change(connection, id, { enabled }, options)
  return { subscription, isSupported: subscription.enabled === enabled }
}

/**
 * Ends a subscription or brings it back (posthog-api.md#i4-create-and-change: DELETE is refused, this is the way). Needs
 * subscription:write. Throws ApiError, also `malformed` where the answer does not carry the wish.
 */
export async function setSubscriptionDeleted(
  connection: ApiConnection,
  id: string,
  deleted: boolean,
  options: RequestOptions = {},
): Promise<Subscription> {
  const subscription = await change(connection, id, { deleted }, options)
  if (subscription.deleted === deleted) return subscription
  throw new ApiError('malformed', { detail: `a subscription that is ${deleted ? 'still there' : 'still ended'}` })
}

/**
 * Sends what is due next to every recipient now (posthog-api.md#i5-deliveries): 202 with nothing in it. A 409 is `invalid` with
 * the server's reason in `facts.detail`: one is on its way already, or the subscription is paused. `not-found` for an ended one,
 * `endpoint-missing` on servers before about April 2026. Needs subscription:write. Throws ApiError.
 */
export async function sendTestDelivery(connection: ApiConnection, id: string, options: RequestOptions = {}): Promise<void> {
  await request(connection, `${subscriptionPath(id)}test-delivery/`, v.unknown(), { ...options, method: 'POST' })
}

/** A kept list with a subscription as it is now. Ended ones stay where they stand, marked, so that they can be brought back. */
function withRow<List extends { rows: Subscription[] }>(list: List, now: Subscription): List {
  if (!list.rows.some(({ id }) => id === now.id)) return list
  return { ...list, rows: list.rows.map((row) => (row.id === now.id ? now : row)) }
}

/** Something may have been sent by it: what is known of the last delivery is to be asked again. */
function markDue(connection: ApiConnection, id: string) {
  return {
    queryKey: deliveryQueries.last(connection, id).queryKey,
    rewrite: (known: LastDelivery): LastDelivery => ({ ...known, isDue: true }),
  }
}

/** Nobody can tell what was sent without asking: at once where it is on screen, else when it is wanted next. */
function refetchHistory(client: QueryClient, connection: ApiConnection, id: string) {
  void client.invalidateQueries({ queryKey: deliveryQueries.histories(connection, id) })
}

function cacheWrites(connection: ApiConnection, subscription: Subscription) {
  return [
    { queryKey: subscriptionQueries.lists(connection), rewrite: (rows: Rows<Subscription>) => withRow(rows, subscription) },
    { queryKey: subscriptionQueries.alls(connection), rewrite: (all: AllRows<Subscription>) => withRow(all, subscription) },
    { queryKey: subscriptionQueries.one(connection, subscription.id).queryKey, rewrite: () => subscription },
  ]
}

/** Pauses a subscription or lets it go on; what shows it follows. `isSupported` of the answer says whether the server did it. */
export function setEnabledMutation(connection: ApiConnection) {
  return mutationOptions({
    mutationFn: ({ id, enabled, sendOptions }: { id: string; enabled: boolean; sendOptions?: SendOptions }) =>
      setSubscriptionEnabled(connection, id, enabled, sendOptions),
    onSuccess: (_answer, { id }, _before, { client }) => refetchHistory(client, connection, id),
    meta: {
      rewrites: (_: unknown, { subscription }: SubscriptionToggle) => [
        ...cacheWrites(connection, subscription),
        markDue(connection, subscription.id),
      ],
    },
  })
}

/** Ends a subscription or brings it back; kept lists hold it on, with `deleted` as it is now. */
export function setDeletedMutation(connection: ApiConnection) {
  return mutationOptions({
    mutationFn: ({ id, deleted, sendOptions }: { id: string; deleted: boolean; sendOptions?: SendOptions }) =>
      setSubscriptionDeleted(connection, id, deleted, sendOptions),
    meta: { rewrites: (_: unknown, subscription: Subscription) => cacheWrites(connection, subscription) },
  })
}

/** Sends a test delivery; what is known of the last one is due to be asked again, and an open history is. */
export function sendTestMutation(connection: ApiConnection) {
  return mutationOptions({
    mutationFn: ({ id, sendOptions }: { id: string; sendOptions?: SendOptions }) => sendTestDelivery(connection, id, sendOptions),
    onSuccess: (_answer, { id }, _before, { client }) => refetchHistory(client, connection, id),
    meta: {
      rewrites: ({ id }: { id: string }) => [markDue(connection, id)],
    },
  })
}
