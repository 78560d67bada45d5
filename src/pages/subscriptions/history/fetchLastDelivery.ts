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
const firsts = new Map<string, Promise<unknown>>()

function nothing() {}

function nameOf({ id, projectId }: ApiConnection, subscriptionId: string): string {
  return [id, projectId, subscriptionId].join('\n')
}

/**
 * Asks in the background for the newest delivery of a subscription once it is its turn; the answer goes where
 * `deliveryQueries.last` keeps it. Nothing is asked any more of a server that was seen to keep no history. Returns how to take
 * it out again before its turn.
 */
export function askLastDelivery(client: QueryClient, connection: ApiConnection, subscriptionId: string): () => void {
  const { id, host, key, projectId } = connection
  const address = { id, host, key, projectId }
  const server = [id, host, key].join('\n')
  const query = {
    ...deliveryQueries.last(address, subscriptionId),
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readLastDelivery(address, subscriptionId, { background: { label, signal }, signal }),
    staleTime: 0,
    retry: false,
  }
  return queue.want(`${server}\n${projectId}`, nameOf(connection, subscriptionId), async () => {
    const first = firsts.get(server)
    if (first) await first // else this is it, and has to say so before anyone else asks
    if (client.getQueryData(deliveryQueries.missing(address).queryKey)) return
    try {
      const asked = client.fetchQuery(query)
      if (!firsts.has(server)) firsts.set(server, asked.then(nothing, nothing))
      await asked
    } catch (thrown) {
      if (!isHistoryMissing(asApiError(thrown))) throw thrown
      client.setQueryData(deliveryQueries.missing(address).queryKey, true)
    }
  })
}

/** Why the newest delivery could not be told; null where nothing went wrong lately. */
export function askingFailure(connection: ApiConnection, subscriptionId: string) {
  return queue.failureOf(nameOf(connection, subscriptionId))
}

export const subscribeToFailures = queue.subscribe

/** Has what is known of last deliveries asked for again as soon as its row is in sight; it stays on screen until then. */
export function markDeliveriesDue(client: QueryClient, connection: ApiConnection): void {
  client.setQueriesData<LastDelivery>(
    { queryKey: deliveryQueries.lasts(connection) },
    (known) => known && { ...known, isDue: true },
  )
}
