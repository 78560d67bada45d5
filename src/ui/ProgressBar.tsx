import classes from './ProgressBar.module.css'

export function ProgressBar({ label, done, total }: { label: string; done: number; total: number }) {
  return <progress className={classes['bar']} aria-label={label} value={done} max={Math.max(1, total)} />
}
