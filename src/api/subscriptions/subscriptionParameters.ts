import type { Slice } from '#lib/slice.ts'

/**
 * What the server may be asked to leave out (posthog-api.md#i2-subscriptions-list). Servers before April 2026 silently ignore all
 * but `insight`, `dashboard` and `deleted`, so whoever filters or orders does it again here. `deleted` asks for ended ones
 * instead of the others. `createdBy` is the uuid of a user. `ordering` is created_at, next_delivery_date, title or
 * created_by__email, with "-" for down.
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

/** The parameters of the subscriptions list (posthog-api.md#i2-subscriptions-list). Only what is asked for is sent. */
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

/** The order in which all are read: by age, so that what is made meanwhile comes at the end and moves nothing between pages. */
export const walkOrdering = 'created_at'
