import { activateConnection, type Connection } from '#storage/connections.ts'
import { forget } from './forget.ts'
import classes from './SettingsPage.module.css'
import { Button } from '#ui/Button.tsx'

export function OtherConnections({ connections }: { connections: Connection[] }) {
  return (
    <section className={classes['section']} aria-labelledby="other-connections">
      <h2 id="other-connections" className={classes['heading']}>
        Other connections
      </h2>
      <ul className={classes['others']}>
        {connections.map(({ id, name, host, projectName, projectId }) => (
          <li key={id}>
            <span className={classes['names']}>
              <strong>{name}</strong>
              <span className={classes['quiet']}>
                {new URL(host).host} · {projectName ?? `project ${projectId}`}
              </span>
            </span>
            <Button variant="default" aria-label={`Use ${name}`} onClick={() => activateConnection(id)}>
              Use
            </Button>
            <Button variant="subtle" color="red" aria-label={`Forget ${name}`} onClick={() => forget(id)}>
              Forget
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
