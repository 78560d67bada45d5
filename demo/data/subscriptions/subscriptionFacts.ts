import type { Colleague } from '../colleagues.ts'
import type { Schedule } from './schedule.ts'
import type { Topic } from './topics.ts'

export type Target = { type: string; value: string }

/** How the deliveries of a subscription ended up to now; the last one, where it says so. */
export type LastOutcome = 'all arrive' | 'last fails' | 'last arrives partly' | 'last is skipped' | 'last hangs' | 'never sent'

/** A subscription before an edition serializes it. Times are milliseconds. */
export type SubscriptionFacts = {
  id: number
  createdAt: number
  owner: Colleague | null
  title: string | null
  topic: Topic
  /** The prompt of an AI subscription, on newest servers only. */
  prompt: string | null
  target: Target
  /** The same on newest servers, which have no webhooks but Teams. */
  targetOnNewest: Target
  integrationId: number | null
  schedule: Schedule
  /** The time zone in which newest servers compute the schedule; null for UTC. */
  zone: string | null
  /** The stored next delivery; `computed` if it follows from the schedule. */
  next: 'computed' | number | null
  /** Only newest servers know this. */
  enabled: boolean
  deleted: boolean
  /** When it was paused or deleted; the next delivery is not computed after that. */
  stoppedAt: number | null
  lastOutcome: LastOutcome
  summaryEnabled: boolean
  /** Serialized fields that replace the regular ones, in odd rows. */
  overrides: Record<string, unknown>
}

export type Trigger = 'scheduled' | 'manual' | 'target_change'
export type DeliveryOutcome = 'arrives' | 'arrives partly' | 'fails' | 'is skipped'

/** One run of a subscription. Moments in milliseconds. */
export type Delivery = {
  id: string
  trigger: Trigger
  scheduledAt: number | null
  createdAt: number
  /** Null where it hangs. */
  finishedAt: number | null
  outcome: DeliveryOutcome
}
