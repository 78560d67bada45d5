import { useReadOnly } from '#storage/readOnly.ts'
import { IconSelector } from '@tabler/icons-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { useKnownProject } from '#features/connection/useKnownProject.ts'
import type { Connection } from '#storage/connections.ts'
import { Logo } from '#ui/Logo.tsx'
import { Stack, Text } from '#ui/layout.tsx'
import classes from './Switcher.module.css'
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx'

const SwitcherList = lazy(() => import('./SwitcherList.tsx').then(({ SwitcherList: List }) => ({ default: List })))

/** Shows the current project and switches to another project or connection. Loads the projects when it opens. */
export function Switcher({ active, projectId }: { active: Connection | null; projectId: string | undefined }) {
  const [open, setOpen] = useState(false)
  const popover = useRef<HTMLDivElement>(null)
  const isReadOnly = useReadOnly(active?.id ?? '')
  const close = () => popover.current?.hidePopover()
  const project = useKnownProject(active, projectId)
  const name = active?.projectId === projectId ? active?.projectName : project?.name
  return (
    <>
      <button type="button" className={classes['button']} popoverTarget="switcher">
        <Logo size={24} />
        <VisuallyHidden>Project and connection:</VisuallyHidden>
        <Stack as="span" gap={0} className={classes['names']}>
          <Text as="span" size="sm" strong cut className={classes['project']}>
            {active ? (name ?? `Project ${projectId}`) : 'Replay Desk'}
          </Text>
          <Text as="span" size="xs" tone="dimmed" cut className={classes['host']}>
            {active ? `${isReadOnly ? 'Read-only · ' : ''}${new URL(active.host).host}` : 'Not connected'}
          </Text>
        </Stack>
        <IconSelector size={16} className={classes['quiet']} aria-hidden />
      </button>
      <div
        ref={popover}
        id="switcher"
        popover="auto"
        className={classes['popover']}
        onToggle={(event) => setOpen(event.newState === 'open')}
      >
        {open && (
          <Suspense>
            <SwitcherList active={active} projectId={projectId} onDone={close} />
          </Suspense>
        )}
      </div>
    </>
  )
}
