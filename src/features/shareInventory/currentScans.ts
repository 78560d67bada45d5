import type { Connection } from '#storage/connections.ts'
import { type ApiError } from '#api/http/errors.ts'
import { freshConnection } from '#storage/freshConnection.ts'
import type { Phase } from '#api/http/retryInBackground.ts'
import { settings } from '#storage/settings.ts'
import type { Sharing } from '#api/sharing/sharing.ts'
import { type Control, createControl } from '#lib/control.ts'
import { createPace } from '#lib/pace.ts'
import { alone } from '#lib/tabLock.ts'
import type { PreviousScan } from './compareScans.ts'
import { createScan, reopenScan } from './newScan.ts'
import { openInventory } from './openInventory.ts'
import type { InventoryStore } from './inventoryStore.ts'
import { runScan } from './runScan.ts'
import { checkedCount, type Scan, type ScanRequest, type ScanStatus } from './scan.ts'
import { listenToOtherTabs, scanLock, type ScanCommand } from './scanTabs.ts'
import { createScanWork } from './scanWork.ts'

export type RunPhase = Phase | { kind: 'paused'; why: ApiError | null }

/** A scan of this tab, as it stands. `pace` is answers a second, null before it is known. */
export type ScanRun = {
  connection: Connection
  scan: Scan
  phase: RunPhase
  /** Whether Cancel was pressed; requests on their way are still waited for. */
  isCancelled: boolean
  pace: number | null
}

/** What the tab does with what a scan learns. */
export type ScanHooks = {
  onShared: (connection: Connection, id: string, sharing: Sharing) => void
  /** Called when it has ended, however. */
  onEnd: (connection: Connection) => void
}

const runs = new Map<string, { run: ScanRun; control: Control<ApiError> }>()
const problems = new Map<string, string>()
const listeners = new Set<() => void>()

function notifyListeners() {
  for (const listener of listeners) listener()
}

/** The scans of this tab, by project. `subscribe` fits useSyncExternalStore. */
export const currentScans = {
  get: (connection: Connection): ScanRun | null => runs.get(scanLock(connection))?.run ?? null,
  /** Why the last scan of this tab stopped, where this browser could not keep it; null when all is well. */
  problemOf: (connection: Connection): string | null => problems.get(scanLock(connection)) ?? null,
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  },
}

/** Does to this tab's scan of a project what was asked; false where it has none. */
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
    notifyListeners()
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
    saving.catch(() => undefined) // the run itself meets the same refusal and says so
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
  notifyListeners()
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

const notSavedMessage = 'This browser could not keep what the scan found, so the scan was stopped. There may be no room left.'

/** Holds the lock of a project while `begin` and the scan that it makes are at work. False where another tab holds it. */
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
    await alone(
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
    notifyListeners()
    hooks.onEnd(connection)
  }
  return true
}

/** Starts a project's next scan in this tab; resolves when it has ended. False where another tab is at it. Never rejects. */
export function startScan(connection: Connection, request: ScanRequest, hooks: ScanHooks): Promise<boolean> {
  return runExclusively(connection, hooks, (store) => createScan(store, connection, request))
}

/** Goes on with a scan that was interrupted, or asks again about what failed. As `startScan`. */
export function reopenScanInThisTab(connection: Connection, scanId: string, hooks: ScanHooks): Promise<boolean> {
  return runExclusively(connection, hooks, (store) => reopenScan(store, connection, scanId))
}

/** Ends a scan that was interrupted, with what it has. Rejects where this browser does not keep it. */
export async function endInterrupted(scan: Scan): Promise<void> {
  const { store } = await openInventory()
  const finishedAt = new Date().toISOString()
  await store.finish({ ...scan, end: 'cancelled', finishedAt, cursor: null, status: { kind: 'working' } })
}
