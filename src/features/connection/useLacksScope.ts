import { useQuery } from '@tanstack/react-query'
import { accountQueries } from '#api/account/account.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { isKnownToLack } from './scopes.ts'

/**
 * Whether the key is known to lack a scope; false while this is unknown. Checks again once in a while, because scopes can be
 * added to a key.
 */
export function useLacksScope(connection: ApiConnection, scope: string): boolean {
  const { data } = useQuery({ ...accountQueries.key(connection), retry: false })
  return data !== undefined && isKnownToLack(data.scopes, scope)
}
