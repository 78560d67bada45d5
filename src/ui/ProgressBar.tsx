import classes from './ProgressBar.module.css'

type Props = {
  label: string
  done: number
  /** Null where nobody knows how much there is; the bar then moves unless the work is paused. */
  total: number | null
  isPaused?: boolean
}

export function ProgressBar({ label, done, total, isPaused = false }: Props) {
  const known = total === null ? {} : { value: done, max: Math.max(1, total) }
  return <progress className={classes['bar']} aria-label={label} data-paused={isPaused || undefined} {...known} />
}
