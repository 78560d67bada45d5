import classes from './BusyBar.module.css'

/** A thin bar above what is being brought up to date. Takes no room. */
export function BusyBar({ busy }: { busy: boolean }) {
  return <div className={classes['track']}>{busy && <div className={classes['bar']} />}</div>
}
