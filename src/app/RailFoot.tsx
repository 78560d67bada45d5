import { BudgetMeter } from '#features/budget/BudgetMeter.tsx'
import { ColorSchemeControl } from './ColorSchemeControl.tsx'
import classes from './Shell.module.css'

/** What stands at the end of the navigation and nobody needs in the first moment. */
export function RailFoot() {
  return (
    <>
      <div className={classes['meter']}>
        <BudgetMeter />
      </div>
      <ColorSchemeControl />
    </>
  )
}
