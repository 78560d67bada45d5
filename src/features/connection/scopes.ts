/** Most needed first. */
const usedScopes = [
  { object: 'session_recording', read: 'list and open recordings', write: 'mark and delete recordings' },
  { object: 'sharing_configuration', read: 'see public links', write: 'create and revoke public links' },
  { object: 'subscription', read: 'view subscriptions', write: 'pause and end subscriptions' },
  { object: 'insight', read: 'show names of insights on older servers', write: null },
  { object: 'query', read: 'overview, signals, properties and SQL; also to change AI reports', write: null },
] as const

/** `granted` is null if the server doesn't tell. */
export type ScopeState = { scope: string; purpose: string; granted: boolean | null }

function grants(scopes: string[], object: string, action: 'read' | 'write'): boolean {
  return scopes.some((scope) => scope === '*' || scope === `${object}:write` || (action === 'read' && scope === `${object}:read`))
}

/**
 * `scopes` is the server's list for the key, null if unknown. "write" includes "read" and "*" includes all
 * (posthog-api.md#e4-keys-and-scopes); an old server's empty list means all (posthog-api.md#k-account).
 */
export function scopeStates(scopes: string[] | null): ScopeState[] {
  const granted = (object: string, action: 'read' | 'write') => scopes && (scopes.length === 0 || grants(scopes, object, action))
  return usedScopes.flatMap(({ object, read, write }) => [
    { scope: `${object}:read`, purpose: read, granted: granted(object, 'read') },
    ...(write ? [{ scope: `${object}:write`, purpose: write, granted: granted(object, 'write') }] : []),
  ])
}

/** Scopes of a key that Replay Desk never uses. Those that name the owner and list projects are used. */
export function unusedScopes(scopes: string[]): string[] {
  const used = new Set([...scopeStates(null).map(({ scope }) => scope), 'user:read', 'project:read'])
  return scopes.filter((scope) => scope !== '*' && !used.has(scope))
}

/** False if the scope is granted or unknown. `scope` is one like "subscription:write". */
export function isKnownToLack(scopes: string[] | null, scope: string): boolean {
  return scopeStates(scopes).some((one) => one.scope === scope && one.granted === false)
}
