import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import type { ApiError } from '#api/http/errors.ts'
import type { ApiConnection } from '#api/http/request.ts'
import { deliveryQueries, type LastDelivery } from '#api/subscriptions/subscriptionDeliveries.ts'
import { lastDeliveryFailure, requestLastDelivery, subscribeToFailures } from './fetchLastDelivery.ts'

/**
 * What is known of the newest delivery of a subscription, asked for in the background while that is wanted and nothing recent is
 * known. `known` is undefined before an answer; `failure` says why there is none.
 */
export function useLastDelivery(
  connection: ApiConnection,
  subscriptionId: string,
  matchesFilters: boolean,
): { known: LastDelivery | undefined; failure: ApiError | null } {
  const client = useQueryClient()
  const { id, host, key, projectId } = connection
  const { data: known } = useQuery({ ...deliveryQueries.last(connection, subscriptionId), enabled: false })
  const isDue = known === undefined || known.isDue

  // Talks to the server: what is wanted waits its turn, what is not any more leaves the queue.
  useEffect(() => {
    if (matchesFilters && isDue) return requestLastDelivery(client, { id, host, key, projectId }, subscriptionId)
  }, [matchesFilters, isDue, client, id, host, key, projectId, subscriptionId])

  const failure = useSyncExternalStore(subscribeToFailures, () => lastDeliveryFailure(connection, subscriptionId))
  return { known, failure }
}
