import type { Address } from '#api/http/request.ts'
import { ApiError } from '#api/http/errors.ts'
import type { SubscriptionDeed } from './actionMessages.ts'

/** What was seen to be refused, by connection and key, in memory only; gone with the tab, since keys and servers change. */
const refusals = new Map<string, Map<SubscriptionDeed | 'all', string>>()

function refusalsOf({ id, host, key }: Address): Map<SubscriptionDeed | 'all', string> {
  const name = [id, host, key].join('\n')
  const known = refusals.get(name) ?? new Map<SubscriptionDeed | 'all', string>()
  refusals.set(name, known)
  return known
}

/** Remembers what this server or key cannot do, so that buttons say it before they are pressed again. */
export function noteRefusal(at: Address, what: ApiError | SubscriptionDeed) {
  if (what instanceof ApiError) {
    if (what.kind === 'missing-scope')
      refusalsOf(at).set('all', `The key lacks the scope ${what.facts.scope ?? 'subscription:write'}.`)
    return
  }
  const why = what === 'send test' ? 'This server cannot send tests.' : 'This server cannot pause subscriptions.'
  for (const deed of what === 'send test' ? ([what] as const) : (['pause', 'resume'] as const)) refusalsOf(at).set(deed, why)
}

/** Why a deed is not on offer; null where it is, as far as is known. */
export function whyNot(at: Address, deed: SubscriptionDeed): string | null {
  return refusalsOf(at).get('all') ?? refusalsOf(at).get(deed) ?? null
}
