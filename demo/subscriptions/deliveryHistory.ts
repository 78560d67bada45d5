import { mix } from '../data/mix.ts'
import { uuidOf } from '../data/identifiers.ts'
import { day, minute } from '../data/timeline.ts'
import { deliveryTimesAfter, isStopped } from './nextDelivery.ts'
import { lastingFault } from './recipients.ts'
import type {
  Delivery,
  DeliveryOutcome,
  LastOutcome,
  SubscriptionFacts,
  Trigger,
} from '../data/subscriptions/subscriptionFacts.ts'

const historyMs = 90 * day
const purpose = 140

const manualDurationMs = 3000

const outcomes: Record<LastOutcome, DeliveryOutcome> = {
  'all arrive': 'arrives',
  'last fails': 'fails',
  'last arrives partly': 'arrives partly',
  'last is skipped': 'is skipped',
  'last hangs': 'arrives',
  'never sent': 'arrives',
}

/** Until when the schedule was followed; null where it never was. */
function followedUntil(facts: SubscriptionFacts, now: number): number | null {
  if (facts.lastOutcome === 'never sent' || facts.next === null) return null
  if (facts.next !== 'computed') return facts.lastOutcome === 'last hangs' ? facts.next : facts.next - 1
  return isStopped(facts, 'newest') ? (facts.stoppedAt ?? now) : now
}

function outcomeOf(facts: SubscriptionFacts, at: number, isLast: boolean): DeliveryOutcome {
  if (isLast) return outcomes[facts.lastOutcome]
  return mix(facts.id, Math.floor(at / minute), purpose) % 19 === 0 ? 'fails' : 'arrives'
}

function scheduled(facts: SubscriptionFacts, at: number, isLast: boolean): Delivery {
  const number = Math.floor(at / minute)
  const createdAt = at - (mix(facts.id, number, purpose + 1) % (10 * minute))
  const hangs = isLast && facts.lastOutcome === 'last hangs'
  return {
    id: uuidOf(facts.id, at, purpose),
    trigger: 'scheduled',
    scheduledAt: at,
    createdAt,
    finishedAt: hangs ? null : createdAt + 4000 + (mix(facts.id, number, purpose + 2) % minute),
    outcome: outcomeOf(facts, at, isLast),
  }
}

/** What went out by the schedule within 90 days, the newest first. Newest servers only remember it. */
export function scheduledDeliveries(facts: SubscriptionFacts, now: number): Delivery[] {
  const until = followedUntil(facts, now)
  if (until === null) return []
  const times: number[] = []
  for (const time of deliveryTimesAfter(facts, Math.max(facts.createdAt, now - historyMs), 'newest')) {
    if (time > until) break
    times.unshift(time)
  }
  return times.map((time, order) => scheduled(facts, time, order === 0))
}

/** A delivery started now. It is at least a millisecond after the previous one, so that the order is clear. */
export function manualDelivery(facts: SubscriptionFacts, trigger: Trigger, now: number, before: readonly Delivery[]): Delivery {
  const createdAt = Math.max(now, (before.at(-1)?.createdAt ?? 0) + 1)
  return {
    id: uuidOf(facts.id, createdAt, purpose + 3),
    trigger,
    scheduledAt: null,
    createdAt,
    finishedAt: createdAt + manualDurationMs,
    outcome: lastingFault(facts) === null ? outcomes[facts.lastOutcome] : 'fails',
  }
}
