import type { ApiConnection } from '#storage/connections.ts'
import { ApiError } from '#api/http/errors.ts'
import type { SubscriptionAction } from './actionMessages.ts'

/** Refusals by connection and key. In memory only, because keys and servers change. */
const refusals = new Map<string, Map<SubscriptionAction | 'all', string>>()

function refusalsFor({ id, host, key }: ApiConnection): Map<SubscriptionAction | 'all', string> {
  const server = [id, host, key].join('\n')
  const existing = refusals.get(server) ?? new Map<SubscriptionAction | 'all', string>()
  refusals.set(server, existing)
  return existing
}

/** Records what this server or key refused, so that buttons explain it up front. */
export function recordRefusal(connection: ApiConnection, what: ApiError | SubscriptionAction) {
  if (what instanceof ApiError) {
    if (what.kind === 'missing-scope')
      refusalsFor(connection).set('all', `The key lacks the scope ${what.facts.scope ?? 'subscription:write'}.`)
    return
  }
  const why = what === 'send test' ? 'This server can’t send tests.' : 'This server can’t pause subscriptions.'
  for (const action of what === 'send test' ? ([what] as const) : (['pause', 'resume'] as const))
    refusalsFor(connection).set(action, why)
}

/** Why an action is unavailable; null if nothing is known against it. */
export function unavailableReason(connection: ApiConnection, action: SubscriptionAction): string | null {
  return refusalsFor(connection).get('all') ?? refusalsFor(connection).get(action) ?? null
}
