import {
  type Icon as IconType,
  IconHistory,
  IconMailForward,
  IconPlayerPlay,
  IconSettings,
  IconSql,
  IconTags,
  IconWorld,
} from '@tabler/icons-react'
import { Suspense } from 'react'
import { NavLink, useLocation } from 'react-router-dom'
import { useActiveConnection } from '#storage/connections.ts'
import { optional } from '#ui/optional.ts'
import { screens } from './screens.ts'
import { Stack } from '#ui/layout.tsx'
import classes from './Shell.module.css'
import { Switcher } from './Switcher.tsx'
import { idsIn, screenPath } from '#lib/paths.ts'

const SidebarFooter = optional(() => import('./SidebarFooter.tsx').then((part) => part.SidebarFooter))

const links = [
  ['recordings', 'Recordings', IconPlayerPlay, null],
  ['sharing', 'Sharing', IconWorld, screens.sharing],
  ['subscriptions', 'Subscriptions', IconMailForward, screens.subscriptions],
  ['session-properties', 'Session properties', IconTags, screens.sessionProperties],
  ['sql', 'SQL', IconSql, screens.sql],
  ['activity-log', 'Activity log', IconHistory, screens.activityLog],
] as const

type LinkProps = { to: string; name: string; Icon: IconType; screen: { preload: () => Promise<unknown> } | null }

function SidebarLink({ to, name, Icon, screen }: LinkProps) {
  // A failed preload shows its error when the screen is opened.
  const preload = () => void screen?.preload().catch(() => undefined)
  return (
    <li>
      <NavLink className={classes['link'] ?? ''} to={to} onPointerEnter={preload} onFocus={preload}>
        <Icon size={16} aria-hidden /> {name}
      </NavLink>
    </li>
  )
}

export function Sidebar({ open }: { open: boolean }) {
  const active = useActiveConnection()
  const projectId = idsIn(useLocation().pathname).projectId || active?.projectId
  return (
    <Stack as="nav" gap={12} id="sidebar" className={classes['sidebar']} data-open={open || undefined} aria-label="Replay Desk">
      <Switcher active={active} projectId={projectId} />
      <Stack as="ul" gap={2} className={classes['links']}>
        {projectId !== undefined &&
          links.map(([path, name, Icon, screen]) => (
            <SidebarLink key={path} to={screenPath(projectId, path)} name={name} Icon={Icon} screen={screen} />
          ))}
        <SidebarLink to="/settings" name="Settings" Icon={IconSettings} screen={screens.settings} />
      </Stack>
      <Stack className={classes['footer']}>
        <Suspense>
          <SidebarFooter />
        </Suspense>
      </Stack>
    </Stack>
  )
}
