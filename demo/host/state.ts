import { createRates, type Rates } from './rates.ts'
import type { Delivery } from '../data/subscriptions/subscriptionFacts.ts'
import type { SubscriptionFacts } from '../data/subscriptions/subscriptionFacts.ts'

/** A password of a public link; `raw` is never told again. */
export type SharePassword = { id: string; raw: string; createdAt: number; note: string; createdBy: string }

/** A public link with all that belongs to it: the server keeps one of these for every token. */
export type Link = {
  token: string
  createdAt: number
  enabled: boolean
  settings: Record<string, unknown> | null
  passwordRequired: boolean
  passwords: readonly SharePassword[]
}

/** A link that was replaced: it opens until then, if it was on (posthog-api.md#c3-replace-the-link). */
export type FormerLink = Link & { until: number }

/** The link of a recording, and those before it. */
export type Share = Link & { former: readonly FormerLink[] }

/** A query that goes on while nobody waits for it, as `query_status` tells it (PostHog's QueryStatus). */
type QueryStatus = {
  id: string
  team_id: number
  query_async: true
  complete: boolean
  error: boolean
  error_message: string | null
  results: unknown
  start_time: string
  pickup_time: string | null
  end_time: string | null
  expiration_time: string | null
  insight_id: null
  dashboard_id: null
  task_id: string
  query_progress: null
  labels: null
}

export type AsyncQuery = { status: QueryStatus; controller: AbortController; expiresAt: number }

/** Everything that changes while the host runs. Keys of the maps come from `recordingKey`. */
export type DemoState = {
  viewed: Set<string>
  deleted: Map<string, number>
  /** When a recording will be erased in the background; then it is among the deleted. */
  erasing: Map<string, number>
  /** People who were deleted, by project and UUID. */
  deletedPeople: Set<string>
  shares: Map<string, Share>
  /** Counts calls to what fails intermittently. */
  attempts: Map<string, number>
  rates: Rates
  /** Who has typed a password: by the share token they got, for which link, by which of its passwords, and until when. */
  unlocked: Map<string, { token: string; passwordId: string; until: number }>
  /** Subscriptions as they were changed, by id. */
  subscriptions: Map<number, SubscriptionFacts>
  /** Manual deliveries by subscription id, oldest first. */
  deliveries: Map<number, readonly Delivery[]>
  /** Queries that run, or ran a while ago, without anybody waiting. Named like recordings, by their own ids. */
  queries: Map<string, AsyncQuery>
}

export type InitialState = Pick<DemoState, 'shares' | 'deleted'>

/** `begin` is asked once, when somebody first wants to know: a host with a million recordings starts at once. */
export function freshState(now: () => number, begin: () => InitialState): DemoState {
  let initial: InitialState | null = null
  const initialState = () => (initial ??= begin())
  const erasing = new Map<string, number>()
  return {
    viewed: new Set(),
    get deleted() {
      const { deleted } = initialState()
      for (const [name, at] of erasing) {
        if (at > now()) continue
        deleted.set(name, at)
        erasing.delete(name)
      }
      return deleted
    },
    erasing,
    deletedPeople: new Set(),
    get shares() {
      return initialState().shares
    },
    attempts: new Map(),
    rates: createRates(now),
    unlocked: new Map(),
    subscriptions: new Map(),
    deliveries: new Map(),
    queries: new Map(),
  }
}

export function recordingKey(project: { id: number }, recordingId: string): string {
  return `${project.id} ${recordingId}`
}

/** Counts from 1. */
export function countAttempt(state: DemoState, what: string): number {
  const count = (state.attempts.get(what) ?? 0) + 1
  state.attempts.set(what, count)
  return count
}
