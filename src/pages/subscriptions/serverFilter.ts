import type { SubscriptionFilter } from '#api/subscriptions/subscriptionParameters.ts'
import type { Order, SubscriptionsSearch } from './subscriptionsSearch.ts'

const uuid = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i

/**
 * The newest servers reject other types with a 400, and older ones ignore the filter (posthog-api.md#i2-subscriptions-list).
 */
const targets = new Set(['email', 'slack', 'teams'])

/** The server can’t sort by recipients. */
const orderings: Partial<Record<Order, string>> = {
  next: 'next_delivery_date',
  created: 'created_at',
  title: 'title',
  owner: 'created_by__email',
}

const types = new Set(['insight', 'dashboard', 'ai_prompt'])

/** Servers fail at an ID that is not a number, so it is dropped. */
function resourceFilter(resource: string): SubscriptionFilter {
  if (types.has(resource)) return { resourceType: resource }
  const [, kind, id] = /^(insight|dashboard) (\d{1,18})$/.exec(resource) ?? []
  if (id === undefined) return {}
  return kind === 'insight' ? { insight: id } : { dashboard: id }
}

/** The filters of the URL that servers support; null without any. */
export function serverFilter(search: SubscriptionsSearch): SubscriptionFilter | null {
  const { text, owner, target, resource, order, direction } = search
  const filter: SubscriptionFilter = {
    ...(text && { search: text }),
    ...(uuid.test(owner) && { createdBy: owner }),
    ...(targets.has(target) && { targetType: target }),
    ...resourceFilter(resource),
  }
  if (Object.keys(filter).length === 0) return null
  const ordering = orderings[order]
  return ordering === undefined ? filter : { ...filter, ordering: direction === 'desc' ? `-${ordering}` : ordering }
}
