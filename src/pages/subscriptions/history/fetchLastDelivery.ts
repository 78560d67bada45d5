import type { QueryClient } from '@tanstack/react-query'
import { capabilitiesOf } from '#api/capabilities.ts'
import { asApiError } from '#api/http/errors.ts'
import type { ApiConnection } from '#storage/connections.ts'
import {
  deliveryQueries,
  isHistoryMissing,
  type LastDelivery,
  readLastDelivery,
} from '#api/subscriptions/subscriptionDeliveries.ts'
import { createShareQueue } from '#features/sharing/shareQueue.ts'

/** Shown in the API usage. */
const label = 'Checking last deliveries'

/** Two requests at a time at most; waits out a 429. */
const queue = createShareQueue()

/** The first request to each server. Others wait for it, because it shows whether there is a history at all. */
const firstRequests = new Map<string, Promise<unknown>>()

function ignore() {}

function requestName({ id, projectId }: ApiConnection, subscriptionId: string): string {
  return [id, projectId, subscriptionId].join('\n')
}

/**
 * Queues a background request for the newest delivery, cached under `deliveryQueries.last`. Sends nothing once the server
 * proved to have no history. Returns a function that removes it from the queue.
 */
export function requestLastDelivery(client: QueryClient, connection: ApiConnection, subscriptionId: string): () => void {
  const { id, host, key, projectId } = connection
  const target = { id, host, key, projectId }
  const server = [id, host, key].join('\n')
  const query = {
    ...deliveryQueries.last(target, subscriptionId),
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readLastDelivery(target, subscriptionId, { background: { label, signal }, signal }),
    staleTime: 0,
    retry: false,
  }
  return queue.enqueue(`${server}\n${projectId}`, requestName(connection, subscriptionId), async () => {
    const first = firstRequests.get(server)
    if (first) await first // no first request yet, so this becomes the first
    if (capabilitiesOf(target).hasDeliveryHistory === false) return
    try {
      const request = client.fetchQuery(query)
      if (!firstRequests.has(server)) firstRequests.set(server, request.then(ignore, ignore))
      await request
    } catch (error) {
      if (!isHistoryMissing(asApiError(error))) throw error
    }
  })
}

/** The error of the last attempt; null without a recent one. */
export function lastDeliveryFailure(connection: ApiConnection, subscriptionId: string) {
  return queue.errorOf(requestName(connection, subscriptionId))
}

export const subscribeToFailures = queue.subscribe

/** Marks cached deliveries as due: they stay on screen and are requested again once visible. */
export function markDeliveriesStale(client: QueryClient, connection: ApiConnection): void {
  client.setQueriesData<LastDelivery>(
    { queryKey: deliveryQueries.lasts(connection) },
    (known) => known && { ...known, isDue: true },
  )
}
