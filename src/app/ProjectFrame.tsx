import { Navigate, Outlet, useLocation } from 'react-router-dom'
import { idsIn } from '#lib/paths.ts'
import { useActiveConnection } from '#storage/connections.ts'

/** Provides the connection for the project in the URL; redirects to Connect if there is none. */
export function ProjectFrame() {
  const active = useActiveConnection()
  const { pathname, search, hash } = useLocation()
  const { projectId } = idsIn(pathname)
  if (!active?.key) {
    const params = new URLSearchParams({ next: pathname + search + hash, ...(active && { edit: active.id }) })
    return <Navigate to={`/connect?${params}`} replace />
  }
  const isOtherProject = projectId !== active.projectId
  const connection = isOtherProject ? { ...active, projectId, projectName: null, zone: null } : active
  return <Outlet context={connection} key={`${connection.id} ${projectId}`} />
}
