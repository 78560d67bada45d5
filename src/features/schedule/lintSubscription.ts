import type { Subscription } from '#api/subscriptions.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import type { LintContext } from './lintContext.ts'
import { lintSchedule } from './lintSchedule.ts'
import { lintTarget } from './lintTarget.ts'
import { type Problem, problem, problemKinds } from './problems.ts'
import { momentText } from './words.ts'

function lintOwner({ createdBy }: Subscription): Problem[] {
  if (createdBy !== null) return []
  const why = 'The account of whoever made it is gone: nobody looks after it, and some servers fail to deliver it.'
  return [problem('ownerless', why, 'Make it anew as someone who stays, then end this one.')]
}

function lintHistory({ now, zone, lastDelivery }: LintContext): Problem[] {
  if (!lastDelivery) return []
  const { status, error, recipientResults, createdAt } = lastDelivery
  const failed = recipientResults.filter((one) => one.status === 'failed' || one.status === 'partial')
  if (status !== 'failed' && failed.length === 0) return []
  const when = createdAt ? `, begun on ${momentText(createdAt.getTime(), zone, now)},` : ''
  const words = error ?? failed.find((one) => one.error !== null)?.error
  const reason = words ? `: ${cutText(oneLine(words), 200)}` : ''
  const what = status === 'failed' ? 'failed' : `did not reach everyone`
  return [
    problem(
      'failed-delivery',
      `Its last delivery${when} ${what}${reason}.`,
      'Put right what the server names, then send a test.',
    ),
  ]
}

const order = Object.keys(problemKinds)

/**
 * What is wrong with a subscription, the gravest first (posthog-api.md, section N); nothing for one that someone ended. Takes
 * some microseconds. Throws nothing.
 */
export function lintSubscription(subscription: Subscription, context: LintContext): Problem[] {
  if (subscription.deleted) return []
  const problems = [
    ...lintSchedule(subscription, context),
    ...lintTarget(subscription, context),
    ...lintOwner(subscription),
    ...lintHistory(context),
  ]
  return problems.toSorted((one, other) => order.indexOf(one.id) - order.indexOf(other.id))
}
