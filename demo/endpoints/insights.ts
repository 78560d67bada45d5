import { json, notFound } from '../host/answers.ts'
import type { ProjectCall, ProjectResource } from '../host/resource.ts'

/**
 * One insight as PostHog answers with `basic`: by its number or by its short id (posthog/api/insight.py). Only those that
 * subscriptions deliver exist here.
 */
function retrieve({ project, parameters }: ProjectCall): Response {
  const requested = parameters['insight'] ?? ''
  const topic = project.subscriptions
    .all()
    .map((facts) => facts.topic)
    .find(({ kind, id, shortId }) => kind === 'insight' && (String(id) === requested || shortId === requested))
  if (topic === undefined) return notFound()
  return json({ id: topic.id, short_id: topic.shortId, name: topic.name, derived_name: null, deleted: false, saved: true })
}

/** Insights, so far as they are delivered by subscriptions. */
export const insightResources: readonly ProjectResource[] = [
  {
    path: 'insights/:insight',
    badKeyStatus: 401,
    methods: { GET: { scope: 'insight:read', rateClass: 'clickhouse', answer: retrieve } },
  },
]
