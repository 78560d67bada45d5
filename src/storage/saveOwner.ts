import type { Connection } from './connections.ts'
import { settings } from './settings.ts'

/** Keeps whose key a connection asks with, learned after it was made, so that the trail can say so. Another host or owner stays. */
export function saveOwner({ id, host }: Pick<Connection, 'id' | 'host'>, owner: string) {
  settings.set((value) => ({
    ...value,
    connections: value.connections.map((one) =>
      one.id === id && one.host === host && one.owner === null ? { ...one, owner } : one,
    ),
  }))
}
