import classes from './EmptyValue.module.css'

/** Why there is nothing to read: there is none, or nobody knows. */
export type Nothing = { mark: '–' | '?'; meaning: string }

export function none(meaning: string): Nothing {
  return { mark: '–', meaning }
}

export function unknown(meaning: string): Nothing {
  return { mark: '?', meaning }
}

/** What stands where there is nothing to read: a quiet dash for none, a question mark for what the server did not say. */
export function Dash({ meaning, unknown: isUnknown = false }: { meaning: string; unknown?: boolean }) {
  return (
    <span className={classes['dash']} role="img" aria-label={meaning} title={meaning}>
      {isUnknown ? '?' : '–'}
    </span>
  )
}
