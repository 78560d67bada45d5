import type { Edition } from '../host/options.ts'
import { nextDelivery } from './nextDelivery.ts'
import type { SubscriptionFacts } from '../data/subscriptions/subscriptionFacts.ts'
import { summaryOf } from './summary.ts'

/** Django writes whole seconds without a fraction, and others with six digits of it. */
export function stamp(time: number): string {
  const text = new Date(time).toISOString()
  return time % 1000 === 0 ? text.replace('.000Z', 'Z') : text.replace('Z', '000Z')
}

function stampOrNull(time: number | null): string | null {
  return time === null ? null : stamp(time)
}

export function targetIn(edition: Edition, facts: SubscriptionFacts): SubscriptionFacts['target'] {
  return edition === 'newest' ? facts.targetOnNewest : facts.target
}

/** The insight or dashboard; neither for AI subscriptions of newest servers. */
function shown({ topic, prompt }: SubscriptionFacts, edition: Edition) {
  const isAsked = edition === 'newest' && prompt !== null
  return {
    dashboard: topic.kind === 'dashboard' && !isAsked ? topic.id : null,
    insight: topic.kind === 'insight' && !isAsked ? topic.id : null,
  }
}

/** What a newest server calls it where it has no title. */
export function resourceName({ topic, prompt, title }: SubscriptionFacts): string | null {
  return prompt === null ? topic.name : (title ?? prompt.slice(0, 60))
}

function ownerOf({ owner }: SubscriptionFacts, edition: Edition) {
  if (owner === null || edition === 'newest' || edition === 'mid') return owner
  const { role_at_organization: _role, ...older } = owner
  return older
}

function documentedFields(facts: SubscriptionFacts, edition: Edition, now: number) {
  const { schedule } = facts
  const target = targetIn(edition, facts)
  return {
    id: facts.id,
    ...shown(facts, edition),
    target_type: target.type,
    target_value: target.value,
    frequency: schedule.frequency,
    interval: schedule.interval,
    byweekday: schedule.byweekday,
    bysetpos: schedule.bysetpos,
    count: schedule.count,
    start_date: stamp(schedule.start),
    until_date: stampOrNull(schedule.until),
    created_at: stamp(facts.createdAt),
    created_by: ownerOf(facts, edition),
    deleted: facts.deleted,
    title: facts.title,
    summary: summaryOf(schedule, edition),
    next_delivery_date: stampOrNull(nextDelivery(facts, edition, now)),
    invite_message: null,
  }
}

function laterFields({ topic, integrationId }: SubscriptionFacts) {
  return { dashboard_export_insights: topic.exported, integration_id: integrationId }
}

function newestFields(facts: SubscriptionFacts) {
  const { topic, prompt } = facts
  return {
    resource_type: prompt === null ? topic.kind : 'ai_prompt',
    insight_short_id: prompt === null ? topic.shortId : null,
    resource_name: resourceName(facts),
    prompt,
    enabled: facts.enabled,
    summary_enabled: facts.summaryEnabled,
    summary_prompt_guide: '',
    delivery_config: {},
    ai_prompt_config: {},
  }
}

/** A subscription in the words of an edition (posthog-api.md#i3-subscription-object). Fields that it does not know are absent. */
export function presentSubscription(facts: SubscriptionFacts, edition: Edition, now: number): Record<string, unknown> {
  return {
    ...documentedFields(facts, edition, now),
    ...(edition === 'mid' || edition === 'newest' ? laterFields(facts) : {}),
    ...(edition === 'newest' ? newestFields(facts) : {}),
    ...facts.overrides,
  }
}
