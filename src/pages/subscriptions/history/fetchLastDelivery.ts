import type { QueryClient } from '@tanstack/react-query'
import { asApiError } from '#api/http/errors.ts'
import type { ApiConnection } from '#api/http/request.ts'
import {
  deliveryQueries,
  isHistoryMissing,
  type LastDelivery,
  readLastDelivery,
} from '#api/subscriptions/subscriptionDeliveries.ts'
import { createShareQueue } from '#features/sharing/shareQueue.ts'

/** What the meter calls requests that only fill in what is on screen. */
const label = 'Telling how the last deliveries went'

/** Asks one after another, twice at once at most, and waits a 429 out. */
const queue = createShareQueue()

/** The first question to each server: the others wait for it, since it tells whether there is any history. */
const firstRequests = new Map<string, Promise<unknown>>()

function ignore() {}

function requestName({ id, projectId }: ApiConnection, subscriptionId: string): string {
  return [id, projectId, subscriptionId].join('\n')
}

/**
 * Asks in the background for the newest delivery of a subscription once it is its turn; the answer goes where
 * `deliveryQueries.last` keeps it. Nothing is asked any more of a server that was seen to keep no history. Returns how to take
 * it out again before its turn.
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
  return queue.want(`${server}\n${projectId}`, requestName(connection, subscriptionId), async () => {
    const first = firstRequests.get(server)
    if (first) await first // else this is it, and has to say so before anyone else asks
    if (client.getQueryData(deliveryQueries.missing(target).queryKey)) return
    try {
      const request = client.fetchQuery(query)
      if (!firstRequests.has(server)) firstRequests.set(server, request.then(ignore, ignore))
      await request
    } catch (error) {
      if (!isHistoryMissing(asApiError(error))) throw error
      client.setQueryData(deliveryQueries.missing(target).queryKey, true)
    }
  })
}

/** Why the newest delivery could not be told; null where nothing went wrong lately. */
export function lastDeliveryFailure(connection: ApiConnection, subscriptionId: string) {
  return queue.failureOf(requestName(connection, subscriptionId))
}

export const subscribeToFailures = queue.subscribe

/** Has what is known of last deliveries asked for again as soon as its row is in sight; it stays on screen until then. */
export function markDeliveriesStale(client: QueryClient, connection: ApiConnection): void {
  client.setQueriesData<LastDelivery>(
    { queryKey: deliveryQueries.lasts(connection) },
    (known) => known && { ...known, isDue: true },
  )
}
