import type { Connection } from './connection.ts'
import { settings, tabKeys } from './settings.ts'

/**
 * The same connection as it is kept now, with the key that it has by now: for work that outlives a change of key. Null once it
 * is forgotten or leads to another host.
 */
export function freshConnection(at: Connection): Connection | null {
  const kept = settings.get().connections.find(({ id, host }) => id === at.id && host === at.host)
  if (!kept) return null
  const key = kept.keyKept === 'device' ? kept.key : (tabKeys.get()[at.id] ?? at.key)
  return { ...at, key, owner: kept.owner }
}
