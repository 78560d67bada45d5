import type { Connection } from '#storage/connections.ts'
import { type ApiError } from '#api/http/errors.ts'
import { freshConnection } from '#storage/freshConnection.ts'
import type { Phase } from '#api/http/retryInBackground.ts'
import { settings } from '#storage/settings.ts'
import type { Sharing } from '#api/sharing/sharing.ts'
import { type Control, createControl } from '#lib/control.ts'
import { createListeners } from '#lib/listeners.ts'
import { createPace } from '#lib/pace.ts'
import { withTabLock } from '#lib/tabLock.ts'
import type { PreviousScan } from './compareScans.ts'
import { createScan, reopenScan } from './newScan.ts'
import { openInventory } from '#storage/openInventory.ts'
import type { InventoryStore } from '#storage/inventoryStore.ts'
import { runScan } from './runScan.ts'
import { checkedCount, type Scan, type ScanRequest, type ScanStatus } from '#storage/scan.ts'
import { listenToOtherTabs, scanLock, type ScanCommand } from './scanTabs.ts'
import { createScanWork } from './scanWork.ts'

export type RunPhase = Phase | { kind: 'paused'; why: ApiError | null }

/** A scan of this tab. `pace` is checks per second, null until known. */
export type ScanRun = {
  connection: Connection
  scan: Scan
  phase: RunPhase
  /** Cancel was pressed; pending requests may still settle. */
  isCancelled: boolean
  pace: number | null
}

export type ScanHooks = {
  onShared: (connection: Connection, id: string, sharing: Sharing) => void
  /** Called when the scan ends, for any reason. */
  onEnd: (connection: Connection) => void
}

const runs = new Map<string, { run: ScanRun; control: Control<ApiError> }>()
const problems = new Map<string, string>()
const { notify, subscribe } = createListeners()

/** Scans of this tab. `subscribe` fits useSyncExternalStore. */
export const currentScans = {
  get: (connection: Connection): ScanRun | null => runs.get(scanLock(connection))?.run ?? null,
  /** Message if the last scan of this tab stopped because storage failed. */
  problemOf: (connection: Connection): string | null => problems.get(scanLock(connection)) ?? null,
  subscribe,
}

/** Returns false if this tab runs no scan of the project. */
export function applyCommand(lock: string, action: ScanCommand): boolean {
  const control = runs.get(lock)?.control
  if (!control) return false
  if (action === 'pause') control.pause(null)
  else if (action === 'resume') control.resume()
  else control.cancel()
  return true
}

function scanStatusOf(phase: RunPhase): ScanStatus {
  if (phase.kind === 'paused')
    return { kind: 'paused', why: phase.why && [phase.why.message, phase.why.next].filter(Boolean).join(' ') }
  return phase
}

type OpenedScan = { store: InventoryStore; connection: Connection; scan: Scan; previous: PreviousScan }

async function runInThisTab({ store, connection, scan, previous }: OpenedScan, hooks: ScanHooks): Promise<void> {
  const lock = scanLock(connection)
  const pace = createPace()
  let phase: Phase = { kind: 'working' }

  function updateRun(change: Partial<ScanRun>) {
    const entry = runs.get(lock)
    if (!entry) return
    entry.run = { ...entry.run, ...change }
    notify()
  }

  const abortController = new AbortController()
  const control = createControl<ApiError>(() => {
    if (control.isCancelled()) abortController.abort()
    pace.restart()
    updateStatus()
  })

  function updateStatus() {
    const state = control.state()
    const shown: RunPhase = state.paused && !control.isCancelled() ? { kind: 'paused', why: state.why } : phase
    updateRun({ phase: shown, isCancelled: control.isCancelled(), pace: null })
    const status = scanStatusOf(shown)
    const saving = scanWork.write(() => {
      const isBehind = status.kind === 'paused' && scanWork.rereads.takePending()
      return store.saveScan(scanWork.change({ status, revision: scanWork.current().revision + Number(isBehind) }))
    })
    saving.catch(() => undefined) // the scan itself meets and reports the same error
  }

  const scanWork = createScanWork({
    connection: () => freshConnection(connection) ?? connection,
    scan,
    store,
    previous,
    control,
    signal: abortController.signal,
    onPhase(next) {
      phase = next
      updateStatus()
    },
    onScan: (next) => updateRun({ scan: next, pace: pace.mark(checkedCount(next.counts)) }),
    onShared: (id, sharing) => hooks.onShared(connection, id, sharing),
  })

  runs.set(lock, { run: { connection, scan, phase, isCancelled: false, pace: null }, control })
  notify()
  const resumeWhenOnline = () => {
    const state = control.state()
    if (state.paused && state.why?.kind === 'unreachable') control.resume()
  }
  const unsubscribeSettings = settings.subscribe(() => {
    if (freshConnection(connection) === null) control.cancel()
  })
  globalThis.addEventListener?.('online', resumeWhenOnline)
  try {
    await runScan(scanWork)
    if (freshConnection(connection) === null) await store.drop(scan.id)
  } finally {
    unsubscribeSettings()
    globalThis.removeEventListener?.('online', resumeWhenOnline)
    runs.delete(lock)
  }
}

const notSavedMessage = 'This browser couldn’t save the scan results, so the scan stopped. Storage may be full.'

/** Runs a scan while holding the lock of its project. Resolves to false if another tab holds it. */
async function runExclusively(
  connection: Connection,
  hooks: ScanHooks,
  open: (store: InventoryStore) => Promise<Omit<OpenedScan, 'store' | 'connection'> | null>,
): Promise<boolean> {
  const lock = scanLock(connection)
  const lockAbort = new AbortController()
  problems.delete(lock)
  const stopListening = listenToOtherTabs((messageLock, action) => messageLock === lock && applyCommand(lock, action))
  try {
    await withTabLock(
      lock,
      async () => {
        const { store } = await openInventory()
        const openedScan = await open(store)
        if (openedScan) await runInThisTab({ store, connection, ...openedScan }, hooks)
      },
      () => lockAbort.abort(),
      lockAbort.signal,
    )
  } catch {
    if (lockAbort.signal.aborted) return false
    problems.set(lock, notSavedMessage)
  } finally {
    stopListening()
    notify()
    hooks.onEnd(connection)
  }
  return true
}

/** Resolves when the scan has ended, to false if another tab is scanning. Never rejects. */
export function startScan(connection: Connection, request: ScanRequest, hooks: ScanHooks): Promise<boolean> {
  return runExclusively(connection, hooks, (store) => createScan(store, connection, request))
}

/** Continues an interrupted scan, or checks failed recordings again. As `startScan`. */
export function reopenScanInThisTab(connection: Connection, scanId: string, hooks: ScanHooks): Promise<boolean> {
  return runExclusively(connection, hooks, (store) => reopenScan(store, connection, scanId))
}

/** Ends an interrupted scan with its results so far. Rejects if storage fails. */
export async function endInterrupted(scan: Scan): Promise<void> {
  const { store } = await openInventory()
  const finishedAt = new Date().toISOString()
  await store.finish({ ...scan, end: 'cancelled', finishedAt, cursor: null, status: { kind: 'working' } })
}
