import type { AnalyzedSubscription } from './analyzeSubscription.ts'

/** When the server will deliver next; null where nothing is to come, as while it is paused: the server then keeps an old date. */
export function nextDate({ subscription, state }: Pick<AnalyzedSubscription, 'subscription' | 'state'>): Date | null {
  return state === 'paused' || state === 'deleted' ? null : (subscription.nextDeliveryDate ?? null)
}
