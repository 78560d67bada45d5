/** Where a subscription stands on a page of its own. */
export function subscriptionHref({ projectId }: { projectId: string }, id: string): string {
  return `/project/${encodeURIComponent(projectId)}/subscriptions/${encodeURIComponent(id)}`
}
