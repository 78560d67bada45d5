import type { Scanning } from '#features/shareInventory/useScan.ts'
import type { useShares } from '#features/shareInventory/useShares.ts'
import { hasLocks } from '#lib/tabLock.ts'
import { Coverage } from './Coverage.tsx'
import { InterruptedScan, ScanPanel } from './ScanPanel.tsx'
import classes from './SharingPage.module.css'
import { counted } from '#lib/format.ts'

type Props = { scanning: Scanning; register: ReturnType<typeof useShares>; zone: string | null }

/** Above the table: what went wrong with keeping scans, how the scan goes, and what it covers. */
export function ScanState({ scanning, register, zone }: Props) {
  const { scan, run, isElsewhere, isInterrupted, problem, isKept, dropped } = scanning
  const isAtWork = run !== null || isElsewhere
  return (
    <>
      {problem && (
        <p className={classes['notice']} role="alert">
          {problem}
        </p>
      )}
      {!isKept && (
        <p className={classes['notice']} role="status">
          This browser does not let the page keep anything: a scan lasts until you close the page.
        </p>
      )}
      {!hasLocks() && (
        <p className={classes['notice']} role="status">
          Without HTTPS this browser does not let tabs know of each other’s work: scan in one tab only, or two of them ask about
          everything twice.
        </p>
      )}
      {dropped > 0 && (
        <p className={classes['notice']} role="status">
          {counted(dropped, 'kept scan')} could not be read any more and had to be dropped. All others are as they were.
        </p>
      )}
      {scan && isAtWork && <ScanPanel scan={scan} scanning={scanning} />}
      {scan && isInterrupted && <InterruptedScan scan={scan} scanning={scanning} />}
      {scan && (
        <Coverage
          scan={scan}
          zone={zone}
          failed={register.failed}
          damaged={register.damaged}
          onRetry={!isAtWork && scan.end === 'complete' ? () => void scanning.goOn(scan.id) : undefined}
        />
      )}
    </>
  )
}
