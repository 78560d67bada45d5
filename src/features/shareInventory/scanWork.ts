import type { ApiError } from '#api/http/errors.ts'
import type { Wait } from '#api/http/request.ts'
import type { ApiConnection } from '#storage/connections.ts'
import type { RetryOptions, Phase } from '#api/http/retryInBackground.ts'
import type { Sharing } from '#api/sharing/sharing.ts'
import type { Control } from '#lib/control.ts'
import type { Earlier } from './compareScans.ts'
import { createReadings, type Readings } from './readings.ts'
import type { InventoryStore } from './inventoryStore.ts'
import type { Scan } from './scan.ts'

export type ScanOrder = {
  /** Asked anew for every request, so that a key that was corrected during a pause is used. */
  connection: () => ApiConnection
  scan: Scan
  store: InventoryStore
  earlier: Earlier
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
export type ScanWork = ScanOrder & {
  current: () => Scan
  /** Changes the record in memory. Only inside `write`, so that what is kept never runs ahead of what is known. */
  change: (part: Partial<Scan>) => Scan
  readings: Readings
  /** Takes its turn to write, and tells of the record afterwards. Rejects where the browser does not keep it. */
  write: (page: () => Promise<void>) => Promise<void>
  retryOptions: (part: string) => RetryOptions
  /** That part asks for nothing now. */
  rest: (part: string) => void
}

function wholePhase(phases: readonly Phase[]): Phase {
  const waits = phases.flatMap((phase): (Wait & { kind: 'waiting' })[] => (phase.kind === 'waiting' ? [phase] : []))
  const [first, ...others] = waits
  if (first === undefined || waits.length < phases.length) return { kind: 'working' }
  return others.reduce((soonest, wait) => (wait.until < soonest.until ? wait : soonest), first)
}

/** Begins to carry out an order. */
export function beginWork(order: ScanOrder): ScanWork {
  let scan = order.scan
  let writing: Promise<void> = Promise.resolve()
  const phases = new Map<string, Phase>()
  const tell = () => order.onPhase(wholePhase([...phases.values()]))
  return {
    ...order,
    readings: createReadings(),
    current: () => scan,
    change(part) {
      scan = { ...scan, ...part }
      return scan
    },
    write(page) {
      writing = writing.then(page).then(() => order.onScan(scan))
      return writing
    },
    retryOptions: (part) => ({
      control: order.control,
      label: 'Scanning for public recordings',
      onPhase(phase) {
        if (phase.kind === 'working' && phases.get(part)?.kind === 'working') return
        phases.set(part, phase)
        tell()
      },
    }),
    rest(part) {
      if (phases.delete(part) && phases.size > 0) tell()
    },
  }
}
