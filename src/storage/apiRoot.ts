import { forgetCacheModes } from './cacheMode.ts'
import { settings } from './settings.ts'

/** The name under which a host answers for projects: see posthog-api.md#a-hosts-and-paths. */
export type ApiRoot = 'projects' | 'environments'

const seen = new Map<string, ApiRoot>()

export function otherRoot(root: ApiRoot): ApiRoot {
  return root === 'projects' ? 'environments' : 'projects'
}

/** The root that answered for this connection; undefined if none has yet. */
export function rootOf(connectionId: string): ApiRoot | undefined {
  return seen.get(connectionId) ?? settings.get().connections.find(({ id }) => id === connectionId)?.root
}

/** Stores the root with the connection if that is saved; otherwise keeps it in memory. */
export function rememberRoot(connectionId: string, root: ApiRoot) {
  if (rootOf(connectionId) === root) return
  seen.set(connectionId, root)
  if (!settings.get().connections.some(({ id }) => id === connectionId)) return
  settings.set((value) => ({
    ...value,
    connections: value.connections.map((one) => (one.id === connectionId ? { ...one, root } : one)),
  }))
}

export function forgetRoot(connectionId: string) {
  seen.delete(connectionId)
  forgetCacheModes(connectionId)
}
