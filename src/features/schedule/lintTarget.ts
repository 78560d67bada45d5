import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import { isOutside } from '#lib/domains.ts'
import type { LintContext } from './lintContext.ts'
import { type Problem, problem } from './problems.ts'
import { type Recipient, recipientsOf } from './recipientsOf.ts'
import { joinList } from './scheduleMessages.ts'
import { counted, formatNumber } from '#lib/format.ts'

const knownTargets = new Set(['email', 'slack', 'webhook', 'teams'])
const maxNamed = 3

/** “a@b.c”, “d@e.f” and 3 more. */
function listSome(recipients: readonly Recipient[]): string {
  const named = recipients.slice(0, maxNamed).map(({ label }) => `“${label}”`)
  const more = recipients.length - named.length
  return joinList(more > 0 ? [...named, `${formatNumber(more)} more`] : named)
}

function lintRecipients(
  { targetType }: Subscription,
  recipients: readonly Recipient[],
  ownDomains: readonly string[],
): Problem[] {
  if (recipients.length === 0) {
    return [
      problem('no-recipients', 'Nobody receives it: its list of recipients is empty.', 'Add recipients in PostHog, or end it.'),
    ]
  }
  const problems: Problem[] = []
  const malformed = recipients.filter(({ isWellFormed }) => !isWellFormed)
  if (malformed.length > 0) {
    const what = targetType === 'email' ? 'no e-mail address' : 'no address that can be reached'
    const why = `${counted(malformed.length, 'recipient is', 'recipients are')} ${what}: ${listSome(malformed)}.`
    problems.push(problem('malformed-recipients', why, 'Correct the list in PostHog. Recipients are separated by commas.'))
  }
  const outside = recipients.filter(({ domain }) => domain !== null && isOutside(domain, ownDomains))
  if (outside.length > 0) {
    const why = `${counted(outside.length, 'recipient is', 'recipients are')} outside the domains of your organization: ${listSome(outside)}.`
    problems.push(
      problem('external-recipients', why, 'Make sure that they should see this data, or take them off the list in PostHog.'),
    )
  }
  return problems
}

function lintSlack({ targetType, integrationId }: Subscription): Problem[] {
  if (targetType !== 'slack' || integrationId !== null) return []
  const why = 'It posts to Slack, but no Slack integration is connected to it.'
  return [problem('slack-disconnected', why, 'Connect Slack in PostHog, then choose the channel in this subscription again.')]
}

function lintKind({ targetType }: Subscription): Problem[] {
  if (targetType !== null && knownTargets.has(targetType)) return []
  const why =
    targetType === null
      ? 'The server does not say what it is sent to.'
      : `It is sent to “${targetType.slice(0, 40)}”, which is not known here.`
  return [problem('unknown-values', why, 'Look at it in PostHog.')]
}

function lintDuplicates({ id }: Subscription, { duplicates }: LintContext): Problem[] {
  const others = (duplicates.get(id) ?? []).filter((one) => one.id !== id)
  if (others.length === 0) return []
  const named = others.slice(0, maxNamed).map((one) => (one.title ? `“${one.title}”` : `number ${one.id}`))
  const more = others.length - named.length
  const list = joinList(more > 0 ? [...named, `${formatNumber(more)} more`] : named)
  const why = `The same goes to the same recipients at the same times by ${list}.`
  return [
    problem(
      'duplicate',
      why,
      'Keep one and end the rest.',
      others.map((one) => one.id),
    ),
  ]
}

/** Problems of the recipients and the channel. */
export function lintTarget(subscription: Subscription, context: LintContext): Problem[] {
  const recipients = recipientsOf(subscription).list
  return [
    ...lintRecipients(subscription, recipients, context.ownDomains),
    ...lintSlack(subscription),
    ...lintKind(subscription),
    ...lintDuplicates(subscription, context),
  ]
}
