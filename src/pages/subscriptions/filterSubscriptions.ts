import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import type { AnalyzedSubscription } from './analyzeSubscription.ts'
import { ownerName } from './ownerName.ts'
import { filterNames, type SubscriptionsSearch } from './subscriptionsSearch.ts'

/** How an owner stands in the address: as servers know them, else by what stays the same when a name changes. */
export function ownerKey({ createdBy }: Subscription): string {
  return createdBy?.uuid ?? createdBy?.email ?? ownerName(createdBy) ?? 'none'
}

export function resourceKey({ insight, dashboard }: Subscription): string {
  if (insight !== null) return `insight ${insight}`
  return dashboard === null ? 'none' : `dashboard ${dashboard}`
}

/** Of one resource, or of all of a kind: "insight", "dashboard" or "ai_prompt". */
function isOfResource(subscription: Subscription, wanted: string): boolean {
  if (resourceKey(subscription) === wanted) return true
  const { insight, dashboard, prompt } = subscription
  if (prompt !== null) return wanted === 'ai_prompt'
  return wanted === (insight !== null ? 'insight' : dashboard !== null && 'dashboard')
}

function matchesText({ subscription, name, recipients }: AnalyzedSubscription, text: string): boolean {
  const texts = [name, subscription.resourceName, ...recipients.list.map(({ label }) => label)]
  return texts.some((value) => value?.toLowerCase().includes(text) ?? false)
}

/** Whether the filters of the address leave a subscription in. */
function matchesFilters(analyzed: AnalyzedSubscription, search: SubscriptionsSearch): boolean {
  const { subscription, state, problems, recipients } = analyzed
  return (
    (search.text === '' || matchesText(analyzed, search.text.toLowerCase())) &&
    (search.target === '' || (subscription.targetType ?? 'unknown') === search.target) &&
    (search.recipient === '' || recipients.list.some(({ key }) => key === search.recipient)) &&
    (search.owner === '' || ownerKey(subscription) === search.owner || subscription.createdBy?.email === search.owner) &&
    (search.frequency === '' || (subscription.frequency ?? 'unknown') === search.frequency) &&
    (search.state === '' || state === search.state) &&
    (search.resource === '' || isOfResource(subscription, search.resource)) &&
    (search.problems === '' || problems.length > 0)
  )
}

/**
 * What the filters of the address leave; the same list where they leave all of it. The server's own filters are of newer ages only
 * (posthog-api.md#i2-subscriptions-list).
 */
export function filterSubscriptions(
  analyzed: readonly AnalyzedSubscription[],
  search: SubscriptionsSearch,
): readonly AnalyzedSubscription[] {
  return filterNames.some((name) => search[name] !== '') ? analyzed.filter((one) => matchesFilters(one, search)) : analyzed
}
