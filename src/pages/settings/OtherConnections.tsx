import { activateConnection, type Connection } from '#storage/connections.ts'
import { forgetConnection } from '#storage/forgetConnection.ts'
import { Stack } from '#ui/layout.tsx'
import classes from './SettingsPage.module.css'
import { Button } from '#ui/Button.tsx'

export function OtherConnections({ connections }: { connections: Connection[] }) {
  return (
    <Stack as="section" gap={16} aria-labelledby="other-connections">
      <h2 id="other-connections" className={classes['heading']}>
        Other connections
      </h2>
      <ul className={classes['others']}>
        {connections.map(({ id, name, host, projectName, projectId }) => (
          <li key={id}>
            <Stack as="span" gap={0} size="sm" className={classes['names']}>
              <strong>{name}</strong>
              <span className={classes['quiet']}>
                {new URL(host).host} · {projectName ?? `project ${projectId}`}
              </span>
            </Stack>
            <Button variant="default" aria-label={`Use ${name}`} onClick={() => activateConnection(id)}>
              Use
            </Button>
            <Button variant="subtle" color="red" aria-label={`Forget ${name}`} onClick={() => void forgetConnection(id)}>
              Forget
            </Button>
          </li>
        ))}
      </ul>
    </Stack>
  )
}
