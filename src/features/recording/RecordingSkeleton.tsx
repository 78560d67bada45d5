import { Row, Stack } from '#ui/layout.tsx'
import classes from './RecordingSkeleton.module.css'

/** Appears after 150 ms, so that fast responses do not flash. */
export function RecordingSkeleton() {
  return (
    <Stack gap={20} className={classes['skeleton']} role="status" aria-label="Loading recording">
      <Row className={classes['buttons']} aria-hidden>
        <i />
        <i />
        <i />
      </Row>
      <div className={classes['numbers']} aria-hidden />
      {Array.from({ length: 7 }, (_, row) => (
        <div key={row} className={classes['row']} aria-hidden>
          <i />
          <i data-long={row % 2 === 0 || undefined} />
        </div>
      ))}
    </Stack>
  )
}
