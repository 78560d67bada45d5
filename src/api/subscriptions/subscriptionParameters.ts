import type { Slice } from '#lib/slice.ts'

/**
 * Filters that servers support (posthog-api.md#i2-subscriptions-list). Servers before April 2026 silently ignore all but
 * `insight`, `dashboard` and `deleted`, so callers filter and order again. `deleted` requests ended subscriptions instead of the
 * others. `createdBy` is the UUID of a user. `ordering` is created_at, next_delivery_date, title or created_by__email, with "-"
 * for descending.
 */
export type SubscriptionFilter = {
  search?: string
  ordering?: string
  createdBy?: string
  resourceType?: string
  targetType?: string
  insight?: string
  dashboard?: string
  deleted?: boolean
}

export function subscriptionParameters(slice: Slice, filter: SubscriptionFilter) {
  return {
    ...slice,
    search: filter.search || undefined,
    ordering: filter.ordering || undefined,
    created_by: filter.createdBy || undefined,
    resource_type: filter.resourceType || undefined,
    target_type: filter.targetType || undefined,
    insight: filter.insight || undefined,
    dashboard: filter.dashboard || undefined,
    deleted: filter.deleted || undefined,
  }
}

/** By age: new subscriptions come at the end and shift nothing between pages. */
export const walkOrdering = 'created_at'
