import { IconFileUpload, IconHelp } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { NavLink } from 'react-router-dom'
import { BudgetMeter } from '#features/budget/BudgetMeter.tsx'
import { Text } from '#ui/layout.tsx'
import { ColorSchemeControl } from './ColorSchemeControl.tsx'
import classes from './Shell.module.css'

const HelpDialog = lazy(() => import('./HelpDialog.tsx').then((part) => ({ default: part.HelpDialog })))

/** Loaded after the first content. */
export function SidebarFooter() {
  const [isHelpOpen, setHelpOpen] = useState(false)
  const version = import.meta.env.APP_VERSION
  return (
    <>
      <NavLink className={classes['link'] ?? ''} to="/watch">
        <IconFileUpload size={16} aria-hidden /> Watch a file
      </NavLink>
      <div className={classes['meter']}>
        <BudgetMeter />
      </div>
      <button type="button" className={classes['link']} onClick={() => setHelpOpen(true)}>
        <IconHelp size={16} aria-hidden /> Help
        {version && (
          <Text as="span" size="xs" tone="dimmed" className={classes['version']} aria-hidden title={`Replay Desk ${version}`}>
            {version}
          </Text>
        )}
      </button>
      <ColorSchemeControl />
      {isHelpOpen && (
        <Suspense>
          <HelpDialog onClose={() => setHelpOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
