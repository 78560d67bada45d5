import classes from './Dash.module.css'

/** What stands where there is nothing to read: a quiet dash for none, a question mark for what the server did not say. */
export function Dash({ meaning, unknown = false }: { meaning: string; unknown?: boolean }) {
  return (
    <span className={classes['dash']} role="img" aria-label={meaning} title={meaning}>
      {unknown ? '?' : '–'}
    </span>
  )
}
