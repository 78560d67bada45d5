import { useLocation, useNavigate } from 'react-router-dom'
import { activateConnection, type Connection, useConnections } from '#storage/connections.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'

type Props = { active: Connection; host: string }

/** Stands for a recording whose link names another host than the active connection's, which is not asked for it. */
export function OtherHost({ active, host }: Props) {
  const { pathname, search, hash } = useLocation()
  const navigate = useNavigate()
  const connections = useConnections().filter((one) => new URL(one.host).host === host)
  const here = new URL(active.host).host
  const params = new URLSearchParams(search)
  params.delete('host')
  const next = new URLSearchParams({ next: pathname + search + hash })
  return (
    <>
      <title>Recording · Replay Desk</title>
      <PageHeader title="Recording" />
      <EmptyState
        title={`This link opens a recording on ${host}`}
        actions={
          <>
            {connections.map(({ id, name, projectName, projectId }) => (
              <Button key={id} onClick={() => activateConnection(id)}>
                Switch to {name || projectName || `project ${projectId}`}
              </Button>
            ))}
            {connections.length === 0 && <ButtonLink to={`/connect?${next}`}>Connect to {host}</ButtonLink>}
            <Button variant="default" onClick={() => void navigate({ search: params.toString(), hash }, { replace: true })}>
              Open on {here}
            </Button>
          </>
        }
      >
        You’re connected to {here}.
      </EmptyState>
    </>
  )
}
