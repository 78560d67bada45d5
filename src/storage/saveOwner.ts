import type { Connection } from './connections.ts'
import { settings } from './settings.ts'

/** Stores the owner of a connection's key once it is known, so that the activity log can name them. Never replaces one. */
export function saveOwner({ id, host }: Pick<Connection, 'id' | 'host'>, owner: string) {
  settings.set((value) => ({
    ...value,
    connections: value.connections.map((one) =>
      one.id === id && one.host === host && one.owner === null ? { ...one, owner } : one,
    ),
  }))
}
