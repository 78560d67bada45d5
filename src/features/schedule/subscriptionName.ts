import type { Subscription } from '#api/subscriptions/subscriptions.ts'

/** What a subscription delivers. */
export function resourceName({ resourceName: name, insight, dashboard, prompt }: Subscription): string {
  if (name) return name
  if (insight !== null) return `Insight ${insight}`
  if (dashboard !== null) return `Dashboard ${dashboard}`
  return prompt ? 'AI report' : 'Unknown resource'
}

/** Its title, or what it delivers. */
export function subscriptionName(subscription: Subscription): string {
  return subscription.title?.trim() || resourceName(subscription)
}
