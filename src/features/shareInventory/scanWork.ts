import type { ApiError } from '#api/http/errors.ts'
import type { Wait } from '#api/rateLimit/background.ts'
import type { ApiConnection } from '#storage/connections.ts'
import type { RetryOptions, Phase } from '#api/http/retryInBackground.ts'
import type { Sharing } from '#api/sharing/sharing.ts'
import type { Control } from '#lib/control.ts'
import type { PreviousScan } from './compareScans.ts'
import { createRereadSchedule, type RereadSchedule } from './rereadSchedule.ts'
import type { InventoryStore } from '#storage/inventoryStore.ts'
import type { Scan } from '#storage/scan.ts'

export type ScanOptions = {
  /** Called for every request, because the key may be corrected during a pause. */
  connection: () => ApiConnection
  scan: Scan
  store: InventoryStore
  previous: PreviousScan
  control: Control<ApiError>
  /** Aborts pending requests on a cancel; they only read. */
  signal: AbortSignal
  /** The scan waits only if all of its workers wait. */
  onPhase: (phase: Phase) => void
  /** Called after each saved change, at most a few times per second. */
  onScan: (scan: Scan) => void
  onShared: (id: string, sharing: Sharing) => void
}

/** A running scan; the only place where its record changes. */
export type ScanWork = ScanOptions & {
  current: () => Scan
  /** Changes the record in memory. Call it only inside `write`, so that records are saved in order. */
  change: (changes: Partial<Scan>) => Scan
  rereads: RereadSchedule
  /** Runs writes one after another. Rejects if storage fails. */
  write: (task: () => Promise<void>) => Promise<void>
  retryOptions: (worker: string) => RetryOptions
  /** The worker has nothing to request now. */
  idle: (worker: string) => void
}

function combinedPhase(phases: readonly Phase[]): Phase {
  const waits = phases.flatMap((phase): (Wait & { kind: 'waiting' })[] => (phase.kind === 'waiting' ? [phase] : []))
  const [first, ...others] = waits
  if (first === undefined || waits.length < phases.length) return { kind: 'working' }
  return others.reduce((soonest, wait) => (wait.until < soonest.until ? wait : soonest), first)
}

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
