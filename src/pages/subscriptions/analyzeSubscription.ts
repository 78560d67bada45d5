import type { Connection } from '#storage/connections.ts'
import type { Delivery } from '#api/subscriptions/subscriptionDeliveries.ts'
import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import type { ScheduleRules } from '#features/schedule/scheduleRules.ts'
import { lintSubscription } from '#features/schedule/lintSubscription.ts'
import type { LintContext } from '#features/schedule/lintContext.ts'
import type { Problem } from '#features/schedule/problems.ts'
import { recipientsOf, type Recipients } from '#features/schedule/recipientsOf.ts'
import { type State, stateOf } from '#features/schedule/stateOf.ts'
import { subscriptionName } from '#features/schedule/subscriptionName.ts'

export type AnalyzedSubscription = {
  subscription: Subscription
  state: State
  problems: readonly Problem[]
  recipients: Recipients
  /** Its title, or what it delivers. */
  name: string
  /** Null if nothing was sent; undefined if not loaded. */
  lastDelivery?: Delivery | null
  /** Those of the last 45 days, newest first; undefined if not loaded. */
  recentDeliveries?: readonly Delivery[]
}

/** `shown` is filtered and sorted. `now` in milliseconds since 1970. */
export type TabProps = {
  connection: Connection
  shown: readonly AnalyzedSubscription[]
  all: readonly AnalyzedSubscription[]
  now: number
  scheduleRules: ScheduleRules
  onOpen: (id: string) => void
}

export function analyze(subscription: Subscription, context: LintContext): AnalyzedSubscription {
  return {
    subscription,
    state: stateOf(subscription, context.now, context.scheduleRules),
    problems: lintSubscription(subscription, context),
    recipients: recipientsOf(subscription),
    name: subscriptionName(subscription),
  }
}
