import { lazy, Suspense } from 'react'
import { Navigate, Outlet, useLocation } from 'react-router-dom'
import { useKnownProject } from '#features/connection/useKnownProject.ts'
import { linkedRecording } from '#features/recording/linkedRecording.ts'
import { idsIn } from '#lib/paths.ts'
import { hasKey, useActiveConnection } from '#storage/connections.ts'

const LockScreen = lazy(() => import('#features/vault/LockScreen.tsx').then(({ LockScreen: Screen }) => ({ default: Screen })))
const OtherHost = lazy(() => import('./OtherHost.tsx').then(({ OtherHost: Screen }) => ({ default: Screen })))

/**
 * Provides the connection for the project in the URL; redirects to Connect if there is none, and shows the lock screen while its
 * key is locked.
 */
export function ProjectFrame() {
  const active = useActiveConnection()
  const { pathname, search, hash } = useLocation()
  const { projectId } = idsIn(pathname)
  const project = useKnownProject(active, projectId)
  if (!active || !hasKey(active)) {
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
