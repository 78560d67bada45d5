import { IconPlayerPlay, IconSettings, IconWorld } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { NavLink, useParams } from 'react-router-dom'
import { useActiveConnection } from '#api/connection.ts'
import classes from './Shell.module.css'
import { Switcher } from './Switcher.tsx'

const RailFoot = lazy(() => import('./RailFoot.tsx').then(({ RailFoot: Foot }) => ({ default: Foot })))

/** The navigation at the side: where we are, where one can go, light or dark. */
export function Rail({ open }: { open: boolean }) {
  const active = useActiveConnection()
  const { projectId = active?.projectId } = useParams()
  return (
    <nav id="rail" className={classes['rail']} data-open={open || undefined} aria-label="Replay Desk">
      <Switcher active={active} projectId={projectId} />
      <ul className={classes['links']}>
        {projectId !== undefined && (
          <>
            <li>
              <NavLink className={classes['link'] ?? ''} to={`/project/${encodeURIComponent(projectId)}/recordings`}>
                <IconPlayerPlay size={16} aria-hidden /> Recordings
              </NavLink>
            </li>
            <li>
              <NavLink className={classes['link'] ?? ''} to={`/project/${encodeURIComponent(projectId)}/sharing`}>
                <IconWorld size={16} aria-hidden /> Sharing
              </NavLink>
            </li>
          </>
        )}
        <li>
          <NavLink className={classes['link'] ?? ''} to="/settings">
            <IconSettings size={16} aria-hidden /> Settings
          </NavLink>
        </li>
      </ul>
      <div className={classes['foot']}>
        <Suspense>
          <RailFoot />
        </Suspense>
      </div>
    </nav>
  )
}
