import { errorAnswer, invalidInput, Refusal } from '../host/answers.ts'
import type { Edition } from '../host/options.ts'
import { resourceName } from './presentSubscription.ts'
import type { SubscriptionFacts } from '../data/subscriptions/subscriptionFacts.ts'

const uuid = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i
const targetTypes = ['email', 'slack', 'teams'] as const

export type Test = (facts: SubscriptionFacts) => boolean

function readNumber(text: string): number {
  if (!/^-?\d+$/.test(text)) throw new Refusal(errorAnswer(500, 'server_error', 'error', 'A server error occurred.'))
  return Number(text)
}

function isAsked({ prompt }: SubscriptionFacts, edition: Edition): boolean {
  return edition === 'newest' && prompt !== null
}

/** The filters that every server knows. */
function usualTests({ searchParams }: URL, edition: Edition): Test[] {
  return (['insight', 'dashboard'] as const).flatMap((kind) => {
    const text = searchParams.get(kind)
    if (text === null) return []
    const id = readNumber(text)
    return [(facts: SubscriptionFacts) => facts.topic.kind === kind && facts.topic.id === id && !isAsked(facts, edition)]
  })
}

function ownerTest(text: string): Test {
  if (!uuid.test(text)) throw new Refusal(invalidInput('Not a valid UUID.', 'created_by'))
  const wanted = text.replaceAll('-', '').toLowerCase()
  return ({ owner }) => owner?.uuid.replaceAll('-', '') === wanted
}

function targetTest(text: string): Test {
  if (!targetTypes.some((type) => type === text)) {
    throw new Refusal(invalidInput(`Must be one of: ${targetTypes.join(', ')}.`, 'target_type'))
  }
  return ({ targetOnNewest }) => targetOnNewest.type === text
}

function resourceTest(text: string): Test {
  if (text === 'ai_prompt') return ({ prompt }) => prompt !== null
  return ({ topic, prompt }) => topic.kind === text && prompt === null
}

/** Every word must occur in the title or the name of the insight or dashboard. */
function searchTest(text: string): Test {
  const words = text.toLowerCase().split(/[\s,]+/)
  return (facts) => {
    const said = [facts.title, resourceName(facts)].map((one) => (one ?? '').toLowerCase())
    return words.every((word) => said.some((one) => one.includes(word)))
  }
}

/** The filters that only newest servers know; older ones ignore them without a word (posthog-api.md#i2-subscriptions-list). */
function newestTests({ searchParams }: URL): Test[] {
  const requested = (name: string) => searchParams.get(name) ?? ''
  const [owner, target, resource, search] = ['created_by', 'target_type', 'resource_type', 'search'].map(requested)
  return [
    ...(owner ? [ownerTest(owner)] : []),
    ...(target ? [targetTest(target)] : []),
    ...(resource && ['insight', 'dashboard', 'ai_prompt'].includes(resource) ? [resourceTest(resource)] : []),
    ...(search?.trim() ? [searchTest(search.trim())] : []),
  ]
}

/** What a list is asked to show. Throws the refusal of a filter that cannot be read. */
export function readTests(url: URL, edition: Edition): Test[] {
  return [...usualTests(url, edition), ...(edition === 'newest' ? newestTests(url) : [])]
}
