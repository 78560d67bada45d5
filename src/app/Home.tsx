import { Navigate } from 'react-router-dom'
import { useActiveConnection } from '#storage/connections.ts'

export function Home() {
  const active = useActiveConnection()
  return <Navigate to={active ? `/project/${encodeURIComponent(active.projectId)}/recordings` : '/connect'} replace />
}
