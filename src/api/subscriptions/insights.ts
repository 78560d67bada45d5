import { pathSegment } from '#lib/pathSegment.ts'
import { queryOptions } from '@tanstack/react-query'
import { request } from '#api/http/request.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { responseObject, Text } from '#api/http/schema.ts'

/** `shortId` is what PostHog's own URLs use. `derivedName` is PostHog's guess. */
const InsightName = responseObject({ shortId: Text, name: Text, derivedName: Text })

export const insightQueries = {
  /**
   * The name of an insight by its number: servers before about April 2026 return no more in a subscription. They accept the
   * number in the path (posthog/api/insight.py, a model viewset); `basic` leaves out its results. Needs insight:read, which
   * nothing else needs. Fails with ApiError.
   */
  name: (connection: ApiConnection, id: string) =>
    queryOptions({
      queryKey: [connection.id, connection.projectId, 'insights', 'name', id],
      queryFn: ({ signal }) =>
        request(connection, `/insights/${pathSegment(id)}/`, InsightName, { query: { basic: true }, signal }),
      staleTime: Infinity,
      retry: false,
    }),
}
