import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import type { LintContext } from './lintContext.ts'
import { lintSchedule } from './lintSchedule.ts'
import { lintTarget } from './lintTarget.ts'
import { type Problem, problem, problemKinds } from './problems.ts'

function lintOwner({ createdBy }: Subscription): Problem[] {
  if (createdBy !== null) return []
  const why = 'The account of its creator is gone. Nobody maintains it, and some servers fail to deliver it.'
  return [problem('ownerless', why, 'Recreate it from an active account, then end this one.')]
}

const order = Object.keys(problemKinds)

export function sortProblems(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((one, other) => order.indexOf(one.id) - order.indexOf(other.id))
}

/**
 * Problems of a subscription, most severe first (posthog-api.md#n5-check-subscriptions); none for an ended one. Never throws.
 */
export function lintSubscription(subscription: Subscription, context: LintContext): Problem[] {
  if (subscription.deleted) return []
  return sortProblems([...lintSchedule(subscription, context), ...lintTarget(subscription, context), ...lintOwner(subscription)])
}
