import { queryOptions } from '@tanstack/react-query'
import { request } from '#api/http/request.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { responseObject, Text } from '#api/http/schema.ts'

/** What an insight is called, and the short id that PostHog's own addresses are made of. `derivedName` is PostHog's guess. */
const InsightName = responseObject({ shortId: Text, name: Text, derivedName: Text })

export const insightQueries = {
  /**
   * How an insight of which only the number is known is called: servers before about April 2026 tell no more in a subscription.
   * They take the number in the address (posthog/api/insight.py, a model viewset); `basic` spares them its results. Needs
   * insight:read, which nothing else here does. Fails with ApiError.
   */
  name: (connection: ApiConnection, id: string) =>
    queryOptions({
      queryKey: [connection.id, connection.projectId, 'insights', 'name', id],
      queryFn: ({ signal }) =>
        request(connection, `/insights/${encodeURIComponent(id)}/`, InsightName, { query: { basic: true }, signal }),
      staleTime: Infinity,
      retry: false,
    }),
}
