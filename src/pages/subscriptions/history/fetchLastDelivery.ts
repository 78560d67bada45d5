import type { QueryClient } from '@tanstack/react-query'
import { capabilitiesOf } from '#api/capabilities.ts'
import { ApiError } from '#api/http/errors.ts'
import { fetchInTurn } from '#api/http/fetchInTurn.ts'
import { deliveryQueries, type LastDelivery, readLastDelivery } from '#api/subscriptions/subscriptionDeliveries.ts'
import type { ApiConnection } from '#storage/connections.ts'

/** Shown in the API usage. */
const label = 'Checking last deliveries'

/**
 * Fetches the newest delivery in the background, cached under `deliveryQueries.last`, one after another: the first one shows
 * whether the server has a history at all, and if not, nothing else is sent. `signal` leaves the queue. Resolves with the error.
 */
export function fetchLastDelivery(
  client: QueryClient,
  connection: ApiConnection,
  subscriptionId: string,
  { queue, signal }: { queue: string; signal: AbortSignal },
): Promise<ApiError | null> {
  return fetchInTurn(
    client,
    { queue, group: deliveryQueries.lasts(connection), signal },
    {
      ...deliveryQueries.last(connection, subscriptionId),
      queryFn: (context) => {
        if (capabilitiesOf(connection).hasDeliveryHistory === false) throw new ApiError('endpoint-missing')
        const background = { label, signal: AbortSignal.any([context.signal, signal]) }
        return readLastDelivery(connection, subscriptionId, { background, signal: context.signal })
      },
      staleTime: 0,
    },
  )
}

/** Marks cached deliveries as due: they stay on screen and are requested again once visible. */
export function markDeliveriesStale(client: QueryClient, connection: ApiConnection): void {
  client.setQueriesData<LastDelivery>(
    { queryKey: deliveryQueries.lasts(connection) },
    (known) => known && { ...known, isDue: true },
  )
}
