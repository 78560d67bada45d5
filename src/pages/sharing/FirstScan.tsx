import type { ScanRequest } from '#features/shareInventory/scan.ts'
import { ScanForm } from './ScanForm.tsx'
import classes from './SharingPage.module.css'

export function FirstScan({ onStart }: { onStart: (request: ScanRequest) => void }) {
  return (
    <section className={classes['first']} aria-labelledby="first-scan">
      <h2 id="first-scan" className={classes['firstTitle']}>
        Find out what is open to the world
      </h2>
      <p className={classes['text']}>
        PostHog has no list of public recordings and keeps no log of who shared what. A scan finds every recording that may be
        public, asks about the link of each, and keeps the result in this browser. It changes nothing.
      </p>
      <ScanForm onStart={onStart} />
    </section>
  )
}
