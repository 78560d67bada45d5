import type { Connection } from '#storage/connections.ts'
import type { Subscription } from '#api/subscriptions/subscriptions.ts'

type ProjectRef = Pick<Connection, 'host' | 'projectId'>

function projectUrl({ host, projectId }: ProjectRef): string {
  return `${host}/project/${encodeURIComponent(projectId)}`
}

/** Where an insight stands in PostHog. Its addresses are made of short ids: one with the number of an insight finds nothing. */
export function insightUrl(connection: ProjectRef, shortId: string): string {
  return `${projectUrl(connection)}/insights/${encodeURIComponent(shortId)}`
}

/** Where what it delivers stands in PostHog itself; null where the subscription does not tell enough for a link. */
export function resourceUrl(connection: ProjectRef, { dashboard, insightShortId }: Subscription): string | null {
  if (insightShortId) return insightUrl(connection, insightShortId)
  return dashboard === null ? null : `${projectUrl(connection)}/dashboard/${encodeURIComponent(dashboard)}`
}

/** Where PostHog changes a subscription to what stands at `resource`: the same on all servers since 2022 (its `urls.ts`). */
export function subscriptionUrl(resource: string, id: string): string {
  return `${resource}/subscriptions/${encodeURIComponent(id)}`
}

/** The number of an insight of which no short id is told; null where nothing is missing. */
export function unnamedInsight({ insight, insightShortId, prompt }: Subscription): string | null {
  return insightShortId || prompt ? null : insight
}
