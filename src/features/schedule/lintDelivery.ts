import type { Delivery, RecipientResult } from '#api/subscriptions/subscriptionDeliveries.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { type Problem, problem } from './problems.ts'
import { dateTimeText } from './scheduleMessages.ts'

/** How a delivery went, for people; `partly` where some recipients did not get it. */
export type DeliveryFate = 'arrived' | 'failed' | 'partly' | 'skipped' | 'on its way' | 'unknown'

/** Whether one recipient did not get it, or not all of it. */
export function isMissed({ status }: RecipientResult): boolean {
  return status === 'failed' || status === 'partial'
}

/** What became of a delivery, by its status and by what the server says of each recipient (posthog-api.md#i5-deliveries). */
export function fateOf({ status, recipientResults }: Delivery): DeliveryFate {
  if (status === 'failed') return 'failed'
  if (recipientResults.some(isMissed)) return 'partly'
  if (status === 'completed') return 'arrived'
  if (status === 'skipped') return 'skipped'
  return status === 'starting' ? 'on its way' : 'unknown'
}

/** The same in a word; a status that is not known here as it came, if not longer than 40 characters. */
export function fateWord(delivery: Delivery): string {
  const fate = fateOf(delivery)
  return fate === 'unknown' && delivery.status ? cutText(oneLine(delivery.status), 40) : fate
}

/** Why a delivery did not arrive, in the server's words; null where it says nothing. */
export function faultOf({ error, recipientResults }: Delivery): string | null {
  const words = error ?? recipientResults.find((one) => one.error !== null)?.error
  return words ? cutText(oneLine(words), 200) : null
}

/** What is wrong with the last delivery; nothing where none was made. `now` in milliseconds since 1970, `zone` null for UTC. */
export function lintDelivery(delivery: Delivery | null, { now, zone }: { now: number; zone: string | null }): Problem[] {
  if (delivery === null) return []
  const fate = fateOf(delivery)
  if (fate !== 'failed' && fate !== 'partly') return []
  const { createdAt } = delivery
  const minute = createdAt && Math.floor(createdAt.getTime() / 60_000) * 60_000
  const when = minute === null ? '' : `, begun on ${dateTimeText(minute, zone, now)},`
  const fault = faultOf(delivery)
  const what = fate === 'failed' ? 'failed' : 'did not reach everyone'
  const why = `Its last delivery${when} ${what}${fault === null ? '' : `: ${fault.replace(/\.$/, '')}`}.`
  return [problem('failed-delivery', why, 'Put right what the server names, then send a test.')]
}
