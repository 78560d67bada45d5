import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import { isOutside } from '#lib/domains.ts'
import type { LintContext } from './lintContext.ts'
import { type Problem, problem } from './problems.ts'
import { type Recipient, recipientsOf } from './recipientsOf.ts'
import { joinList } from './scheduleMessages.ts'
import { counted, formatNumber } from '#lib/format.ts'

const knownTargets = new Set(['email', 'slack', 'webhook', 'teams'])
const maxNamed = 3

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
      problem(
        'no-recipients',
        'Nobody receives it, because the list of recipients is empty.',
        'Add recipients in PostHog, or end the subscription.',
      ),
    ]
  }
  const problems: Problem[] = []
  const malformed = recipients.filter(({ isWellFormed }) => !isWellFormed)
  if (malformed.length > 0) {
    const kind = targetType === 'email' ? 'email address' : 'address'
    const count = counted(malformed.length, `recipient isn’t a valid ${kind}`, `recipients aren’t valid ${kind}es`)
    const why = `${count}: ${listSome(malformed)}.`
    problems.push(problem('malformed-recipients', why, 'Correct the list in PostHog. Separate recipients by commas.'))
  }
  const outside = recipients.filter(({ domain }) => domain !== null && isOutside(domain, ownDomains))
  if (outside.length > 0) {
    const why = `${counted(outside.length, 'recipient is', 'recipients are')} outside your organization’s domains: ${listSome(outside)}.`
    problems.push(problem('external-recipients', why, 'Make sure they should see this data, or remove them in PostHog.'))
  }
  return problems
}

function lintSlack({ targetType, integrationId }: Subscription): Problem[] {
  if (targetType !== 'slack' || integrationId !== null) return []
  const why = 'It posts to Slack, but no Slack integration is connected.'
  return [problem('slack-disconnected', why, 'Connect Slack in PostHog, then choose the channel again.')]
}

function lintKind({ targetType }: Subscription): Problem[] {
  if (targetType !== null && knownTargets.has(targetType)) return []
  const why =
    targetType === null
      ? 'The server doesn’t report where it is sent.'
      : `It is sent to “${targetType.slice(0, 40)}”, an unfamiliar type of recipient.`
  return [problem('unknown-values', why, 'Check it in PostHog.')]
}

function lintDuplicates({ id }: Subscription, { duplicates }: LintContext): Problem[] {
  const others = (duplicates.get(id) ?? []).filter((one) => one.id !== id)
  if (others.length === 0) return []
  const named = others.slice(0, maxNamed).map((one) => (one.title ? `“${one.title}”` : `number ${one.id}`))
  const more = others.length - named.length
  const list = joinList(more > 0 ? [...named, `${formatNumber(more)} more`] : named)
  const why = `Duplicate of ${list}: same content, recipients and times.`
  return [
    problem(
      'duplicate',
      why,
      'Keep one and end the rest.',
      others.map((one) => one.id),
    ),
  ]
}

export function lintTarget(subscription: Subscription, context: LintContext): Problem[] {
  const recipients = recipientsOf(subscription).list
  return [
    ...lintRecipients(subscription, recipients, context.ownDomains),
    ...lintSlack(subscription),
    ...lintKind(subscription),
    ...lintDuplicates(subscription, context),
  ]
}
