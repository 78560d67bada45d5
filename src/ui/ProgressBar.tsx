import classes from './ProgressBar.module.css'

/** `total` is null where nobody knows how much there is. */
export function ProgressBar({ label, done, total }: { label: string; done: number; total: number | null }) {
  const known = total === null ? {} : { value: done, max: Math.max(1, total) }
  return <progress className={classes['bar']} aria-label={label} {...known} />
}
