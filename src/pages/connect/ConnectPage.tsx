import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearchParams } from 'react-router-dom'
import { type Connection, saveConnection, useConnections } from '#storage/connections.ts'
import { deploymentQuery } from '#api/account/deployment.ts'
import { forgetRefusal } from '#storage/queryHistory.ts'
import { settings } from '#storage/settings.ts'
import { ConnectForm } from './ConnectForm.tsx'
import { Logo } from '#ui/Logo.tsx'
import classes from './ConnectPage.module.css'
import { Button } from '#ui/Button.tsx'
import { paths } from '#lib/paths.ts'

/** Only paths of this app, so that a link can't redirect to another site. */
function readNext(next: string | null): string | null {
  return next?.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : null
}

/** Adds a connection or, with `?edit=<id>`, changes one; then goes to `?next=`. */
export function ConnectPage() {
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const connections = useConnections()
  const deployment = useQuery(deploymentQuery)
  const next = readNext(params.get('next'))
  const edited = connections.find(({ id }) => id === params.get('edit')) ?? null
  const problem = settings.problem()

  function connect(connection: Connection) {
    saveConnection(connection)
    forgetRefusal(connection.id)
    void navigate(next ?? paths.recordings(connection.projectId))
  }

  const demo = deployment.data?.demo
  return (
    <main className={classes['page']}>
      <title>Connect · Replay Desk</title>
      <div className={classes['card']}>
        <header className={classes['header']}>
          <Logo size={32} />
          <div>
            <h1 className={classes['title']}>Connect</h1>
            <p className={classes['description']}>Your browser talks directly to PostHog. Nothing is sent anywhere else.</p>
          </div>
        </header>
        {problem && (
          <p className={classes['notice']} role="status">
            {problem}
          </p>
        )}
        {edited?.key === '' && (
          <p className={classes['notice']} role="status">
            The key for “{edited.name}” was saved in another tab only, or was removed. Enter it again to continue.
          </p>
        )}
        {!deployment.isPending && (
          <ConnectForm key={edited?.id} edited={edited} presetHost={deployment.data?.host ?? null} onConnect={connect} />
        )}
        {demo && !edited && (
          <div className={classes['demo']}>
            <p className={classes['description']}>Just looking? Try the demo with sample data.</p>
            <Button
              variant="default"
              onClick={() =>
                connect({
                  ...demo,
                  id: 'demo',
                  name: 'Demo project',
                  projectName: 'Demo shop',
                  zone: 'Europe/Berlin',
                  owner: null,
                  keyKept: 'device',
                })
              }
            >
              Explore the demo project
            </Button>
          </div>
        )}
        <Link className={classes['back'] ?? ''} to="/watch">
          Watch a recording from a file
        </Link>
        {connections.length > 0 && (
          <Link className={classes['back'] ?? ''} to="/settings">
            Back to Settings
          </Link>
        )}
      </div>
    </main>
  )
}
