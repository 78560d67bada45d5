import type { Colleague } from '../colleagues.ts'
import type { Schedule } from './schedule.ts'
import type { Topic } from './topics.ts'

export type Target = { type: string; value: string }

/** How the deliveries of a subscription ended up to now; the last one, where it says so. */
export type LastOutcome = 'all arrive' | 'last fails' | 'last arrives partly' | 'last is skipped' | 'last hangs' | 'never sent'

/** All that is known of a subscription, before an edition puts it into its own words. Moments in milliseconds. */
export type SubscriptionFacts = {
  id: number
  createdAt: number
  owner: Colleague | null
  title: string | null
  topic: Topic
  /** What newest servers ask a model for, instead of showing the topic. */
  prompt: string | null
  target: Target
  /** The same on newest servers, which have no webhooks but Teams. */
  targetOnNewest: Target
  integrationId: number | null
  schedule: Schedule
  /** The zone whose clocks newest servers keep to with this schedule; null where it stays in UTC. */
  zone: string | null
  /** The next delivery as the server has it in store; `computed` where it follows from the schedule. */
  next: 'computed' | number | null
  /** Only newest servers know this. */
  enabled: boolean
  deleted: boolean
  /** When it was paused or deleted: from then on nobody reckons its next delivery. */
  stoppedAt: number | null
  lastOutcome: LastOutcome
  summaryEnabled: boolean
  /** What this row says instead, in the server's own words: odd rows are odd by these. */
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
