import { experimental_streamedQuery as streamedQuery, queryOptions } from '@tanstack/react-query'
import type { ApiConnection } from '#storage/connections.ts'
import type { SubscriptionFilter } from './subscriptionParameters.ts'
import { listSubscriptions, type Subscription, subscriptionQueries } from './subscriptions.ts'
import { type AllRows, noRowsYet, walkRows } from '#api/http/walkPages.ts'

/** A filter that leaves more than this is not helpful. */
const maxRows = 1000

function bare(uuid: string): string {
  return uuid.replaceAll('-', '').toLowerCase()
}

function typeOf({ resourceType, contentType, prompt, insight, dashboard }: Subscription): string | null {
  const derived = prompt ? 'ai_prompt' : insight !== null ? 'insight' : dashboard === null ? null : 'dashboard'
  return resourceType ?? contentType ?? derived
}

function matchesSearch({ title, resourceName, insight, dashboard }: Subscription, search: string): boolean {
  if (resourceName === null && (insight ?? dashboard) !== null) return true // matched by a name that this server does not return
  const text = `${title ?? ''} ${resourceName ?? ''}`.toLowerCase()
  return search
    .toLowerCase()
    .split(/[\s,]+/)
    .every((word) => text.includes(word))
}

/** Whether a subscription matches the filter. `ordering` and `deleted` exclude nothing here. */
export function fits(subscription: Subscription, filter: SubscriptionFilter): boolean {
  const { search, createdBy, resourceType, targetType, insight, dashboard } = filter
  return (
    (!createdBy || bare(subscription.createdBy?.uuid ?? '') === bare(createdBy)) &&
    (!targetType || subscription.targetType === targetType) &&
    (!resourceType || typeOf(subscription) === resourceType) &&
    (!insight || subscription.insight === insight) &&
    (!dashboard || subscription.dashboard === dashboard) &&
    (!search || matchesSearch(subscription, search))
  )
}

/**
 * What the server finds by a filter, as a walk (`subscriptionQueries.all`) of at most 1,000. A server that ignores the filter
 * returns rows that do not match: then the walk ends with its first page, as `stopped`. Changes of subscriptions are written here
 * too.
 */
export function filteredSubscriptions(connection: ApiConnection, filter: SubscriptionFilter) {
  return queryOptions({
    queryKey: [...subscriptionQueries.alls(connection), 'found', filter],
    queryFn: streamedQuery<AllRows<Subscription>, AllRows<Subscription>>({
      streamFn: ({ signal }) =>
        walkRows((slice) => listSubscriptions(connection, slice, filter, { signal }), signal, {
          maxCount: maxRows,
          shouldContinue: ({ rows }) => rows.every((row) => fits(row, filter)),
        }),
      reducer: (_, latest) => latest,
      initialValue: noRowsYet,
      refetchMode: 'replace',
    }),
    retry: false,
    structuralSharing: false,
  })
}
