import { VisuallyHidden } from '@mantine/core'
import classes from './Dash.module.css'

/** What stands where there is nothing to read: a quiet dash for none, a question mark for what the server did not say. */
export function Dash({ meaning, unknown = false }: { meaning: string; unknown?: boolean }) {
  return (
    <span className={classes['dash']} title={meaning}>
      <span aria-hidden>{unknown ? '?' : '–'}</span>
      <VisuallyHidden>{meaning}</VisuallyHidden>
    </span>
  )
}
