import type { DeliveryOutcome, SubscriptionFacts } from '../data/subscriptions/subscriptionFacts.ts'

type Fault = { message: string; type: string }
type RecipientResult = { recipient: string; status: 'success' | 'failed' | 'partial'; error?: Fault }

const channelGone: Fault = {
  message: "The request to the Slack API failed. The server responded with: {'ok': False, 'error': 'channel_not_found'}",
  type: 'SlackApiError',
}
const refused: Fault = { message: '550 5.1.1 mailbox unavailable', type: 'SMTPRecipientsRefused' }
const malformed: Fault = { message: 'Enter a valid email address.', type: 'ValidationError' }
const hookGone: Fault = { message: 'The webhook answered 410 Gone.', type: 'HTTPError' }
const address = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/
const named = /<([^<>]*)>$/

/** The error of every delivery until the subscription is fixed; null if there is none. */
export function lastingFault({ targetOnNewest: { type }, integrationId }: SubscriptionFacts): Fault | null {
  if (!['email', 'slack', 'teams'].includes(type)) return { message: 'Unsupported delivery channel', type: 'unsupported_target' }
  if (type === 'slack' && integrationId === null)
    return { message: 'Slack integration disconnected', type: 'missing_integration' }
  return null
}

/** A Teams URL lets anyone post to the channel, so only its host is shown. */
export function recipientLabel({ targetOnNewest: { type, value } }: SubscriptionFacts): string {
  return type === 'teams' && URL.canParse(value) ? new URL(value).hostname : value
}

/** The addresses of a list, as the server splits it: at every comma. */
function addressesIn(list: string): string[] {
  return [...new Set(list.split(',').map((one) => one.trim()))].filter((one) => one !== '')
}

function defaultFault(type: string): Fault {
  if (type === 'slack') return channelGone
  return type === 'email' ? refused : hookGone
}

function mailResult(recipient: string, fails: boolean): RecipientResult {
  if (!address.test(named.exec(recipient)?.[1] ?? recipient)) return { recipient, status: 'failed', error: malformed }
  return fails ? { recipient, status: 'failed', error: refused } : { recipient, status: 'success' }
}

/** How it went for each recipient; none where it was skipped. Where all is well with a partial one, the last gets nothing. */
export function recipientResults(facts: SubscriptionFacts, outcome: DeliveryOutcome): RecipientResult[] {
  const { type, value } = facts.targetOnNewest
  if (outcome === 'is skipped') return []
  if (type !== 'email') {
    const recipient = recipientLabel(facts)
    if (outcome === 'fails') return [{ recipient, status: 'failed', error: lastingFault(facts) ?? defaultFault(type) }]
    return [{ recipient, status: outcome === 'arrives' ? 'success' : 'partial' }]
  }
  const results = addressesIn(value).map((one) => mailResult(one, outcome === 'fails'))
  const isAllWell = results.every(({ status }) => status === 'success')
  if (outcome !== 'arrives partly' || !isAllWell) return results
  return results.map((one, order) => (order === results.length - 1 ? { ...one, status: 'failed', error: refused } : one))
}

/** What a delivery as a whole failed of. */
export function deliveryFault(facts: SubscriptionFacts): Fault {
  return lastingFault(facts) ?? defaultFault(facts.targetOnNewest.type)
}
