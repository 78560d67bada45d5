import classes from './EmptyValue.module.css'

export type EmptyReason = { mark: '–' | '?'; meaning: string }

export function none(meaning: string): EmptyReason {
  return { mark: '–', meaning }
}

export function unknown(meaning: string): EmptyReason {
  return { mark: '?', meaning }
}

/** A dash for no value, a question mark for an unknown one. */
export function EmptyValue({ meaning, unknown: isUnknown = false }: { meaning: string; unknown?: boolean }) {
  return (
    <span className={classes['mark']} role="img" aria-label={meaning} title={meaning}>
      {isUnknown ? '?' : '–'}
    </span>
  )
}
