import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react'
import { Navigate, Outlet, useLocation } from 'react-router-dom'
import { openRequestPort } from '#api/http/requestPort.ts'
import { useKnownProject } from '#features/connection/useKnownProject.ts'
import { linkedRecording } from '#features/recording/linkedRecording.ts'
import { idsIn } from '#lib/paths.ts'
import { type Connection, hasKey, useActiveConnection } from '#storage/connections.ts'
import { vaultState } from '#storage/vaultState.ts'

const LockScreen = lazy(() => import('#features/vault/LockScreen.tsx').then(({ LockScreen: Screen }) => ({ default: Screen })))
const OtherHost = lazy(() => import('./OtherHost.tsx').then(({ OtherHost: Screen }) => ({ default: Screen })))

/** Whether the worker hasn't said yet if the key is unlocked, as another tab may have done. Starts it. */
function useIsVaultStarting(connection: Connection | null): boolean {
  const state = useSyncExternalStore(vaultState.subscribe, vaultState.get)
  const isStarting = connection?.sealed !== undefined && state === null
  useEffect(() => {
    if (isStarting) openRequestPort()
  }, [isStarting])
  return isStarting
}

/**
 * Provides the connection for the project in the URL; redirects to Connect if there is none, and shows the lock screen while its
 * key is locked.
 */
export function ProjectFrame() {
  const active = useActiveConnection()
  const { pathname, search, hash } = useLocation()
  const { projectId } = idsIn(pathname)
  const project = useKnownProject(active, projectId)
  const isVaultStarting = useIsVaultStarting(active)
  if (!active || !hasKey(active)) {
    if (isVaultStarting) return null
    const params = new URLSearchParams({ next: pathname + search + hash, ...(active && { edit: active.id }) })
    const toConnect = <Navigate to={`/connect?${params}`} replace />
    return active?.sealed ? (
      <Suspense>
        <LockScreen connection={active}>{toConnect}</LockScreen>
      </Suspense>
    ) : (
      toConnect
    )
  }
  const host = linkedRecording(pathname + search)?.host
  if (host && host !== new URL(active.host).host) {
    return (
      <Suspense>
        <OtherHost active={active} host={host} />
      </Suspense>
    )
  }
  const other = { projectId, projectName: project?.name ?? null, zone: project?.timezone ?? null }
  const connection = projectId === active.projectId ? active : { ...active, ...other }
  return <Outlet context={connection} key={`${connection.id} ${projectId}`} />
}
