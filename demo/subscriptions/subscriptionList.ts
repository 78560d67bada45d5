import { yieldToEventLoop } from '../host/pause.ts'
import type { ProjectCall } from '../host/resource.ts'
import { nextDelivery } from './nextDelivery.ts'
import { readTests } from './subscriptionFilters.ts'
import type { SubscriptionFacts } from '../data/subscriptions/subscriptionFacts.ts'

const yieldEvery = 5000

type Value = string | number | null
type Measure = (facts: SubscriptionFacts) => Value

function measureOf(name: string, { context: { options } }: ProjectCall): Measure | null {
  const now = options.now()
  const measures: Record<string, Measure> = {
    created_at: ({ createdAt }) => createdAt,
    next_delivery_date: (facts) => nextDelivery(facts, options.edition, now),
    title: ({ title }) => title,
    created_by__email: ({ owner }) => owner?.email ?? null,
  }
  return (Object.hasOwn(measures, name) ? measures[name] : undefined) ?? null
}

/** Nothing counts as more than anything, as in the server's database. */
function compare(one: Value, other: Value): number {
  if (one === other) return 0
  if (one === null || other === null) return one === null ? 1 : -1
  return one < other ? -1 : 1
}

/** Newest servers sort by four fields; others always have the oldest first. */
async function sorted(rows: SubscriptionFacts[], call: ProjectCall): Promise<SubscriptionFacts[]> {
  if (call.context.options.edition !== 'newest') return rows.toSorted((one, other) => one.id - other.id)
  const name = call.url.searchParams.get('ordering') ?? ''
  const measure = measureOf(name.replace(/^-/, ''), call)
  if (measure === null) return rows
  const values = new Map<SubscriptionFacts, Value>()
  for (const [order, row] of rows.entries()) {
    if (order % yieldEvery === yieldEvery - 1) await yieldToEventLoop(call.request.signal)
    values.set(row, measure(row))
  }
  const direction = name.startsWith('-') ? -1 : 1
  return rows.toSorted((one, other) => direction * compare(values.get(one) ?? null, values.get(other) ?? null))
}

/** All subscriptions that a list is asked for, in its order. Throws the refusal of a filter that cannot be read. */
export async function findSubscriptions(call: ProjectCall): Promise<SubscriptionFacts[]> {
  const { context, project, url } = call
  const { edition } = context.options
  const isNewest = edition === 'newest'
  const deleted = isNewest ? (url.searchParams.get('deleted') ?? 'false') : 'false'
  const wantsDeleted = ['y', 'yes', 't', 'true', 'on', '1'].includes(deleted.toLowerCase())
  const tests = readTests(url, edition)
  const { subscriptions: changed } = context.state
  const rows = project.subscriptions
    .all()
    .map((facts) => changed.get(facts.id) ?? facts)
    .filter((facts) => facts.deleted === wantsDeleted && tests.every((test) => test(facts)))
  return sorted(rows, call)
}
