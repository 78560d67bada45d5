import { IconCheck, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from 'react-router-dom'
import { accountQueries } from '#api/account/account.ts'
import { activateConnection, type Connection, hasKey, moveToProject, useConnections } from '#storage/connections.ts'
import { Stack, Text } from '#ui/layout.tsx'
import classes from './Switcher.module.css'
import { paths } from '#lib/paths.ts'

type Props = { active: Connection | null; projectId: string | undefined; onDone: () => void }

export function SwitcherList({ active, projectId, onDone }: Props) {
  return (
    <>
      {active && hasKey(active) && <Projects active={active} projectId={projectId} onDone={onDone} />}
      <Connections active={active} onDone={onDone} />
    </>
  )
}

type ChoiceProps = { name: string; hint?: string | null; chosen: boolean; onChoose: () => void }

function Choice({ name, hint, chosen, onChoose }: ChoiceProps) {
  return (
    <li>
      <button type="button" className={classes['choice']} aria-current={chosen || undefined} onClick={onChoose}>
        <Stack as="span" gap={0} className={classes['names']}>
          <Text as="span" cut>
            {name}
          </Text>
          {hint && (
            <Text as="span" size="xs" tone="dimmed" cut className={classes['host']}>
              {hint}
            </Text>
          )}
        </Stack>
        {chosen && <IconCheck size={16} aria-hidden />}
      </button>
    </li>
  )
}

function Projects({ active, projectId, onDone }: { active: Connection; projectId: string | undefined; onDone: () => void }) {
  const projects = useQuery(accountQueries.projects(active))
  const navigate = useNavigate()
  if (projects.isPending) return <p className={classes['note']}>Loading projects…</p>
  if (projects.isError) {
    return <p className={classes['note']}>Couldn’t load projects. {projects.error.message}</p>
  }
  return (
    <section aria-label="Projects">
      <h2 className={classes['heading']}>Projects</h2>
      <ul>
        {projects.data.rows.map(({ id, name, timezone }) => (
          <Choice
            key={id}
            name={name ?? `Project ${id}`}
            hint={timezone}
            chosen={id === projectId}
            onChoose={() => {
              moveToProject(active.id, { id, name, zone: timezone })
              void navigate(paths.recordings(id))
              onDone()
            }}
          />
        ))}
      </ul>
    </section>
  )
}

function Connections({ active, onDone }: { active: Connection | null; onDone: () => void }) {
  const connections = useConnections()
  const navigate = useNavigate()
  const go = (path: string) => {
    void navigate(path)
    onDone()
  }
  return (
    <section aria-label="Connections">
      <h2 className={classes['heading']}>Connections</h2>
      <ul>
        {connections.map((one) => (
          <Choice
            key={one.id}
            name={one.name}
            hint={new URL(one.host).host}
            chosen={one.id === active?.id}
            onChoose={() => {
              activateConnection(one.id)
              go(paths.recordings(one.projectId))
            }}
          />
        ))}
        <li>
          <button type="button" className={classes['choice']} onClick={() => go('/connect')}>
            <IconPlus size={16} aria-hidden /> Add a connection
          </button>
        </li>
      </ul>
    </section>
  )
}
