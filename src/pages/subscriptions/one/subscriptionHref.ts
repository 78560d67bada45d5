export function subscriptionHref({ projectId }: { projectId: string }, id: string): string {
  return `/project/${encodeURIComponent(projectId)}/subscriptions/${encodeURIComponent(id)}`
}
