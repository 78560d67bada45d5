import { requireScope } from '../host/access.ts'
import { empty, invalidInput, json, notFound } from '../host/answers.ts'
import type { ProjectCall, ProjectResource } from '../host/resource.ts'
import { deliveryPage } from '../subscriptions/deliveryPage.ts'
import { manualDelivery, scheduledDeliveries } from '../subscriptions/deliveryHistory.ts'
import { subscriptionFailures } from '../data/subscriptions/failing.ts'
import { deliveryStatuses, presentDelivery, statusOf } from '../subscriptions/presentDelivery.ts'
import type { Delivery, SubscriptionFacts } from '../data/subscriptions/subscriptionFacts.ts'
import { findSubscription, hasSubscriptions, refuseUnpaid } from './subscriptions.ts'

/** How many subscriptions of an organization may have a model write about each delivery. */
const maxSummaries = 10

function runsOf({ context }: ProjectCall, { id }: SubscriptionFacts): readonly Delivery[] {
  return context.state.deliveries.get(id) ?? []
}

function isRunning(runs: readonly Delivery[], now: number): boolean {
  return runs.some((run) => statusOf(run, now) === 'starting')
}

function sendTest(call: ProjectCall): Response {
  const facts = findSubscription(call)
  if (facts.prompt !== null) requireScope(call.key, 'query:read')
  const { testAlreadyRunning, testCannotBeScheduled } = subscriptionFailures
  const { state, options } = call.context
  const runs = runsOf(call, facts)
  if (facts.deleted) return empty(404)
  if (!facts.enabled) {
    return json({ detail: 'Subscription is disabled. Re-enable it before sending a test delivery.' }, 409)
  }
  if (facts.id === testAlreadyRunning.id || isRunning(runs, options.now())) {
    return json({ detail: 'Delivery already in progress' }, 409)
  }
  if (facts.id === testCannotBeScheduled.id) return json({ detail: 'Failed to schedule delivery' }, 500)
  state.deliveries.set(facts.id, [...runs, manualDelivery(facts, 'manual', options.now(), runs)])
  return empty(202)
}

function history(call: ProjectCall): Response {
  const facts = findSubscription(call)
  const now = call.context.options.now()
  const wanted = call.url.searchParams.get('status') ?? ''
  if (wanted !== '' && !deliveryStatuses.some((status) => status === wanted)) {
    return invalidInput(`Must be one of: ${deliveryStatuses.join(', ')}.`, 'status')
  }
  const all = [...runsOf(call, facts), ...scheduledDeliveries(facts, now)]
    .filter((delivery) => delivery.createdAt <= now && (wanted === '' || statusOf(delivery, now) === wanted))
    .toSorted((one, other) => other.createdAt - one.createdAt)
  const page = deliveryPage(call.url, all)
  return json({ ...page, results: page.results.map((delivery) => presentDelivery(facts, delivery, now)) })
}

/** Older servers read `summary_quota` as a subscription id, so they answer 404. */
function summaryQuota(call: ProjectCall): Response {
  const { options, projects, state } = call.context
  refuseUnpaid(call)
  if (options.edition !== 'newest') return notFound()
  const everybody = projects.flatMap(({ subscriptions }) => subscriptions.all())
  const counted = everybody
    .map((facts) => state.subscriptions.get(facts.id) ?? facts)
    .filter(({ summaryEnabled, deleted }) => summaryEnabled && !deleted)
  return json({ active_count: counted.length, limit: maxSummaries, at_limit: counted.length >= maxSummaries })
}

/** What went out, and sending now (posthog-api.md#i5-deliveries). Only newest servers have these. */
export const subscriptionDeliveryResources: readonly ProjectResource[] = [
  {
    path: 'subscriptions/summary_quota',
    badKeyStatus: 401,
    isBuilt: hasSubscriptions,
    methods: { GET: { scope: 'subscription:read', rateClass: 'general', answer: summaryQuota } },
  },
  {
    path: 'subscriptions/:subscription/test-delivery',
    badKeyStatus: 401,
    isBuilt: hasSubscriptions,
    editions: ['newest'],
    methods: { POST: { scope: 'subscription:write', rateClass: 'general', answer: sendTest } },
  },
  {
    path: 'subscriptions/:subscription/deliveries',
    badKeyStatus: 401,
    isBuilt: (options, root) => hasSubscriptions(options) && (root === 'environments' || !options.deliveriesBelowEnvironments),
    editions: ['newest'],
    methods: { GET: { scope: 'subscription:read', rateClass: 'general', answer: history } },
  },
]
