import { deletedSubscriptions, subscriptionsWithHistory } from './subscriptionsWithHistory.ts'
import { failingSubscriptions } from './failing.ts'
import { clockAt, completeSubscription } from './specialSubscription.ts'
import { oddSubscriptions } from './oddSubscriptions.ts'
import { ordinarySubscription, type OrdinaryOptions } from './ordinarySubscription.ts'
import type { SubscriptionFacts } from './subscriptionFacts.ts'
import { brokenSchedules } from './brokenSchedules.ts'
import { brokenTargets } from './brokenTargets.ts'

/** The initial subscriptions of a project, generated on first use. */
export type SubscriptionSet = {
  /** The newest first. */
  all(): readonly SubscriptionFacts[]
  one(id: number): SubscriptionFacts | null
}

function keep(anchor: number, count: number): SubscriptionFacts[] {
  const clock = clockAt(anchor)
  const shown = [
    ...failingSubscriptions(clock),
    ...brokenSchedules(clock),
    ...brokenTargets(clock),
    ...subscriptionsWithHistory(clock),
    ...oddSubscriptions(clock),
  ]
  return [...shown.slice(0, count), ...(count === 0 ? [] : deletedSubscriptions(clock))].map((one) =>
    completeSubscription(clock, one),
  )
}

/**
 * So many subscriptions that a list shows; with `withKept` the special ones come first among them, and a few deleted ones
 * come on top.
 */
export function createSubscriptions(options: OrdinaryOptions & { withSpecial: boolean }): SubscriptionSet {
  return subscriptionSet(() => {
    const special = options.withSpecial ? keep(options.anchor, options.count) : []
    const count = options.count - special.filter(({ deleted }) => !deleted).length
    return [...special, ...Array.from({ length: count }, (_, index) => ordinarySubscription(index, { ...options, count }))]
  })
}

/** Makes the subscriptions when they are first asked for. */
export function subscriptionSet(make: () => readonly SubscriptionFacts[]): SubscriptionSet {
  let made: { all: SubscriptionFacts[]; byId: Map<number, SubscriptionFacts> } | undefined

  function sorted() {
    const all = make().toSorted((one, other) => other.createdAt - one.createdAt || other.id - one.id)
    return { all, byId: new Map(all.map((one) => [one.id, one])) }
  }

  return {
    all: () => (made ??= sorted()).all,
    one: (id) => (made ??= sorted()).byId.get(id) ?? null,
  }
}
