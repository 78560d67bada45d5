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

/** Scopes of a key that Replay Desk never uses. The optional ones name the owner, list projects, and find people and shared recordings. */
function unusedScopes(scopes: string[]): string[] {
  const used = new Set([
    ...scopeStates(null).map(({ scope }) => scope),
    'user:read',
    'project:read',
    'person:read',
    'session_recording_playlist:read',
  ])
  return scopes.filter((scope) => scope !== '*' && !used.has(scope))
}

/** What a key can do beyond what Replay Desk needs, as it stands after "Not needed:"; `scopes` null if unknown. */
export function excessText(scopes: string[] | null): string {
  if (scopes === null) return 'Unknown'
  if (scopes.length === 0 || scopes.includes('*')) return 'Everything else that its owner may do in PostHog'
  return unusedScopes(scopes).join(', ') || 'Nothing'
}

/** False if the scope is granted or unknown. `scope` is one like "subscription:write". */
export function isKnownToLack(scopes: string[] | null, scope: string): boolean {
  return scopeStates(scopes).some((one) => one.scope === scope && one.granted === false)
}
