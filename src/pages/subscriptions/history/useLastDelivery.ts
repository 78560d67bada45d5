import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type ApiError, asApiError } from '#api/http/errors.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { deliveryQueries, type LastDelivery } from '#api/subscriptions/subscriptionDeliveries.ts'
import { fetchLastDelivery } from './fetchLastDelivery.ts'

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
  const { data: known, error } = useQuery({ ...deliveryQueries.last(connection, subscriptionId), enabled: false })
  const isDue = known === undefined || known.isDue

  // Queued while wanted, removed otherwise.
  useEffect(() => {
    if (!matchesFilters || !isDue) return
    const leaving = new AbortController()
    const target = { id, host, key, projectId }
    void fetchLastDelivery(client, target, subscriptionId, { queue: 'rows', signal: leaving.signal })
    return () => leaving.abort()
  }, [matchesFilters, isDue, client, id, host, key, projectId, subscriptionId])

  return { known, failure: error && asApiError(error).kind !== 'aborted' ? asApiError(error) : null }
}
