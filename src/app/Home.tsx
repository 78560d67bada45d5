import { Navigate } from 'react-router-dom'
import { useActiveConnection } from '#storage/connections.ts'

/** The bare address: the recordings of the active connection, or the first visit. */
export function Home() {
  const active = useActiveConnection()
  return <Navigate to={active ? `/project/${encodeURIComponent(active.projectId)}/recordings` : '/connect'} replace />
}
