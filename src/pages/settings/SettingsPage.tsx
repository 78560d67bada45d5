import { type Connection, useActiveConnection, useConnections, useSettings } from '#storage/connections.ts'
import { settings } from '#storage/settings.ts'
import { PageHeader } from '#ui/PageHeader.tsx'
import { ConnectionDetails } from './ConnectionDetails.tsx'
import { CachedReplays } from './CachedReplays.tsx'
import { OtherConnections } from './OtherConnections.tsx'
import { OwnDomains } from './OwnDomains.tsx'
import { Stack, Text } from '#ui/layout.tsx'
import { Checkbox } from '#ui/Checkbox.tsx'
import { Section } from '#ui/Section.tsx'
import { Link } from 'react-router-dom'
import classes from './SettingsPage.module.css'
import { VaultSection } from './VaultSection.tsx'
import { ButtonLink } from '#ui/Button.tsx'

export function SettingsPage() {
  const active = useActiveConnection()
  const others = useConnections().filter(({ id }) => id !== active?.id)
  return (
    <>
      <title>Settings · Replay Desk</title>
      <PageHeader
        title="Settings"
        description="Saved in this browser only."
        actions={
          <ButtonLink to="/connect" variant="default">
            Add a connection
          </ButtonLink>
        }
      />
      <Stack gap={32} className={classes['sections']}>
        {active ? <ActiveConnection connection={active} /> : <NotConnected />}
        {others.length > 0 && <OtherConnections connections={others} />}
        <VaultSection />
        <CachedReplays />
        <OwnDomains />
        <Keyboard />
        <LoadAhead />
        <About />
      </Stack>
    </>
  )
}

function ActiveConnection({ connection }: { connection: Connection }) {
  return (
    <Section title="This connection">
      <ConnectionDetails key={connection.id} connection={connection} />
    </Section>
  )
}

function Keyboard() {
  const { shortcuts } = useSettings()
  return (
    <Section title="Keyboard">
      <Checkbox
        label="Single-key shortcuts in tables and the player"
        checked={shortcuts}
        onChange={(isOn) => {
          settings.set((value) => ({ ...value, shortcuts: isOn }))
        }}
      />
      <Text size="xs" tone="dimmed">
        They don’t fire while you type in a field. Turn them off if you dictate text or press keys by accident.
      </Text>
    </Section>
  )
}

function LoadAhead() {
  const { loadsAhead } = useSettings()
  return (
    <Section title="Preloading">
      <Checkbox
        label="Load the next page when you point at “Next page”"
        checked={loadsAhead}
        onChange={(isOn) => {
          settings.set((value) => ({ ...value, loadsAhead: isOn }))
        }}
      />
      <Text size="xs" tone="dimmed">
        Only while less than half of your request limit is used.
      </Text>
    </Section>
  )
}

function About() {
  return (
    <Text size="xs" tone="dimmed">
      <Link to="/privacy">What leaves this browser</Link> · Replay Desk {import.meta.env.APP_VERSION} ·{' '}
      <a href="/licenses.txt">Open-source licenses</a>
    </Text>
  )
}

function NotConnected() {
  return (
    <Text size="xs" tone="dimmed">
      Not connected to any host yet.
    </Text>
  )
}
