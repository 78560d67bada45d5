import { requireScope } from '../host/access.ts'
import { empty, errorAnswer, json, notFound, permissionDenied, Refusal } from '../host/answers.ts'
import { readBody } from '../host/body.ts'
import type { DemoOptions } from '../host/options.ts'
import type { ProjectCall, ProjectResource } from '../host/resource.ts'
import { slicedAnswerOf } from '../host/slicedAnswer.ts'
import { changeSubscription, isSentAtOnce } from '../subscriptions/changeSubscription.ts'
import { manualDelivery } from '../subscriptions/deliveryHistory.ts'
import { subscriptionFailures } from '../data/subscriptions/failing.ts'
import { presentSubscription } from '../subscriptions/presentSubscription.ts'
import type { SubscriptionFacts } from '../data/subscriptions/subscriptionFacts.ts'
import { findSubscriptions } from '../subscriptions/subscriptionList.ts'

const unpaid =
  'Subscriptions is part of the premium PostHog offering. Self-hosted licenses are no longer available for purchase. ' +
  'Please contact sales@posthog.com to discuss options.'

export function hasSubscriptions({ subscriptions }: DemoOptions): boolean {
  return subscriptions !== 'none'
}

/** Servers before the newest give them to those only who pay for them (posthog-api.md#i1-availability). */
export function refuseUnpaid({ context: { options } }: ProjectCall): void {
  if (options.subscriptions === 'unpaid' && options.edition !== 'newest') {
    throw new Refusal(errorAnswer(402, 'server_error', 'payment_required', unpaid))
  }
}

/** The current subscription of the path, deleted ones included. Throws a 404. */
export function findSubscription({ context, project, parameters }: ProjectCall): SubscriptionFacts {
  const name = parameters['subscription'] ?? ''
  const facts = /^\d+$/.test(name) ? project.subscriptions.one(Number(name)) : null
  if (facts === null) throw new Refusal(notFound())
  return context.state.subscriptions.get(facts.id) ?? facts
}

function present({ context: { options } }: ProjectCall, facts: SubscriptionFacts) {
  return presentSubscription(facts, options.edition, options.now())
}

async function list(call: ProjectCall): Promise<Response> {
  refuseUnpaid(call)
  const found = await findSubscriptions(call)
  return slicedAnswerOf(call.url, found, (facts) => present(call, facts))
}

function retrieve(call: ProjectCall): Response {
  refuseUnpaid(call)
  return json(present(call, findSubscription(call)))
}

function faultOf({ id }: SubscriptionFacts, body: Record<string, unknown>): Response | null {
  const { refusesToBePaused, failsToPause, cannotBeEnded } = subscriptionFailures
  if (id === refusesToBePaused.id && 'enabled' in body) {
    return permissionDenied('You do not have permission to perform this action.')
  }
  const breaks = (id === failsToPause.id && 'enabled' in body) || (id === cannotBeEnded.id && body['deleted'] === true)
  return breaks ? errorAnswer(500, 'server_error', 'error', 'A server error occurred.') : null
}

async function change(call: ProjectCall): Promise<Response> {
  refuseUnpaid(call)
  const { options, state } = call.context
  const before = findSubscription(call)
  const body = await readBody(call.request)
  if (before.prompt !== null && body['enabled'] !== false) requireScope(call.key, 'query:read')
  const fault = faultOf(before, body)
  if (fault !== null) return fault
  const after = changeSubscription(before, body, options.edition, options.now())
  state.subscriptions.set(after.id, after)
  if (options.edition === 'newest' && isSentAtOnce(before, after)) {
    const runs = state.deliveries.get(after.id) ?? []
    state.deliveries.set(after.id, [...runs, manualDelivery(after, 'target_change', options.now(), runs)])
  }
  return json(present(call, after))
}

/** Subscriptions are deleted with PATCH. */
function remove(call: ProjectCall): Response {
  refuseUnpaid(call)
  return empty(405)
}

/** Subscriptions (posthog-api.md#i-subscriptions). */
export const subscriptionResources: readonly ProjectResource[] = [
  {
    path: 'subscriptions',
    badKeyStatus: 401,
    isBuilt: hasSubscriptions,
    methods: { GET: { scope: 'subscription:read', rateClass: 'general', answer: list } },
  },
  {
    path: 'subscriptions/:subscription',
    badKeyStatus: 401,
    isBuilt: hasSubscriptions,
    methods: {
      GET: { scope: 'subscription:read', rateClass: 'general', answer: retrieve },
      PATCH: { scope: 'subscription:write', rateClass: 'general', answer: change },
      DELETE: { scope: 'subscription:write', rateClass: 'general', answer: remove },
    },
  },
]
