import type { AnalyzedSubscription } from './analyzeSubscription.ts'

/** Null while nothing is scheduled: the server keeps an old date for paused subscriptions. */
export function nextDate({ subscription, state }: Pick<AnalyzedSubscription, 'subscription' | 'state'>): Date | null {
  return state === 'paused' || state === 'deleted' ? null : (subscription.nextDeliveryDate ?? null)
}
