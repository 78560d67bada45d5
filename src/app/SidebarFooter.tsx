import { IconFileUpload } from '@tabler/icons-react'
import { NavLink } from 'react-router-dom'
import { BudgetMeter } from '#features/budget/BudgetMeter.tsx'
import { ColorSchemeControl } from './ColorSchemeControl.tsx'
import classes from './Shell.module.css'

/** Loaded after the first content. */
export function SidebarFooter() {
  return (
    <>
      <NavLink className={classes['link'] ?? ''} to="/watch">
        <IconFileUpload size={16} aria-hidden /> Watch a file
      </NavLink>
      <div className={classes['meter']}>
        <BudgetMeter />
      </div>
      <ColorSchemeControl />
    </>
  )
}
