import type { Delivery, RecipientResult } from '#api/subscriptions/subscriptionDeliveries.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { type Problem, problem } from './problems.ts'
import { dateTimeText } from './scheduleMessages.ts'

/** `partial`: some recipients did not receive it. */
export type DeliveryOutcome = 'delivered' | 'failed' | 'partial' | 'skipped' | 'sending' | 'unknown'

export function hasMissed({ status }: RecipientResult): boolean {
  return status === 'failed' || status === 'partial'
}

/** The outcome by the delivery’s status and its results per recipient (posthog-api.md#i5-deliveries). */
export function outcomeOf({ status, recipientResults }: Delivery): DeliveryOutcome {
  if (status === 'failed') return 'failed'
  if (recipientResults.some(hasMissed)) return 'partial'
  if (status === 'completed') return 'delivered'
  if (status === 'skipped') return 'skipped'
  return status === 'starting' ? 'sending' : 'unknown'
}

/** The outcome as a word, or an unfamiliar status as the server reports it, cut to 40 characters. */
export function outcomeLabel(delivery: Delivery): string {
  const outcome = outcomeOf(delivery)
  return outcome === 'unknown' && delivery.status ? cutText(oneLine(delivery.status), 40) : outcome
}

/** The server’s reason for a failure; null if it gives none. */
export function failureMessage({ error, recipientResults }: Delivery): string | null {
  const text = error ?? recipientResults.find((one) => one.error !== null)?.error
  return text ? cutText(oneLine(text), 200) : null
}

export function lintDelivery(delivery: Delivery | null, zone: string | null): Problem[] {
  if (delivery === null) return []
  const outcome = outcomeOf(delivery)
  if (outcome !== 'failed' && outcome !== 'partial') return []
  const { createdAt } = delivery
  const minute = createdAt && Math.floor(createdAt.getTime() / 60_000) * 60_000
  const when = minute === null ? '' : `, started ${dateTimeText(minute, zone)},`
  const fault = failureMessage(delivery)
  const what = outcome === 'failed' ? 'failed' : 'didn’t reach everyone'
  const why = `Its last delivery${when} ${what}${fault === null ? '' : `: ${fault.replace(/\.$/, '')}`}.`
  return [problem('failed-delivery', why, 'Fix the reported error, then send a test.')]
}
