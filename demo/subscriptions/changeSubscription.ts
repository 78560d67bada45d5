import { invalidInput, Refusal } from '../host/answers.ts'
import type { Edition } from '../host/options.ts'
import { isStopped, computeNextDelivery } from './nextDelivery.ts'
import { readSchedule } from './scheduleChange.ts'
import type { SubscriptionFacts } from '../data/subscriptions/subscriptionFacts.ts'

type Body = Record<string, unknown>

const ended = 'Subscription schedule has reached its end date. Extend until_date or remove count'

function refuse(detail: string, attr: string | null): never {
  throw new Refusal(invalidInput(detail, attr))
}

function readFlag(body: Body, name: string, before: boolean): boolean {
  const value = body[name] ?? before
  return typeof value === 'boolean' ? value : refuse('Must be a valid boolean.', name)
}

function readTitle(body: Body, before: string | null): string | null {
  const value = 'title' in body ? body['title'] : before
  if (value !== null && typeof value !== 'string') return refuse('Not a valid string.', 'title')
  const isTooLong = 'title' in body && value !== null && value.length > 100
  return isTooLong ? refuse('Ensure this field has no more than 100 characters.', 'title') : value
}

function readTarget(body: Body, before: SubscriptionFacts['target']): SubscriptionFacts['target'] {
  const value = body['target_value'] ?? before.value
  return typeof value === 'string' ? { ...before, value } : refuse('Not a valid string.', 'target_value')
}

/** Why newest servers will not go on with a channel. */
function whyNotResumed({ targetOnNewest: { type }, integrationId }: SubscriptionFacts): string | null {
  if (!['email', 'slack', 'teams'].includes(type)) {
    return `Cannot re-enable ${type} subscription: this delivery channel is not currently supported.`
  }
  const isCutOff = type === 'slack' && integrationId === null
  return isCutOff ? 'Cannot re-enable Slack subscription: no integration configured. Reconnect Slack first.' : null
}

/** Newest servers refuse a schedule without a future delivery. */
function refuseWhatNeverComes(before: SubscriptionFacts, after: SubscriptionFacts, now: number): void {
  const isResumed = !before.enabled && after.enabled
  if (isResumed) {
    const reason = whyNotResumed(after)
    if (reason !== null) refuse(reason, 'enabled')
  }
  const isLookedAt = isResumed || (before.enabled && after.schedule !== before.schedule)
  if (isLookedAt && computeNextDelivery(after, now, 'newest') === null) {
    refuse(`${ended}${isResumed ? ' before re-enabling' : ''}.`, isResumed ? 'enabled' : null)
  }
}

/** Since servers know integrations, they accept no change of a Slack subscription that has none: neither pause nor end. */
function refuseCutOffSlack({ target, integrationId }: SubscriptionFacts, edition: Edition): void {
  const knowsIntegrations = edition === 'mid' || edition === 'newest'
  if (knowsIntegrations && target.type === 'slack' && integrationId === null) {
    refuse('A Slack integration is required for Slack subscriptions.', 'integration_id')
  }
}

/**
 * A subscription as a PATCH leaves it (posthog-api.md#i4-create-and-change). `enabled` counts on newest servers only. The next
 * delivery is reckoned again where the schedule changed or it was resumed, else it stays in store. Throws the refusal of what
 * cannot be.
 */
export function changeSubscription(before: SubscriptionFacts, body: Body, edition: Edition, now: number): SubscriptionFacts {
  const after: SubscriptionFacts = {
    ...before,
    deleted: readFlag(body, 'deleted', before.deleted),
    enabled: edition === 'newest' ? readFlag(body, 'enabled', before.enabled) : before.enabled,
    title: readTitle(body, before.title),
    target: readTarget(body, before.target),
    targetOnNewest: readTarget(body, before.targetOnNewest),
    schedule: readSchedule(body, before.schedule),
  }
  if (edition === 'newest') refuseWhatNeverComes(before, after, now)
  refuseCutOffSlack(after, edition)
  const isComputed = after.schedule !== before.schedule || (!before.enabled && after.enabled)
  const stoppedBefore = isStopped(before, edition) && !isComputed ? before.stoppedAt : now
  return {
    ...after,
    next: isComputed ? 'computed' : before.next,
    stoppedAt: isStopped(after, edition) ? stoppedBefore : null,
  }
}

/** Whether a change makes newest servers send it immediately. */
export function isSentAtOnce(before: SubscriptionFacts, after: SubscriptionFacts): boolean {
  if (!after.enabled || after.deleted) return false
  return !before.enabled || after.targetOnNewest.value !== before.targetOnNewest.value
}
