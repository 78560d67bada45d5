import { useSyncExternalStore } from 'react'
import { createListeners } from '#lib/listeners.ts'
import type { ApiRoot } from '#storage/apiRoot.ts'
import type { ApiConnection } from '#storage/connections.ts'

/**
 * What a server does for a key, learned from its answers. An absent field is unknown. Its refusal to draft SQL is stored with the
 * query history instead, so that a new tab need not learn it again.
 */
export type Capabilities = {
  /** Replaces public links (posthog-api.md#c3-replace-the-link). */
  renewsLinks?: boolean
  /** Restores the same link when sharing is turned on again (posthog-api.md#c2-change-sharing). */
  restoresLinks?: boolean
  /** Recordings per bulk deletion; 0 if it allows none (posthog-api.md#b6-related-calls). */
  maxBulkDeletion?: number
  /** Parameters of the recordings list that it refuses (posthog-api.md#b1-recordings-list). */
  refusedParameters?: ReadonlySet<string>
  /** Ways of searching people that it does not allow (posthog-api.md#b8-persons). */
  refusedPersonSearches?: ReadonlySet<'sql' | 'persons'>
  /** How it accepts blob keys (posthog-api.md#j2-blocks). */
  blobKeys?: { maxCount: number; isOneByOne: boolean }
  /** Pauses subscriptions (posthog-api.md#i4-create-and-change). */
  pausesSubscriptions?: boolean
  /** Tables of SQL that it does not have (posthog-api.md#h3-sql-over-replay-data). */
  missingTables?: ReadonlySet<string>
  /** Why it runs no SQL for the key. */
  refusesSql?: string
  /** Sends test deliveries, and has a history of deliveries (posthog-api.md#i5-deliveries). */
  sendsTests?: boolean
  hasDeliveryHistory?: boolean
  /** Where it has that history, if not with the subscriptions (posthog-api.md#i5-deliveries). */
  deliveriesRoot?: ApiRoot
  /** The scope that the key lacks to change subscriptions. */
  missingSubscriptionScope?: string
  /** The scope that it lacks to change those of AI reports (posthog-api.md#i4-create-and-change). */
  missingReportScope?: string
}

const unknown: Capabilities = {}

/** By connection, host and key; not stored, because servers are upgraded and keys change. */
const known = new Map<string, Capabilities>()
const { notify, subscribe } = createListeners()

function nameOf({ id, host, key }: ApiConnection): string {
  return [id, host, key].join('\n')
}

/** The same object until something new is learned. */
export function capabilitiesOf(connection: ApiConnection): Capabilities {
  return known.get(nameOf(connection)) ?? unknown
}

export function learnCapabilities(connection: ApiConnection, learned: Capabilities) {
  known.set(nameOf(connection), { ...capabilitiesOf(connection), ...learned })
  notify()
}

export function useCapabilities(connection: ApiConnection): Capabilities {
  return useSyncExternalStore(subscribe, () => capabilitiesOf(connection))
}
