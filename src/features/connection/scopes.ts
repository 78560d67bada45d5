/** What the dashboard needs a key for, in the order in which a person would miss it. */
const needs = [
  { object: 'session_recording', read: 'list and open recordings', write: 'mark and delete recordings' },
  { object: 'sharing_configuration', read: 'see public links', write: 'create and revoke public links' },
  { object: 'subscription', read: 'view subscriptions', write: 'pause and end subscriptions' },
  { object: 'insight', read: 'show names of insights on older servers', write: null },
  { object: 'query', read: 'properties and SQL', write: null },
] as const

/** One scope, what it is for, and whether the key has it; null where the server will not say. */
export type ScopeState = { scope: string; purpose: string; granted: boolean | null }

function grants(scopes: string[], object: string, action: 'read' | 'write'): boolean {
  return scopes.some((scope) => scope === '*' || scope === `${object}:write` || (action === 'read' && scope === `${object}:read`))
}

/**
 * The scopes that the dashboard uses, each with its state. `scopes` is what the server lists for the key, null where it will not
 * say. "write" satisfies "read" and "*" satisfies all (posthog-api.md#e4-keys-and-scopes); an old server's empty list means all
 * (posthog-api.md#k-account).
 */
export function scopeStates(scopes: string[] | null): ScopeState[] {
  const granted = (object: string, action: 'read' | 'write') => scopes && (scopes.length === 0 || grants(scopes, object, action))
  return needs.flatMap(({ object, read, write }) => [
    { scope: `${object}:read`, purpose: read, granted: granted(object, 'read') },
    ...(write ? [{ scope: `${object}:write`, purpose: write, granted: granted(object, 'write') }] : []),
  ])
}

/** Whether a key surely lacks a scope such as "subscription:write"; false also where the server will not say. */
export function isKnownToLack(scopes: string[] | null, scope: string): boolean {
  return scopeStates(scopes).some((one) => one.scope === scope && one.granted === false)
}
