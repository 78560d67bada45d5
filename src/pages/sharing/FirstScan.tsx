import type { ScanRequest } from '#storage/scan.ts'
import { ScanForm } from './ScanForm.tsx'
import classes from './SharingPage.module.css'

export function FirstScan({ onStart }: { onStart: (request: ScanRequest) => void }) {
  return (
    <section className={classes['first']} aria-labelledby="first-scan">
      <h2 id="first-scan" className={classes['firstTitle']}>
        Find public recordings
      </h2>
      <p className={classes['text']}>
        PostHog doesn’t list public recordings or log who shared them. A scan finds every recording that may be public, checks its
        link and saves the result in this browser. It changes nothing.
      </p>
      <ScanForm onStart={onStart} />
    </section>
  )
}
