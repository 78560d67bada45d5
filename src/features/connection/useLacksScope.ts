import { useQuery } from '@tanstack/react-query'
import { accountQueries } from '#api/account/account.ts'
import type { ApiConnection } from '#api/http/request.ts'
import { isKnownToLack } from './scopes.ts'

/**
 * Whether the key surely lacks a scope, as the server says by now: scopes may be added to a key at any time. Asks once in a
 * while; false until the answer is there, and where the server will not say.
 */
export function useLacksScope(connection: ApiConnection, scope: string): boolean {
  const { data } = useQuery({ ...accountQueries.key(connection), retry: false })
  return data !== undefined && isKnownToLack(data.scopes, scope)
}
