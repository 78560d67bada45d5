import { useSyncExternalStore } from 'react'
import { forgetRoot, rootOf } from './apiRoot.ts'
import { vaultState } from './vaultState.ts'
import {
  type ColorScheme,
  type Encrypted,
  type KnownProject,
  type StoredConnection,
  type Settings,
  settings,
  tabKeys,
} from './settings.ts'

/** The part of a connection that requests need. `key` is empty if the vault has it. `host` is an origin without a slash at its end. */
export type ApiConnection = { id: string; host: string; key: string; projectId: string }

/** `key` is empty if it was stored in a tab that is closed, or is in the vault. */
export type Connection = ApiConnection & StoredConnection

/** Whether requests can be sent: false if its key is locked or was stored in a tab that is closed. */
export function hasKey({ id, key }: ApiConnection): boolean {
  return key !== '' || vaultState.get()?.groups[id] !== undefined
}

/** The same text for all connections with this host and key, which is never stored. */
export function keyFingerprint({ id, host, key }: Pick<ApiConnection, 'id' | 'host' | 'key'>): string {
  return key === '' ? `${host} of ${vaultState.get()?.groups[id] ?? id}` : `${host} ${key}`
}

function withKey(stored: StoredConnection, keys: Record<string, string>): Connection {
  return { ...stored, key: stored.keyKept === 'device' ? stored.key : (keys[stored.id] ?? '') }
}

/** All saved connections, oldest first. */
export function connectionsNow(): Connection[] {
  return settings.get().connections.map((stored) => withKey(stored, tabKeys.get()))
}

/** Follows changes, also from other tabs. */
export function useConnections(): Connection[] {
  const { connections } = useSyncExternalStore(settings.subscribe, settings.get)
  const keys = useSyncExternalStore(tabKeys.subscribe, tabKeys.get)
  useSyncExternalStore(vaultState.subscribe, vaultState.get)
  return connections.map((stored) => withKey(stored, keys))
}

/** The connection in use, the same in all tabs; null before the first one. */
export function useActiveConnection(): Connection | null {
  const { activeId } = useSyncExternalStore(settings.subscribe, settings.get)
  return useConnections().find(({ id }) => id === activeId) ?? null
}

export function useSettings(): Settings {
  return useSyncExternalStore(settings.subscribe, settings.get)
}

export function useColorScheme(): ColorScheme {
  return useSettings().colorScheme
}

/**
 * Saves a new or changed connection and activates it. Its key goes where `keyKept` says and nowhere else; one in the vault comes
 * as `sealed`.
 */
export function saveConnection({ key, sealed, ...connection }: Connection) {
  const isTab = connection.keyKept === 'tab'
  const before = settings.get().connections.find(({ id }) => id === connection.id)
  const isSameHost = before?.host === connection.host
  if (!isSameHost) forgetRoot(connection.id)
  const stored: StoredConnection = {
    ...connection,
    key: connection.keyKept === 'device' ? key : '',
    ...(connection.keyKept === 'vault' && { sealed }),
    root: isSameHost ? rootOf(connection.id) : undefined,
    plan: connection.plan ?? (isSameHost ? before.plan : undefined),
  }
  tabKeys.set(({ [stored.id]: _key, ...others }) => (isTab ? { ...others, [stored.id]: key } : others))
  settings.set((value) => {
    const isKnown = value.connections.some(({ id }) => id === stored.id)
    const connections = isKnown
      ? value.connections.map((one) => (one.id === stored.id ? stored : one))
      : [...value.connections, stored]
    return { ...value, connections, activeId: stored.id }
  })
}

/** Stores what the vault made of a connection's key, and whether it is read-only. */
export function changeSealed(id: string, sealed: Encrypted, isReadOnlyNow: boolean) {
  changeConnection(id, { sealed, isReadOnly: isReadOnlyNow })
}

export function setReadOnly(id: string, isReadOnlyNow: boolean) {
  changeConnection(id, { isReadOnly: isReadOnlyNow })
}

function changeConnection(id: string, change: Partial<StoredConnection>) {
  settings.set((value) => ({
    ...value,
    connections: value.connections.map((one) => (one.id === id ? { ...one, ...change } : one)),
  }))
}

export function renameConnection(id: string, name: string) {
  changeConnection(id, { name })
}

/** Activates another connection in all tabs. */
export function activateConnection(id: string) {
  settings.set((value) => ({ ...value, activeId: id }))
}

/** Opens a connection at another of its projects from now on. */
export function moveToProject(id: string, project: { id: string; name: string | null; zone: string | null }) {
  changeConnection(id, { projectId: project.id, projectName: project.name, zone: project.zone })
}

/** Scopes can be added to a key, so that its refusal counts for a day. */
const refusalMs = 86_400_000

/** Whether the key is known to be refused SQL. `now` in milliseconds since 1970. */
export function isSqlRefused({ sqlRefusedAt }: StoredConnection, now: number): boolean {
  return sqlRefusedAt !== undefined && now - sqlRefusedAt < refusalMs
}

/** Keeps whether the key is refused SQL. */
export function rememberSqlRefusal(id: string, isRefused: boolean) {
  const before = settings.get().connections.find((one) => one.id === id)
  const now = Date.now()
  if (before && isSqlRefused(before, now) !== isRefused) changeConnection(id, { sqlRefusedAt: isRefused ? now : undefined })
}

/** Keeps the names of a connection's projects, so that a link to one of them has its name at once. */
export function rememberProjects(id: string, projects: readonly KnownProject[]) {
  const before = settings.get().connections.find((one) => one.id === id)
  const known = projects.map(({ id: projectId, name, timezone }) => ({ id: projectId, name, timezone }))
  if (!before || JSON.stringify(before.projects) === JSON.stringify(known)) return
  changeConnection(id, { projects: known })
}

/** Removes a connection and its key from both storages; `forgetConnection` also removes what was stored for it. */
export function removeConnection(id: string) {
  tabKeys.set(({ [id]: _key, ...others }) => others)
  forgetRoot(id)
  settings.set((value) => {
    const connections = value.connections.filter((one) => one.id !== id)
    return { ...value, connections, activeId: value.activeId === id ? (connections[0]?.id ?? null) : value.activeId }
  })
}
