import type { ApiError } from '#api/http/errors.ts'
import type { Wait } from '#api/http/request.ts'
import type { ApiConnection } from '#storage/connections.ts'
import type { RetryOptions, Phase } from '#api/http/retryInBackground.ts'
import type { Sharing } from '#api/sharing/sharing.ts'
import type { Control } from '#lib/control.ts'
import type { PreviousScan } from './compareScans.ts'
import { createRereadSchedule, type RereadSchedule } from './rereadSchedule.ts'
import type { InventoryStore } from './inventoryStore.ts'
import type { Scan } from './scan.ts'

export type ScanOptions = {
  /** Asked anew for every request, so that a key that was corrected during a pause is used. */
  connection: () => ApiConnection
  scan: Scan
  store: InventoryStore
  previous: PreviousScan
  control: Control<ApiError>
  /** Ends what is on its way once it is cancelled: it only reads. */
  signal: AbortSignal
  /** What the scan as a whole is at: it waits only where all of it does. */
  onPhase: (phase: Phase) => void
  /** Hears of every change that was kept, a few times a second at most. */
  onScan: (scan: Scan) => void
  /** Hears of every recording that is public, and its link. */
  onShared: (id: string, sharing: Sharing) => void
}

/** A scan at work: the one place where its record changes. */
export type ScanWork = ScanOptions & {
  current: () => Scan
  /** Changes the record in memory. Only inside `write`, so that what is kept never runs ahead of what is known. */
  change: (changes: Partial<Scan>) => Scan
  rereads: RereadSchedule
  /** Takes its turn to write, and tells of the record afterwards. Rejects where the browser does not keep it. */
  write: (task: () => Promise<void>) => Promise<void>
  retryOptions: (worker: string) => RetryOptions
  /** That part asks for nothing now. */
  idle: (worker: string) => void
}

function combinedPhase(phases: readonly Phase[]): Phase {
  const waits = phases.flatMap((phase): (Wait & { kind: 'waiting' })[] => (phase.kind === 'waiting' ? [phase] : []))
  const [first, ...others] = waits
  if (first === undefined || waits.length < phases.length) return { kind: 'working' }
  return others.reduce((soonest, wait) => (wait.until < soonest.until ? wait : soonest), first)
}

/** Begins to carry out an order. */
export function createScanWork(options: ScanOptions): ScanWork {
  let scan = options.scan
  let pendingWrite: Promise<void> = Promise.resolve()
  const phases = new Map<string, Phase>()
  const notify = () => options.onPhase(combinedPhase([...phases.values()]))
  return {
    ...options,
    rereads: createRereadSchedule(),
    current: () => scan,
    change(changes) {
      scan = { ...scan, ...changes }
      return scan
    },
    write(task) {
      pendingWrite = pendingWrite.then(task).then(() => options.onScan(scan))
      return pendingWrite
    },
    retryOptions: (worker) => ({
      control: options.control,
      label: 'Scanning for public recordings',
      onPhase(phase) {
        if (phase.kind === 'working' && phases.get(worker)?.kind === 'working') return
        phases.set(worker, phase)
        notify()
      },
    }),
    idle(worker) {
      if (phases.delete(worker) && phases.size > 0) notify()
    },
  }
}
