import { zoneAhead } from '../data/times.ts'
import { hour, minute } from '../data/timeline.ts'
import type { Edition } from '../host/options.ts'
import { occurrencesAfter } from '../data/subscriptions/occurrences.ts'
import type { SubscriptionFacts } from '../data/subscriptions/subscriptionFacts.ts'

/** The server may run a little early. */
const buffer = 15 * minute

/** No zone's clocks ever change by more. */
const furthestShift = 3 * hour

/** Whether a server of this age has stopped it: those that cannot pause go on. */
export function isStopped({ deleted, enabled }: SubscriptionFacts, edition: Edition): boolean {
  return deleted || (edition === 'newest' && !enabled)
}

/**
 * All deliveries after a moment, first one first, as a server of this age reckons them (posthog-api.md#i7-schedule-algorithm).
 * May never end.
 */
export function* deliveryTimesAfter(
  { schedule, zone }: Pick<SubscriptionFacts, 'schedule' | 'zone'>,
  after: number,
  edition: Edition,
): Generator<number> {
  const rule = edition === 'newest' ? 'monthly only' : 'every frequency'
  if (zone === null || edition !== 'newest') return yield* occurrencesAfter(schedule, after, rule)
  const ahead = zoneAhead(schedule.start, zone)
  for (const time of occurrencesAfter(schedule, after - furthestShift, rule)) {
    const shifted = time + ahead - zoneAhead(time, zone)
    if (shifted > after) yield shifted
  }
}

/** The first delivery strictly later than a quarter of an hour after a moment; null where none will come. */
export function computeNextDelivery(
  facts: Pick<SubscriptionFacts, 'schedule' | 'zone'>,
  from: number,
  edition: Edition,
): number | null {
  const [first] = deliveryTimesAfter(facts, from + buffer, edition)
  return first ?? null
}

/** `next_delivery_date` as the server has it now: it moves on while deliveries go out, and stands where they have stopped. */
export function nextDelivery(facts: SubscriptionFacts, edition: Edition, now: number): number | null {
  if (facts.next !== 'computed') return facts.next
  const stopped = isStopped(facts, edition) ? facts.stoppedAt : null
  return computeNextDelivery(facts, stopped ?? now, edition)
}
