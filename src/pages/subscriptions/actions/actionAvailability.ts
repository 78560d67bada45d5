import type { ApiConnection } from '#api/http/request.ts'
import { ApiError } from '#api/http/errors.ts'
import type { SubscriptionAction } from './actionMessages.ts'

/** What was seen to be refused, by connection and key, in memory only; gone with the tab, since keys and servers change. */
const refusals = new Map<string, Map<SubscriptionAction | 'all', string>>()

function refusalsFor({ id, host, key }: ApiConnection): Map<SubscriptionAction | 'all', string> {
  const server = [id, host, key].join('\n')
  const existing = refusals.get(server) ?? new Map<SubscriptionAction | 'all', string>()
  refusals.set(server, existing)
  return existing
}

/** Remembers what this server or key cannot do, so that buttons say it before they are pressed again. */
export function recordRefusal(connection: ApiConnection, what: ApiError | SubscriptionAction) {
  if (what instanceof ApiError) {
    if (what.kind === 'missing-scope')
      refusalsFor(connection).set('all', `The key lacks the scope ${what.facts.scope ?? 'subscription:write'}.`)
    return
  }
  const why = what === 'send test' ? 'This server cannot send tests.' : 'This server cannot pause subscriptions.'
  for (const action of what === 'send test' ? ([what] as const) : (['pause', 'resume'] as const))
    refusalsFor(connection).set(action, why)
}

/** Why a deed is not on offer; null where it is, as far as is known. */
export function unavailableReason(connection: ApiConnection, action: SubscriptionAction): string | null {
  return refusalsFor(connection).get('all') ?? refusalsFor(connection).get(action) ?? null
}
