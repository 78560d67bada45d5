import { lintDelivery } from '#features/schedule/lintDelivery.ts'
import { sortProblems } from '#features/schedule/lintSubscription.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import type { KnownDeliveries } from './useKnownDeliveries.ts'

/** Adds last deliveries and their problems. Unaffected subscriptions stay the same objects. */
export function analyzeDeliveries(
  analyzed: readonly AnalyzedSubscription[],
  byId: KnownDeliveries,
  zone: string | null,
): readonly AnalyzedSubscription[] {
  if (byId.size === 0) return analyzed
  return analyzed.map((one) => {
    const known = byId.get(one.subscription.id)
    if (known === undefined) return one
    const { delivery: lastDelivery, recent: recentDeliveries } = known
    const found = one.state === 'deleted' ? [] : lintDelivery(lastDelivery, zone)
    const problems = found.length === 0 ? one.problems : sortProblems([...one.problems, ...found])
    return { ...one, lastDelivery, recentDeliveries, problems }
  })
}
