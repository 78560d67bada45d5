import { type Connection, connectionsNow } from './connections.ts'

/**
 * The same connection as it is kept now, with the key that it has by now: for work that outlives a change of key. Null once it
 * is forgotten or leads to another host.
 */
export function freshConnection(at: Connection): Connection | null {
  const kept = connectionsNow().find(({ id, host }) => id === at.id && host === at.host)
  return kept ? { ...at, key: kept.key, owner: kept.owner } : null
}
