import { pathSegment } from '#lib/pathSegment.ts'
import type { Connection } from '#storage/connections.ts'
import { postHogUrl } from '#lib/paths.ts'
import type { Subscription } from '#api/subscriptions/subscriptions.ts'

type ProjectRef = Pick<Connection, 'host' | 'projectId'>

/** PostHog’s insight URLs use short IDs; the numeric ID does not work. */
export function insightUrl(connection: ProjectRef, shortId: string): string {
  return postHogUrl(connection, 'insights', shortId)
}

/** The delivered resource in PostHog; null if the subscription lacks the data for a link. */
export function resourceUrl(connection: ProjectRef, { dashboard, insightShortId }: Subscription): string | null {
  if (insightShortId) return insightUrl(connection, insightShortId)
  return dashboard === null ? null : postHogUrl(connection, 'dashboard', dashboard)
}

/** The subscription in PostHog, below its resource: the same on all servers since 2022 (their `urls.ts`). */
export function subscriptionUrl(resource: string, id: string): string {
  return `${resource}/subscriptions/${pathSegment(id)}`
}

/** The numeric ID of an insight without a short ID; null if nothing is missing. */
export function unnamedInsight({ insight, insightShortId, prompt }: Subscription): string | null {
  return insightShortId || prompt ? null : insight
}
