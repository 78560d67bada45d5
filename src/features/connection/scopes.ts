import { grantsScope } from '#api/account/grantsScope.ts'

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

/** `scopes` is the server's list for the key, null if unknown. */
export function scopeStates(scopes: string[] | null): ScopeState[] {
  return usedScopes.flatMap(({ object, read, write }) => [
    { scope: `${object}:read`, purpose: read, granted: grantsScope(scopes, `${object}:read`) },
    ...(write ? [{ scope: `${object}:write`, purpose: write, granted: grantsScope(scopes, `${object}:write`) }] : []),
  ])
}

/** Scopes of a key that Replay Desk never uses. The optional ones name the owner, list projects, find people and shared recordings, and erase those of a person. */
function unusedScopes(scopes: string[]): string[] {
  const used = new Set([
    ...scopeStates(null).map(({ scope }) => scope),
    'user:read',
    'project:read',
    'person:read',
    'person:write',
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
  return grantsScope(scopes, scope) === false
}
