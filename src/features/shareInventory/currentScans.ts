import type { Connection } from '#storage/connections.ts'
import { type ApiError } from '#api/http/errors.ts'
import { freshConnection } from '#storage/freshConnection.ts'
import type { Phase } from '#api/http/retryInBackground.ts'
import { settings } from '#storage/settings.ts'
import type { Sharing } from '#api/sharing/sharing.ts'
import { type Control, createControl } from '#lib/control.ts'
import { createPace } from '#lib/pace.ts'
import { alone } from '#lib/tabLock.ts'
import type { Earlier } from './compareScans.ts'
import { makeScan, reopenScan } from './newScan.ts'
import { openInventory } from './openInventory.ts'
import type { InventoryStore } from './inventoryStore.ts'
import { runScan } from './runScan.ts'
import { askedOf, type Scan, type ScanRequest, type ScanStatus } from './scan.ts'
import { listenToOtherTabs, scanLock, type ScanCommand } from './scanTabs.ts'
import { beginWork } from './scanWork.ts'

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

function tell() {
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

type Begun = { store: InventoryStore; connection: Connection; scan: Scan; earlier: Earlier }

async function work({ store, connection, scan, earlier }: Begun, hooks: ScanHooks): Promise<void> {
  const lock = scanLock(connection)
  const pace = createPace()
  let phase: Phase = { kind: 'working' }

  function show(part: Partial<ScanRun>) {
    const one = runs.get(lock)
    if (!one) return
    one.run = { ...one.run, ...part }
    tell()
  }

  const leaving = new AbortController()
  const control = createControl<ApiError>(() => {
    if (control.isCancelled()) leaving.abort()
    pace.restart()
    stand()
  })

  function stand() {
    const state = control.state()
    const shown: RunPhase = state.paused && !control.isCancelled() ? { kind: 'paused', why: state.why } : phase
    show({ phase: shown, isCancelled: control.isCancelled(), pace: null })
    const status = scanStatusOf(shown)
    const kept = working.write(() => {
      const isBehind = status.kind === 'paused' && working.readings.areLeft()
      return store.saveScan(working.change({ status, revision: working.current().revision + Number(isBehind) }))
    })
    kept.catch(() => undefined) // the run itself meets the same refusal and says so
  }

  const working = beginWork({
    connection: () => freshConnection(connection) ?? connection,
    scan,
    store,
    earlier,
    control,
    signal: leaving.signal,
    onPhase(next) {
      phase = next
      stand()
    },
    onScan: (next) => show({ scan: next, pace: pace.mark(askedOf(next.counts)) }),
    onShared: (id, sharing) => hooks.onShared(connection, id, sharing),
  })

  runs.set(lock, { run: { connection, scan, phase, isCancelled: false, pace: null }, control })
  tell()
  const goOn = () => {
    const state = control.state()
    if (state.paused && state.why?.kind === 'unreachable') control.resume()
  }
  const stopAtForgetting = settings.subscribe(() => {
    if (freshConnection(connection) === null) control.cancel()
  })
  globalThis.addEventListener?.('online', goOn)
  try {
    await runScan(working)
    if (freshConnection(connection) === null) await store.drop(scan.id)
  } finally {
    stopAtForgetting()
    globalThis.removeEventListener?.('online', goOn)
    runs.delete(lock)
  }
}

const unkept = 'This browser could not keep what the scan found, so the scan was stopped. There may be no room left.'

/** Holds the lock of a project while `begin` and the scan that it makes are at work. False where another tab holds it. */
async function whileAlone(
  connection: Connection,
  hooks: ScanHooks,
  begin: (store: InventoryStore) => Promise<Omit<Begun, 'store' | 'connection'> | null>,
): Promise<boolean> {
  const lock = scanLock(connection)
  const leave = new AbortController()
  problems.delete(lock)
  const stopListening = listenToOtherTabs((heard, action) => heard === lock && applyCommand(lock, action))
  try {
    await alone(
      lock,
      async () => {
        const { store } = await openInventory()
        const begun = await begin(store)
        if (begun) await work({ store, connection, ...begun }, hooks)
      },
      () => leave.abort(),
      leave.signal,
    )
  } catch {
    if (leave.signal.aborted) return false
    problems.set(lock, unkept)
  } finally {
    stopListening()
    tell()
    hooks.onEnd(connection)
  }
  return true
}

/** Starts a project's next scan in this tab; resolves when it has ended. False where another tab is at it. Never rejects. */
export function startScan(connection: Connection, request: ScanRequest, hooks: ScanHooks): Promise<boolean> {
  return whileAlone(connection, hooks, (store) => makeScan(store, connection, request))
}

/** Goes on with a scan that was interrupted, or asks again about what failed. As `startScan`. */
export function goOnWithScan(connection: Connection, scanId: string, hooks: ScanHooks): Promise<boolean> {
  return whileAlone(connection, hooks, (store) => reopenScan(store, connection, scanId))
}

/** Ends a scan that was interrupted, with what it has. Rejects where this browser does not keep it. */
export async function endInterrupted(scan: Scan): Promise<void> {
  const { store } = await openInventory()
  const finishedAt = new Date().toISOString()
  await store.finish({ ...scan, end: 'cancelled', finishedAt, cursor: null, status: { kind: 'working' } })
}
