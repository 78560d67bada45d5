import { Navigate } from 'react-router-dom'
import { useActiveConnection } from '#storage/connections.ts'
import { paths } from '#lib/paths.ts'

export function Home() {
  const active = useActiveConnection()
  return <Navigate to={active ? paths.overview(active.projectId) : '/connect'} replace />
}
