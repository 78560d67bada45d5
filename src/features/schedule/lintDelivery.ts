import type { Delivery, RecipientResult } from '#api/subscriptions/subscriptionDeliveries.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { type Problem, problem } from './problems.ts'
import { dateTimeText } from './scheduleMessages.ts'

/** How a delivery went, for people; `partly` where some recipients did not get it. */
export type DeliveryOutcome = 'delivered' | 'failed' | 'partial' | 'skipped' | 'sending' | 'unknown'

/** Whether one recipient did not get it, or not all of it. */
export function hasMissed({ status }: RecipientResult): boolean {
  return status === 'failed' || status === 'partial'
}

/** What became of a delivery, by its status and by what the server says of each recipient (posthog-api.md#i5-deliveries). */
export function outcomeOf({ status, recipientResults }: Delivery): DeliveryOutcome {
  if (status === 'failed') return 'failed'
  if (recipientResults.some(hasMissed)) return 'partial'
  if (status === 'completed') return 'delivered'
  if (status === 'skipped') return 'skipped'
  return status === 'starting' ? 'sending' : 'unknown'
}

/** The same in a word; a status that is not known here as it came, if not longer than 40 characters. */
export function outcomeLabel(delivery: Delivery): string {
  const outcome = outcomeOf(delivery)
  return outcome === 'unknown' && delivery.status ? cutText(oneLine(delivery.status), 40) : outcome
}

/** Why a delivery did not arrive, in the server's words; null where it says nothing. */
export function failureMessage({ error, recipientResults }: Delivery): string | null {
  const text = error ?? recipientResults.find((one) => one.error !== null)?.error
  return text ? cutText(oneLine(text), 200) : null
}

/** What is wrong with the last delivery; nothing where none was made. `now` in milliseconds since 1970, `zone` null for UTC. */
export function lintDelivery(delivery: Delivery | null, { now, zone }: { now: number; zone: string | null }): Problem[] {
  if (delivery === null) return []
  const outcome = outcomeOf(delivery)
  if (outcome !== 'failed' && outcome !== 'partial') return []
  const { createdAt } = delivery
  const minute = createdAt && Math.floor(createdAt.getTime() / 60_000) * 60_000
  const when = minute === null ? '' : `, begun on ${dateTimeText(minute, zone, now)},`
  const fault = failureMessage(delivery)
  const what = outcome === 'failed' ? 'failed' : 'did not reach everyone'
  const why = `Its last delivery${when} ${what}${fault === null ? '' : `: ${fault.replace(/\.$/, '')}`}.`
  return [problem('failed-delivery', why, 'Put right what the server names, then send a test.')]
}
