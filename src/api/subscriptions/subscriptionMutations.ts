import { mutationOptions, type QueryClient } from '@tanstack/react-query'
import type { Rows } from '#lib/slice.ts'
import * as v from 'valibot'
import { learnCapabilities } from '#api/capabilities.ts'
import { ApiError, asApiError } from '#api/http/errors.ts'
import { type SendOptions, request, type RequestOptions } from '#api/http/request.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { deliveryQueries, type LastDelivery } from './subscriptionDeliveries.ts'
import { Subscription, subscriptionPath, subscriptionQueries } from './subscriptions.ts'
import type { AllRows } from '#api/http/walkPages.ts'

function learnScope(connection: ApiConnection, { kind, facts }: ApiError) {
  if (kind !== 'missing-scope') return
  const { scope = 'subscription:write' } = facts
  const isOfReports = scope.startsWith('query:') // other subscriptions need no such scope
  learnCapabilities(connection, isOfReports ? { missingReportScope: scope } : { missingSubscriptionScope: scope })
}

async function change(connection: ApiConnection, id: string, body: object, options: RequestOptions): Promise<Subscription> {
  try {
    return await request(connection, subscriptionPath(id), Subscription, { ...options, method: 'PATCH', body })
  } catch (error) {
    learnScope(connection, asApiError(error))
    throw error
  }
}

/** `isSupported` is false for servers before about May 2026, which accept the change and ignore it. */
export type SubscriptionToggle = { subscription: Subscription; isSupported: boolean }

/**
 * Pauses or resumes a subscription (posthog-api.md#i4-create-and-change). Only `isSupported` says that it worked. Resuming sends
 * one delivery immediately, and may be refused as `invalid` with `facts.attr` "enabled": no Slack integration, or the schedule is
 * finished. Needs subscription:write. Throws ApiError.
 */
export async function setSubscriptionEnabled(
  connection: ApiConnection,
  id: string,
  enabled: boolean,
  options: RequestOptions = {},
): Promise<SubscriptionToggle> {
  const subscription = await change(connection, id, { enabled }, options)
  const isSupported = subscription.enabled === enabled
  if (!isSupported) learnCapabilities(connection, { pausesSubscriptions: false })
  return { subscription, isSupported }
}

/**
 * Ends a subscription or brings it back (posthog-api.md#i4-create-and-change: by PATCH, since DELETE is refused). Needs
 * subscription:write. Throws ApiError, also `malformed` if the server did not change it.
 */
export async function setSubscriptionDeleted(
  connection: ApiConnection,
  id: string,
  deleted: boolean,
  options: RequestOptions = {},
): Promise<Subscription> {
  const subscription = await change(connection, id, { deleted }, options)
  if (subscription.deleted === deleted) return subscription
  throw new ApiError('malformed', { detail: `the subscription ${deleted ? 'was not ended' : 'is still ended'}` })
}

/**
 * Sends a test delivery to every recipient now (posthog-api.md#i5-deliveries). A 409 is `invalid` with the server's reason in
 * `facts.detail`: one is already being sent, or the subscription is paused. `not-found` for an ended one, `endpoint-missing` on
 * servers before about April 2026. Needs subscription:write. Throws ApiError.
 */
export async function sendTestDelivery(connection: ApiConnection, id: string, options: RequestOptions = {}): Promise<void> {
  try {
    await request(connection, `${subscriptionPath(id)}test-delivery/`, v.unknown(), { ...options, method: 'POST' })
  } catch (thrown) {
    const error = asApiError(thrown)
    learnScope(connection, error)
    if (error.kind === 'endpoint-missing') learnCapabilities(connection, { sendsTests: false })
    throw error
  }
}

/** Ended subscriptions stay in the list, marked, so that they can be brought back. */
function withRow<List extends { rows: Subscription[] }>(list: List, now: Subscription): List {
  if (!list.rows.some(({ id }) => id === now.id)) return list
  return { ...list, rows: list.rows.map((row) => (row.id === now.id ? now : row)) }
}

/** Something may have been sent, so the last delivery has to be requested again. */
function markDue(connection: ApiConnection, id: string) {
  return {
    queryKey: deliveryQueries.last(connection, id).queryKey,
    rewrite: (known: LastDelivery): LastDelivery => ({ ...known, isDue: true }),
  }
}

/** Immediately if it is on screen, otherwise when it is next shown. */
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

/** `isSupported` of the result says whether the server did it. */
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

export function setDeletedMutation(connection: ApiConnection) {
  return mutationOptions({
    mutationFn: ({ id, deleted, sendOptions }: { id: string; deleted: boolean; sendOptions?: SendOptions }) =>
      setSubscriptionDeleted(connection, id, deleted, sendOptions),
    meta: { rewrites: (_: unknown, subscription: Subscription) => cacheWrites(connection, subscription) },
  })
}

/** Marks the last delivery as due and refetches an open history. */
export function sendTestMutation(connection: ApiConnection) {
  return mutationOptions({
    mutationFn: ({ id, sendOptions }: { id: string; sendOptions?: SendOptions }) => sendTestDelivery(connection, id, sendOptions),
    onSuccess: (_answer, { id }, _before, { client }) => refetchHistory(client, connection, id),
    meta: {
      rewrites: ({ id }: { id: string }) => [markDue(connection, id)],
    },
  })
}
