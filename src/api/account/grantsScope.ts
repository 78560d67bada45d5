/**
 * Whether a key with these scopes has one like "subscription:write"; null if the server doesn't tell its scopes. "write" includes
 * "read" and "*" includes all (posthog-api.md#e4-keys-and-scopes); an old server's empty list means all
 * (posthog-api.md#k-account).
 */
export function grantsScope(scopes: readonly string[] | null, scope: string): boolean | null {
  if (scopes === null || scopes.length === 0) return scopes && true
  const write = scope.replace(/:read$/, ':write')
  return ['*', scope, write].some((one) => scopes.includes(one))
}
