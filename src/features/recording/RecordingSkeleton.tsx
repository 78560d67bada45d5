import classes from './RecordingSkeleton.module.css'

/** Appears after 150 ms, so that fast responses do not flash. */
export function RecordingSkeleton() {
  return (
    <div className={classes['skeleton']} role="status" aria-label="Loading recording">
      <div className={classes['buttons']} aria-hidden>
        <i />
        <i />
        <i />
      </div>
      <div className={classes['numbers']} aria-hidden />
      {Array.from({ length: 7 }, (_, row) => (
        <div key={row} className={classes['row']} aria-hidden>
          <i />
          <i data-long={row % 2 === 0 || undefined} />
        </div>
      ))}
    </div>
  )
}
