import { forgetCacheModes } from './cacheMode.ts'
import { settings } from './settings.ts'

/** The name under which a host answers for projects: see posthog-api.md#a-hosts-and-paths. */
export type ApiRoot = 'projects' | 'environments'

const seen = new Map<string, ApiRoot>()

export function otherRoot(root: ApiRoot): ApiRoot {
  return root === 'projects' ? 'environments' : 'projects'
}

/** The root that answered for this connection before; undefined where none has yet. */
export function rootOf(connectionId: string): ApiRoot | undefined {
  return seen.get(connectionId) ?? settings.get().connections.find(({ id }) => id === connectionId)?.root
}

/** Remembers which root answered: at once in memory, and with the connection where that is a kept one and it is news. */
export function rememberRoot(connectionId: string, root: ApiRoot) {
  if (rootOf(connectionId) === root) return
  seen.set(connectionId, root)
  if (!settings.get().connections.some(({ id }) => id === connectionId)) return
  settings.set((value) => ({
    ...value,
    connections: value.connections.map((one) => (one.id === connectionId ? { ...one, root } : one)),
  }))
}

/** Forgets what was seen of a connection. */
export function forgetRoot(connectionId: string) {
  seen.delete(connectionId)
  forgetCacheModes(connectionId)
}
