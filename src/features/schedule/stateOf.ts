import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import { type ScheduleRules, defaultScheduleRules } from './scheduleRules.ts'
import { overdueSince } from './forecastDeliveries.ts'
import { nextDeliveries } from './nextDeliveries.ts'

/** `ended`: the schedule has no delivery left. `deleted`: someone ended it. */
export type State = 'active' | 'paused' | 'overdue' | 'ended' | 'deleted'

export function stateOf(subscription: Subscription, now: number, scheduleRules: ScheduleRules = defaultScheduleRules): State {
  const { deleted, enabled, nextDeliveryDate } = subscription
  if (deleted) return 'deleted'
  if (enabled === false) return 'paused'
  if (overdueSince(subscription, now) !== null) return 'overdue'
  if (nextDeliveryDate) return 'active'
  const { times, unreadable } = nextDeliveries(subscription, 1, now, scheduleRules)
  return nextDeliveryDate === null || (times.length === 0 && !unreadable) ? 'ended' : 'active'
}
