import classes from './EmptyValue.module.css'

/** Why there is nothing to read: there is none, or nobody knows. */
export type EmptyReason = { mark: '–' | '?'; meaning: string }

export function none(meaning: string): EmptyReason {
  return { mark: '–', meaning }
}

export function unknown(meaning: string): EmptyReason {
  return { mark: '?', meaning }
}

/** What stands where there is nothing to read: a quiet dash for none, a question mark for what the server did not say. */
export function EmptyValue({ meaning, unknown: isUnknown = false }: { meaning: string; unknown?: boolean }) {
  return (
    <span className={classes['mark']} role="img" aria-label={meaning} title={meaning}>
      {isUnknown ? '?' : '–'}
    </span>
  )
}
