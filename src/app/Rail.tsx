import {
  type Icon as IconType,
  IconMailForward,
  IconPlayerPlay,
  IconSettings,
  IconSql,
  IconTags,
  IconWorld,
} from '@tabler/icons-react'
import { Suspense } from 'react'
import { NavLink, useParams } from 'react-router-dom'
import { useActiveConnection } from '#api/connection.ts'
import { optional } from '#ui/optional.ts'
import classes from './Shell.module.css'
import { Switcher } from './Switcher.tsx'

const RailFoot = optional(() => import('./RailFoot.tsx').then((part) => part.RailFoot))

const screens = [
  ['recordings', 'Recordings', IconPlayerPlay],
  ['sharing', 'Sharing', IconWorld],
  ['subscriptions', 'Subscriptions', IconMailForward],
  ['session-properties', 'Session properties', IconTags],
  ['sql', 'SQL', IconSql],
] as const

function RailLink({ to, name, Icon }: { to: string; name: string; Icon: IconType }) {
  return (
    <li>
      <NavLink className={classes['link'] ?? ''} to={to}>
        <Icon size={16} aria-hidden /> {name}
      </NavLink>
    </li>
  )
}

/** The navigation at the side: where we are, where one can go, light or dark. */
export function Rail({ open }: { open: boolean }) {
  const active = useActiveConnection()
  const { projectId = active?.projectId } = useParams()
  return (
    <nav id="rail" className={classes['rail']} data-open={open || undefined} aria-label="Replay Desk">
      <Switcher active={active} projectId={projectId} />
      <ul className={classes['links']}>
        {projectId !== undefined &&
          screens.map(([path, name, Icon]) => (
            <RailLink key={path} to={`/project/${encodeURIComponent(projectId)}/${path}`} name={name} Icon={Icon} />
          ))}
        <RailLink to="/settings" name="Settings" Icon={IconSettings} />
      </ul>
      <div className={classes['foot']}>
        <Suspense>
          <RailFoot />
        </Suspense>
      </div>
    </nav>
  )
}
