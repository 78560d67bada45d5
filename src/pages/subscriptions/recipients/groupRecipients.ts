import type { ScheduleRules } from '#features/schedule/scheduleRules.ts'
import { type UpcomingDelivery, forecastDeliveries } from '#features/schedule/forecastDeliveries.ts'
import type { Recipient } from '#features/schedule/recipientsOf.ts'
import { isOutside } from '#lib/domains.ts'
import { inSlices } from '#lib/inSlices.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import { ownerName } from '../ownerName.ts'

/** `next` is the earliest upcoming delivery; null without one. */
export type RecipientGroup = {
  recipient: Recipient
  kind: string
  subscriptions: AnalyzedSubscription[]
  next: { delivery: UpcomingDelivery; of: AnalyzedSubscription } | null
  owners: string[]
  isOutside: boolean
}

/** `now` in milliseconds since 1970. Without `ownDomains`, nobody is external. */
export type RecipientContext = { now: number; scheduleRules: ScheduleRules; ownDomains: readonly string[] }

function newGroup(recipient: Recipient, kind: string, ownDomains: readonly string[]): RecipientGroup {
  const outside = recipient.domain !== null && isOutside(recipient.domain, ownDomains)
  return { recipient, kind, subscriptions: [], next: null, owners: [], isOutside: outside }
}

/** Groups subscriptions by recipient. Works in slices; rejects with the reason of an aborted `signal`. */
export async function groupRecipients(
  shown: readonly AnalyzedSubscription[],
  { now, scheduleRules, ownDomains }: RecipientContext,
  signal?: AbortSignal,
): Promise<RecipientGroup[]> {
  const byKey = new Map<string, RecipientGroup>()
  await inSlices(
    shown,
    (analyzed) => {
      const { subscription, recipients } = analyzed
      const [delivery] = forecastDeliveries(subscription, { now, limit: 1, scheduleRules }).upcoming
      const owner = ownerName(subscription.createdBy) ?? 'No owner'
      for (const recipient of recipients.list) {
        const group = byKey.get(recipient.key) ?? newGroup(recipient, subscription.targetType ?? 'unknown', ownDomains)
        byKey.set(recipient.key, group)
        group.subscriptions.push(analyzed)
        if (!group.owners.includes(owner)) group.owners.push(owner)
        if (delivery && (!group.next || delivery.at < group.next.delivery.at)) group.next = { delivery, of: analyzed }
      }
    },
    signal,
  )
  return [...byKey.values()]
}

/** Matches the recipient itself or something it receives. */
export function matchesFilter(
  { recipient, subscriptions }: RecipientGroup,
  { recipient: key, text }: { recipient: string; text: string },
) {
  if (key !== '' && recipient.key !== key) return false
  const search = text.toLowerCase()
  const texts = [
    recipient.label,
    recipient.name,
    ...subscriptions.flatMap(({ name, subscription }) => [name, subscription.resourceName]),
  ]
  return search === '' || texts.some((value) => value?.toLowerCase().includes(search) ?? false)
}

export type RecipientOrder = 'receives' | 'recipient' | 'next'

const texts = new Intl.Collator('en')

function byLabel(one: RecipientGroup, other: RecipientGroup): number {
  return texts.compare(one.recipient.label, other.recipient.label) || (one.recipient.key < other.recipient.key ? -1 : 1)
}

const orders: Record<RecipientOrder, (one: RecipientGroup, other: RecipientGroup) => number> = {
  receives: (one, other) => other.subscriptions.length - one.subscriptions.length,
  recipient: () => 0,
  next: (one, other) => (one.next?.delivery.at ?? Infinity) - (other.next?.delivery.at ?? Infinity) || 0,
}

/** Ties are sorted by name. */
export function sortRecipients(group: readonly RecipientGroup[], order: RecipientOrder): RecipientGroup[] {
  return group.toSorted((one, other) => orders[order](one, other) || byLabel(one, other))
}
