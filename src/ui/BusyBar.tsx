import classes from './BusyBar.module.css'

/** A thin bar above content that is refreshing. Takes no space. */
export function BusyBar({ busy }: { busy: boolean }) {
  return <div className={classes['track']}>{busy && <div className={classes['bar']} />}</div>
}
