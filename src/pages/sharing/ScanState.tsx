import type { Scanning } from '#features/shareInventory/useScan.ts'
import type { useShares } from '#features/shareInventory/useShares.ts'
import { hasLocks } from '#lib/tabLock.ts'
import { Coverage } from './Coverage.tsx'
import { InterruptedScan, ScanPanel } from './ScanPanel.tsx'
import { Notice } from '#ui/bands.tsx'
import { counted } from '#lib/format.ts'

type Props = { scanning: Scanning; inventory: ReturnType<typeof useShares>; zone: string | null }

/** Storage problems, progress and coverage of the scan. */
export function ScanState({ scanning, inventory, zone }: Props) {
  const { scan, run, isInOtherTab, isInterrupted, problem, isPersistent, dropped } = scanning
  const isRunning = run !== null || isInOtherTab
  return (
    <>
      {problem && <Notice role="alert">{problem}</Notice>}
      {!isPersistent && (
        <Notice role="status">This browser blocks storage, so the scan lasts only until you close the page.</Notice>
      )}
      {!hasLocks() && (
        <Notice role="status">
          Without HTTPS, tabs can’t see each other’s scans. Scan in one tab only, so that nothing is checked twice.
        </Notice>
      )}
      {dropped > 0 && (
        <Notice role="status">
          {counted(dropped, 'stored scan')} couldn’t be read and {dropped === 1 ? 'was' : 'were'} removed. Other scans are
          unaffected.
        </Notice>
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
