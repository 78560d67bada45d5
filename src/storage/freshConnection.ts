import { type Connection, connectionsNow } from './connections.ts'

/**
 * The connection with the key that is saved now, for work that outlives a change of key. Null if it was removed or has another
 * host.
 */
export function freshConnection(connection: Connection): Connection | null {
  const stored = connectionsNow().find(({ id, host }) => id === connection.id && host === connection.host)
  return stored ? { ...connection, key: stored.key, owner: stored.owner } : null
}
