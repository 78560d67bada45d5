import { mix } from '../data/mix.ts'
import { uuidOf } from '../data/identifiers.ts'
import { stamp } from './presentSubscription.ts'
import { deliveryFault, recipientLabel, recipientResults } from './recipients.ts'
import type { Delivery, SubscriptionFacts } from '../data/subscriptions/subscriptionFacts.ts'

export const deliveryStatuses = ['completed', 'failed', 'skipped', 'starting'] as const
export type DeliveryStatus = (typeof deliveryStatuses)[number]

export function statusOf({ finishedAt, outcome }: Delivery, now: number): DeliveryStatus {
  if (finishedAt === null || finishedAt > now) return 'starting'
  if (outcome === 'fails') return 'failed'
  return outcome === 'is skipped' ? 'skipped' : 'completed'
}

function contentOf({ topic }: SubscriptionFacts) {
  const ids = topic.kind === 'dashboard' ? topic.exported : [topic.id]
  return {
    dashboard: topic.kind === 'dashboard' ? { id: topic.id, name: topic.name } : null,
    total_insight_count: ids.length,
    insights: ids.map((id) => ({ id, short_id: topic.shortId, name: topic.kind === 'insight' ? topic.name : null })),
  }
}

/**
 * A delivery as newest servers tell it (posthog-api.md#i5-deliveries). While it is on its way nothing is known of its recipients.
 */
export function presentDelivery(facts: SubscriptionFacts, delivery: Delivery, now: number): Record<string, unknown> {
  const { id, trigger, scheduledAt, createdAt, finishedAt, outcome } = delivery
  const status = statusOf(delivery, now)
  const isOver = status !== 'starting' && finishedAt !== null
  const content = contentOf(facts)
  const start = trigger === 'scheduled' ? 'process-subscription' : trigger === 'manual' ? 'test-delivery-subscription' : 'change'
  return {
    id,
    subscription: facts.id,
    temporal_workflow_id: `${start}-${facts.id}`,
    idempotency_key: uuidOf(facts.id, createdAt, 150),
    trigger_type: trigger,
    scheduled_at: scheduledAt === null ? null : stamp(scheduledAt),
    target_type: facts.targetOnNewest.type,
    target_value: recipientLabel(facts),
    exported_asset_ids: content.insights.map(({ id: insight }) => 90_000 + (mix(insight, createdAt % 1e9, 151) % 9000)),
    content_snapshot: content,
    recipient_results: isOver ? recipientResults(facts, outcome) : [],
    status,
    error: status === 'failed' ? deliveryFault(facts) : null,
    created_at: stamp(createdAt),
    last_updated_at: stamp(isOver ? finishedAt : createdAt),
    finished_at: isOver ? stamp(finishedAt) : null,
    change_summary: isOver && facts.summaryEnabled ? 'About as last time: nothing moved by more than a tenth.' : null,
  }
}
