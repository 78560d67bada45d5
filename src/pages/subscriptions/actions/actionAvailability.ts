import { useSyncExternalStore } from 'react'
import type { ApiConnection } from '#storage/connections.ts'
import { ApiError } from '#api/http/errors.ts'
import type { SubscriptionAction } from './actionMessages.ts'

type Refusals = ReadonlyMap<SubscriptionAction | 'all', string>

const none: Refusals = new Map()

/** Refusals by connection and key. In memory only, because keys and servers change. */
const refusals = new Map<string, Refusals>()
const listeners = new Set<() => void>()

function nameOf({ id, host, key }: ApiConnection): string {
  return [id, host, key].join('\n')
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

function refusalsOf(connection: ApiConnection): Refusals {
  return refusals.get(nameOf(connection)) ?? none
}

function add(connection: ApiConnection, actions: readonly (SubscriptionAction | 'all')[], why: string) {
  refusals.set(nameOf(connection), new Map([...refusalsOf(connection), ...actions.map((action) => [action, why] as const)]))
  for (const listener of listeners) listener()
}

/** Records what this server or key refused, so that buttons explain it up front. */
export function recordRefusal(connection: ApiConnection, what: ApiError | SubscriptionAction) {
  if (!(what instanceof ApiError)) {
    if (what === 'send test') add(connection, [what], 'This server can’t send tests.')
    else add(connection, ['pause', 'resume'], 'This server can’t pause subscriptions.')
  } else if (what.kind === 'missing-scope') {
    add(connection, ['all'], `The key lacks the scope ${what.facts.scope ?? 'subscription:write'}.`)
  }
}

/** Why an action is unavailable; null if nothing is known against it. */
export function unavailableReason(connection: ApiConnection, action: SubscriptionAction): string | null {
  return refusalsOf(connection).get('all') ?? refusalsOf(connection).get(action) ?? null
}

/** `unavailableReason`, kept current while jobs run. */
export function useUnavailableReason(connection: ApiConnection): (action: SubscriptionAction) => string | null {
  useSyncExternalStore(subscribe, () => refusalsOf(connection))
  return (action) => unavailableReason(connection, action)
}
