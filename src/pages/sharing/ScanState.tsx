import type { Scanning } from '#features/shareInventory/useScan.ts'
import type { useShares } from '#features/shareInventory/useShares.ts'
import { hasLocks } from '#lib/tabLock.ts'
import { Coverage } from './Coverage.tsx'
import { InterruptedScan, ScanPanel } from './ScanPanel.tsx'
import classes from './SharingPage.module.css'
import { counted } from '#lib/format.ts'

type Props = { scanning: Scanning; inventory: ReturnType<typeof useShares>; zone: string | null }

/** Storage problems, progress and coverage of the scan. */
export function ScanState({ scanning, inventory, zone }: Props) {
  const { scan, run, isInOtherTab, isInterrupted, problem, isPersistent, dropped } = scanning
  const isRunning = run !== null || isInOtherTab
  return (
    <>
      {problem && (
        <p className={classes['notice']} role="alert">
          {problem}
        </p>
      )}
      {!isPersistent && (
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
      {scan && isRunning && <ScanPanel scan={scan} scanning={scanning} />}
      {scan && isInterrupted && <InterruptedScan scan={scan} scanning={scanning} />}
      {scan && (
        <Coverage
          scan={scan}
          zone={zone}
          failed={inventory.failed}
          damaged={inventory.damaged}
          onRetry={!isRunning && scan.end === 'complete' ? () => void scanning.reopen(scan.id) : undefined}
        />
      )}
    </>
  )
}
