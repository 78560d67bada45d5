import { IconMailForward, IconPlayerPlay, IconWorld } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearchParams } from 'react-router-dom'
import { type Connection, hasKey, saveConnection, useConnections } from '#storage/connections.ts'
import { type Deployment, deploymentQuery } from '#api/account/deployment.ts'
import { forgetRefusal } from '#storage/queryHistory.ts'
import { settings } from '#storage/settings.ts'
import { ConnectForm } from './ConnectForm.tsx'
import { Logo } from '#ui/Logo.tsx'
import { Row, Stack, Text } from '#ui/layout.tsx'
import classes from './ConnectPage.module.css'
import { Picture } from './Picture.tsx'
import { Button } from '#ui/Button.tsx'
import { ownPath } from '#lib/ownPath.ts'
import { paths } from '#lib/paths.ts'
import { preciseClock } from '#lib/duration.ts'
import { TruncateMiddle } from '#ui/TruncateMiddle.tsx'
import { type LinkedRecording, linkedRecording } from '#features/recording/linkedRecording.ts'

/** Adds a connection or, with `?edit=<id>`, changes one; then goes to `?next=`. */
export function ConnectPage() {
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const connections = useConnections()
  const deployment = useQuery(deploymentQuery)
  const next = ownPath(params.get('next'))
  const linked = linkedRecording(next)
  const edited = connections.find(({ id }) => id === params.get('edit')) ?? null
  const problem = settings.problem()

  function connect(connection: Connection) {
    saveConnection(connection)
    forgetRefusal(connection.id)
    void navigate(next ?? paths.overview(connection.projectId))
  }

  return (
    <Row as="main" gap={0} align="stretch" justify="center" className={classes['page']}>
      <title>Connect · Replay Desk</title>
      <div className={classes['card']} data-wide={!edited || undefined}>
        {!edited && <Intro demo={deployment.data?.demo} onConnect={connect} />}
        <Stack gap={24}>
          <Row as="header" gap={14} align="start">
            {edited && <Logo size={32} />}
            <div>
              <h1 className={classes['title']}>Connect</h1>
              <Text size="sm" tone="dimmed">
                Your browser talks directly to PostHog. Nothing is sent anywhere else.
              </Text>
            </div>
          </Row>
          {linked && <LinkNotice linked={linked} />}
          {problem && (
            <Text size="sm" tone="warning" role="status">
              {problem}
            </Text>
          )}
          {edited && !hasKey(edited) && !edited.sealed && (
            <Text size="sm" tone="warning" role="status">
              The key for “{edited.name}” was saved in another tab only, or was removed. Enter it again to continue.
            </Text>
          )}
          {!deployment.isPending && (
            <ConnectForm key={edited?.id} edited={edited} presetHost={deployment.data?.host ?? null} onConnect={connect} />
          )}
          <Link className={classes['back'] ?? ''} to="/watch">
            Watch a recording from a file
          </Link>
          {connections.length > 0 && (
            <Link className={classes['back'] ?? ''} to="/settings">
              Back to Settings
            </Link>
          )}
        </Stack>
      </div>
    </Row>
  )
}

function LinkNotice({ linked: { id, seconds, host } }: { linked: LinkedRecording }) {
  return (
    <Text size="sm" role="status" frame>
      This link opens recording <TruncateMiddle text={id} />
      {seconds > 0 && ` at ${preciseClock(seconds * 1000)}`}
      {host && (
        <>
          {' '}
          on <b>{host}</b>
        </>
      )}
      . Connect to watch it.
    </Text>
  )
}

const purposes = [
  { Icon: IconPlayerPlay, text: 'Watch what happened to a person, and send a link to the moment.' },
  { Icon: IconWorld, text: 'Find every public recording, and close old links with evidence.' },
  { Icon: IconMailForward, text: 'See what your subscriptions send, to whom and when.' },
]

function Purpose() {
  return (
    <Stack as="ul" gap={8} aria-label="What Replay Desk does" className={classes['purpose']}>
      {purposes.map(({ Icon, text }) => (
        <Row as="li" gap={10} size="sm" key={text}>
          <Icon size={16} aria-hidden />
          {text}
        </Row>
      ))}
    </Stack>
  )
}

type IntroProps = { demo: Deployment['demo'] | undefined; onConnect: (connection: Connection) => void }

function Intro({ demo, onConnect }: IntroProps) {
  return (
    <Stack gap={24} className={classes['intro']}>
      <Row gap={12} className={classes['brand']}>
        <Logo size={32} /> Replay Desk
      </Row>
      <Picture />
      <Purpose />
      {demo && (
        <Stack gap={10} align="start">
          <Text size="sm" tone="dimmed">
            Just looking? Try it with sample data. Nothing leaves this computer.
          </Text>
          <Button
            variant="default"
            onClick={() =>
              onConnect({
                ...demo,
                id: 'demo',
                name: 'Demo project',
                zone: 'Europe/Berlin',
                owner: null,
                keyKept: 'device',
              })
            }
          >
            Explore the demo project
          </Button>
        </Stack>
      )}
    </Stack>
  )
}
