import type { Connection } from '#api/connection.ts'
import type { Subscription } from '#api/subscriptions.ts'

/** Where what it delivers stands in PostHog itself; null where the server does not tell enough for a link. */
export function resourceUrl({ host, projectId }: Connection, { dashboard, insightShortId }: Subscription): string | null {
  const project = `${host}/project/${encodeURIComponent(projectId)}`
  if (insightShortId) return `${project}/insights/${encodeURIComponent(insightShortId)}`
  return dashboard === null ? null : `${project}/dashboard/${encodeURIComponent(dashboard)}`
}

/** Why there is no link where one might be expected; null where nothing is missing. */
export function whyNoLink({ insight, insightShortId, prompt }: Subscription): string | null {
  if (insightShortId || insight === null || prompt) return null
  return `This server tells only the insight’s number, ${insight}; PostHog’s own addresses are made of short ids.`
}
