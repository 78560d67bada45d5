import { activateConnection, type Connection } from '#storage/connections.ts'
import { forgetConnection } from '#storage/forgetConnection.ts'
import { Stack, Text } from '#ui/layout.tsx'
import { Section } from '#ui/Section.tsx'
import { LineList } from '#ui/LineList.tsx'
import classes from './SettingsPage.module.css'
import { Button } from '#ui/Button.tsx'

export function OtherConnections({ connections }: { connections: Connection[] }) {
  return (
    <Section title="Other connections">
      <LineList className={classes['others']}>
        {connections.map(({ id, name, host, projectName, projectId }) => (
          <li key={id}>
            <Stack as="span" gap={0} size="sm">
              <strong>{name}</strong>
              <Text as="span" size="xs" tone="dimmed">
                {new URL(host).host} · {projectName ?? `project ${projectId}`}
              </Text>
            </Stack>
            <Button variant="default" aria-label={`Use ${name}`} onClick={() => activateConnection(id)}>
              Use
            </Button>
            <Button variant="subtle" color="red" aria-label={`Forget ${name}`} onClick={() => void forgetConnection(id)}>
              Forget
            </Button>
          </li>
        ))}
      </LineList>
    </Section>
  )
}
