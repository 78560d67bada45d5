import { type Connection, connectionsNow } from './connections.ts'

/**
 * The same connection as it is kept now, with the key that it has by now: for work that outlives a change of key. Null once it
 * is forgotten or leads to another host.
 */
export function freshConnection(connection: Connection): Connection | null {
  const kept = connectionsNow().find(({ id, host }) => id === connection.id && host === connection.host)
  return kept ? { ...connection, key: kept.key, owner: kept.owner } : null
}
