import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import type { PastKnowledge } from './dayMessages.ts'

/** Whether the past deliveries of all these subscriptions are known. Ended ones are not checked. */
export function deliveriesKnown(shown: readonly AnalyzedSubscription[]): PastKnowledge {
  return shown.every(({ state, recentDeliveries }) => state === 'deleted' || recentDeliveries !== undefined) ? 'all' : 'some'
}
