import { type Connection, useActiveConnection, useConnections, useSettings } from '#storage/connections.ts'
import { settings } from '#storage/settings.ts'
import { PageHeader } from '#ui/PageHeader.tsx'
import { ConnectionDetails } from './ConnectionDetails.tsx'
import { CachedReplays } from './CachedReplays.tsx'
import { OtherConnections } from './OtherConnections.tsx'
import { OwnDomains } from './OwnDomains.tsx'
import { Row, Stack } from '#ui/layout.tsx'
import { Checkbox } from '#ui/Checkbox.tsx'
import classes from './SettingsPage.module.css'
import { ButtonLink } from '#ui/Button.tsx'
import { paths } from '#lib/paths.ts'

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
        {active && <DeletionLog projectId={active.projectId} />}
        {active && <ActivityLog projectId={active.projectId} />}
        {others.length > 0 && <OtherConnections connections={others} />}
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
    <Stack as="section" gap={16} aria-labelledby="this-connection">
      <h2 id="this-connection" className={classes['heading']}>
        This connection
      </h2>
      <ConnectionDetails key={connection.id} connection={connection} />
    </Stack>
  )
}

function DeletionLog({ projectId }: { projectId: string }) {
  return (
    <Stack as="section" gap={16} aria-labelledby="deletion-log">
      <h2 id="deletion-log" className={classes['heading']}>
        Deletion log
      </h2>
      <p className={classes['note']}>Receipts for deletions made in this browser: what was deleted, when, and what failed.</p>
      <Row wrap>
        <ButtonLink to={paths.deletions(projectId)} variant="default">
          Open deletion log
        </ButtonLink>
      </Row>
    </Stack>
  )
}

function ActivityLog({ projectId }: { projectId: string }) {
  return (
    <Stack as="section" gap={16} aria-labelledby="activity-log">
      <h2 id="activity-log" className={classes['heading']}>
        Activity log
      </h2>
      <p className={classes['note']}>
        Shares, revocations, deletions and exports made in this browser, with their outcomes. PostHog doesn’t log them.
      </p>
      <Row wrap>
        <ButtonLink to={paths.activityLog(projectId)} variant="default">
          Open activity log
        </ButtonLink>
      </Row>
    </Stack>
  )
}

function Keyboard() {
  const { shortcuts } = useSettings()
  return (
    <Stack as="section" gap={16} aria-labelledby="keyboard">
      <h2 id="keyboard" className={classes['heading']}>
        Keyboard
      </h2>
      <Checkbox
        label="Single-key shortcuts in tables and the player"
        checked={shortcuts}
        onChange={(isOn) => {
          settings.set((value) => ({ ...value, shortcuts: isOn }))
        }}
      />
      <p className={classes['note']}>
        They don’t fire while you type in a field. Turn them off if you dictate text or press keys by accident.
      </p>
    </Stack>
  )
}

function LoadAhead() {
  const { loadsAhead } = useSettings()
  return (
    <Stack as="section" gap={16} aria-labelledby="load-ahead">
      <h2 id="load-ahead" className={classes['heading']}>
        Preloading
      </h2>
      <Checkbox
        label="Load the next page when you point at “Next page”"
        checked={loadsAhead}
        onChange={(isOn) => {
          settings.set((value) => ({ ...value, loadsAhead: isOn }))
        }}
      />
      <p className={classes['note']}>Only while less than half of your request limit is used.</p>
    </Stack>
  )
}

function About() {
  return (
    <p className={classes['note']}>
      Replay Desk {import.meta.env.APP_VERSION} · <a href="/licenses.txt">Open-source licenses</a>
    </p>
  )
}

function NotConnected() {
  return <p className={classes['note']}>Not connected to any host yet.</p>
}
