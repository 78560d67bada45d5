import { createRates, type Rates } from './rates.ts'
import type { Delivery } from './subscriptions/deliveryHistory.ts'
import type { SubscriptionFacts } from './subscriptions/subscriptionFacts.ts'

/** A password of a public link; `raw` is never told again. */
export type SharePassword = { id: string; raw: string; createdAt: number; note: string; createdBy: string }

export type Share = {
  createdAt: number
  enabled: boolean
  token: string
  settings: Record<string, unknown> | null
  passwordRequired: boolean
  /** Links that still open: those replaced by refresh, for five minutes. */
  graces: { token: string; until: number }[]
  passwords: SharePassword[]
}

/** All that changes while the host runs. Keys of the maps are `<project> <recording>`. */
export type DemoState = {
  viewed: Set<string>
  deleted: Map<string, number>
  shares: Map<string, Share>
  /** How often something that goes wrong now and then was asked for. */
  tries: Map<string, number>
  rates: Rates
  /** Subscriptions as they were changed, by id. */
  subscriptions: Map<number, SubscriptionFacts>
  /** Deliveries that somebody asked for, by the id of the subscription, the oldest first. */
  deliveries: Map<number, readonly Delivery[]>
}

export function freshState(now: () => number, shares = new Map<string, Share>()): DemoState {
  return {
    viewed: new Set(),
    deleted: new Map(),
    shares,
    tries: new Map(),
    rates: createRates(now),
    subscriptions: new Map(),
    deliveries: new Map(),
  }
}

export function within(project: { id: number }, recordingId: string): string {
  return `${project.id} ${recordingId}`
}

/** Which try this is, from 1. */
export function countTry(state: DemoState, what: string): number {
  const count = (state.tries.get(what) ?? 0) + 1
  state.tries.set(what, count)
  return count
}
