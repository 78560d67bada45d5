import type { ScheduleRules } from '#features/schedule/scheduleRules.ts'
import { type ComingDelivery, forecastDeliveries } from '#features/schedule/forecastDeliveries.ts'
import type { Recipient } from '#features/schedule/recipientsOf.ts'
import { isOutside } from '#lib/domains.ts'
import { inSlices } from '#lib/inSlices.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import { ownerName } from '../ownerName.ts'

/** What one recipient gets. `next` is the next delivery of all; null where none comes. `owners` are named once each. */
export type Received = {
  recipient: Recipient
  kind: string
  subscriptions: AnalyzedSubscription[]
  next: { delivery: ComingDelivery; of: AnalyzedSubscription } | null
  owners: string[]
  isOutside: boolean
}

/** `now` in milliseconds since 1970. Without any `ownDomains` nobody is outside. */
export type ReceivedContext = { now: number; scheduleRules: ScheduleRules; ownDomains: readonly string[] }

function ofRecipient(recipient: Recipient, kind: string, ownDomains: readonly string[]): Received {
  const outside = recipient.domain !== null && isOutside(recipient.domain, ownDomains)
  return { recipient, kind, subscriptions: [], next: null, owners: [], isOutside: outside }
}

/**
 * Every address or channel once, with all that goes to it. Each schedule is followed once, however many receive it. Works in
 * slices, so that the page stays at hand; rejects with the reason of a stopped `signal`.
 */
export async function groupRecipients(
  shown: readonly AnalyzedSubscription[],
  { now, scheduleRules, ownDomains }: ReceivedContext,
  signal?: AbortSignal,
): Promise<Received[]> {
  const byKey = new Map<string, Received>()
  await inSlices(
    shown,
    (analyzed) => {
      const { subscription, recipients } = analyzed
      const [delivery] = forecastDeliveries(subscription, { now, most: 1, scheduleRules }).coming
      const owner = ownerName(subscription.createdBy) ?? 'No owner'
      for (const recipient of recipients.list) {
        const received = byKey.get(recipient.key) ?? ofRecipient(recipient, subscription.targetType ?? 'unknown', ownDomains)
        byKey.set(recipient.key, received)
        received.subscriptions.push(analyzed)
        if (!received.owners.includes(owner)) received.owners.push(owner)
        if (delivery && (!received.next || delivery.at < received.next.delivery.at)) received.next = { delivery, of: analyzed }
      }
    },
    signal,
  )
  return [...byKey.values()]
}

/** Whether a filter by recipient or text means this recipient: itself, or something that it receives. */
export function isMeant({ recipient, subscriptions }: Received, { recipient: key, text }: { recipient: string; text: string }) {
  if (key !== '' && recipient.key !== key) return false
  const wanted = text.toLowerCase()
  const words = [
    recipient.label,
    recipient.name,
    ...subscriptions.flatMap(({ name, subscription }) => [name, subscription.resourceName]),
  ]
  return wanted === '' || words.some((word) => word?.toLowerCase().includes(wanted) ?? false)
}

export type ReceivedOrder = 'receives' | 'recipient' | 'next'

const words = new Intl.Collator('en')

function byLabel(one: Received, other: Received): number {
  return words.compare(one.recipient.label, other.recipient.label) || (one.recipient.key < other.recipient.key ? -1 : 1)
}

const orders: Record<ReceivedOrder, (one: Received, other: Received) => number> = {
  receives: (one, other) => other.subscriptions.length - one.subscriptions.length,
  recipient: () => 0,
  next: (one, other) => (one.next?.delivery.at ?? Infinity) - (other.next?.delivery.at ?? Infinity) || 0,
}

/** Most first, soonest first, or by name; those that are equal go by name. */
export function sortReceived(received: readonly Received[], order: ReceivedOrder): Received[] {
  return received.toSorted((one, other) => orders[order](one, other) || byLabel(one, other))
}
