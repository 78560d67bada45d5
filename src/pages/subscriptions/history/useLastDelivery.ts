import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import type { ApiError } from '#api/http/errors.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { deliveryQueries, type LastDelivery } from '#api/subscriptions/subscriptionDeliveries.ts'
import { lastDeliveryFailure, requestLastDelivery, subscribeToFailures } from './fetchLastDelivery.ts'

/**
 * The newest delivery, requested in the background while `isWanted` and not recent. `known` is undefined before the first
 * response.
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

  // Queued while wanted, removed otherwise.
  useEffect(() => {
    if (matchesFilters && isDue) return requestLastDelivery(client, { id, host, key, projectId }, subscriptionId)
  }, [matchesFilters, isDue, client, id, host, key, projectId, subscriptionId])

  const failure = useSyncExternalStore(subscribeToFailures, () => lastDeliveryFailure(connection, subscriptionId))
  return { known, failure }
}
