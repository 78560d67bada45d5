import classes from './TableSkeleton.module.css'

/** Appears after 150 ms, so that a fast response doesn't flash. */
export function TableSkeleton({ label }: { label: string }) {
  return (
    <div className={classes['skeleton']} role="status" aria-label={label}>
      {Array.from({ length: 14 }, (_, row) => (
        <div key={row} className={classes['row']} aria-hidden>
          <i className={classes['bar']} data-size="s" />
          <i className={classes['bar']} data-size={row % 3 === 0 ? 'l' : 'm'} />
          <i className={classes['bar']} data-size="s" />
          <i className={classes['bar']} data-size={row % 2 === 0 ? 'xl' : 'l'} />
        </div>
      ))}
    </div>
  )
}
