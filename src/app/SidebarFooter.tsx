import { IconFileUpload, IconHelp, IconLock, IconShieldLock } from '@tabler/icons-react'
import { lazy, Suspense, useState, useSyncExternalStore } from 'react'
import { NavLink } from 'react-router-dom'
import { BudgetMeter } from '#features/budget/BudgetMeter.tsx'
import { lockVault } from '#api/requestWorker/callVault.ts'
import { vaultState } from '#storage/vaultState.ts'
import { Text } from '#ui/layout.tsx'
import { ColorSchemeControl } from './ColorSchemeControl.tsx'
import classes from './Shell.module.css'

const HelpDialog = lazy(() => import('./HelpDialog.tsx').then((part) => ({ default: part.HelpDialog })))

/** Loaded after the first content. */
export function SidebarFooter() {
  const [isHelpOpen, setHelpOpen] = useState(false)
  const isUnlocked = useSyncExternalStore(vaultState.subscribe, vaultState.get)?.isUnlocked ?? false
  const version = import.meta.env.APP_VERSION
  return (
    <>
      <NavLink className={classes['link'] ?? ''} to="/watch">
        <IconFileUpload size={16} aria-hidden /> Watch a file
      </NavLink>
      <NavLink className={classes['link'] ?? ''} to="/privacy">
        <IconShieldLock size={16} aria-hidden /> Privacy
      </NavLink>
      <div className={classes['meter']}>
        <BudgetMeter />
      </div>
      {isUnlocked && (
        <button type="button" className={classes['link']} title="Lock now (Shift L)" onClick={lockVault}>
          <IconLock size={16} aria-hidden /> Lock now
        </button>
      )}
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
