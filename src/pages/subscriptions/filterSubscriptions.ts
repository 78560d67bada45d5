import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import type { AnalyzedSubscription } from './analyzeSubscription.ts'
import { ownerName } from './ownerName.ts'
import { filterNames, type SubscriptionsSearch } from './subscriptionsSearch.ts'

/** The owner in the URL: the server’s ID, or whatever survives a change of name. */
export function ownerKey({ createdBy }: Subscription): string {
  return createdBy?.uuid ?? createdBy?.email ?? ownerName(createdBy) ?? 'none'
}

export function resourceKey({ insight, dashboard }: Subscription): string {
  if (insight !== null) return `insight ${insight}`
  return dashboard === null ? 'none' : `dashboard ${dashboard}`
}

/** One resource, or a kind: "insight", "dashboard" or "ai_prompt". */
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
 * Filters by the URL; returns the same array if no filter is set. Only newer servers filter themselves
 * (posthog-api.md#i2-subscriptions-list).
 */
export function filterSubscriptions(
  analyzed: readonly AnalyzedSubscription[],
  search: SubscriptionsSearch,
): readonly AnalyzedSubscription[] {
  return filterNames.some((name) => search[name] !== '') ? analyzed.filter((one) => matchesFilters(one, search)) : analyzed
}
