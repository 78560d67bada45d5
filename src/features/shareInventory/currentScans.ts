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
import { openRegister } from './openInventory.ts'
import type { RegisterStore } from './inventoryStore.ts'
import { runScan } from './runScan.ts'
import { askedOf, type Scan, type ScanWish, type Standing } from './scan.ts'
import { hearOtherTabs, scanLock, type ScanDeed } from './scanTabs.ts'
import { beginWork } from './scanWork.ts'

export type RunPhase = Phase | { kind: 'paused'; why: ApiError | null }

/** A scan of this tab, as it stands. `pace` is answers a second, null before it is known. */
export type ScanRun = {
  at: Connection
  scan: Scan
  phase: RunPhase
  /** Whether Cancel was pressed; requests on their way are still waited for. */
  isCancelled: boolean
  pace: number | null
}

/** What the tab does with what a scan learns. */
export type ScanHooks = {
  onShared: (at: Connection, id: string, sharing: Sharing) => void
  /** Called when it has ended, however. */
  onEnd: (at: Connection) => void
}

const runs = new Map<string, { run: ScanRun; control: Control<ApiError> }>()
const problems = new Map<string, string>()
const listeners = new Set<() => void>()

function tell() {
  for (const listener of listeners) listener()
}

/** The scans of this tab, by project. `subscribe` fits useSyncExternalStore. */
export const currentScans = {
  get: (at: Connection): ScanRun | null => runs.get(scanLock(at))?.run ?? null,
  /** Why the last scan of this tab stopped, where this browser could not keep it; null when all is well. */
  problemOf: (at: Connection): string | null => problems.get(scanLock(at)) ?? null,
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  },
}

/** Does to this tab's scan of a project what was asked; false where it has none. */
export function applyDeed(lock: string, deed: ScanDeed): boolean {
  const control = runs.get(lock)?.control
  if (!control) return false
  if (deed === 'pause') control.pause(null)
  else if (deed === 'resume') control.resume()
  else control.cancel()
  return true
}

function standingOf(phase: RunPhase): Standing {
  if (phase.kind === 'paused')
    return { kind: 'paused', why: phase.why && [phase.why.message, phase.why.next].filter(Boolean).join(' ') }
  return phase
}

type Begun = { store: RegisterStore; at: Connection; scan: Scan; earlier: Earlier }

async function work({ store, at, scan, earlier }: Begun, hooks: ScanHooks): Promise<void> {
  const lock = scanLock(at)
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
    const standing = standingOf(shown)
    const kept = working.write(() => {
      const isBehind = standing.kind === 'paused' && working.readings.areLeft()
      return store.keepScan(working.change({ standing, revision: working.current().revision + Number(isBehind) }))
    })
    kept.catch(() => undefined) // the run itself meets the same refusal and says so
  }

  const working = beginWork({
    at: () => freshConnection(at) ?? at,
    scan,
    store,
    earlier,
    control,
    signal: leaving.signal,
    onPhase(next) {
      phase = next
      stand()
    },
    onScan: (next) => show({ scan: next, pace: pace.mark(askedOf(next.tally)) }),
    onShared: (id, sharing) => hooks.onShared(at, id, sharing),
  })

  runs.set(lock, { run: { at, scan, phase, isCancelled: false, pace: null }, control })
  tell()
  const goOn = () => {
    const state = control.state()
    if (state.paused && state.why?.kind === 'unreachable') control.resume()
  }
  const stopAtForgetting = settings.subscribe(() => {
    if (freshConnection(at) === null) control.cancel()
  })
  globalThis.addEventListener?.('online', goOn)
  try {
    await runScan(working)
    if (freshConnection(at) === null) await store.drop(scan.id)
  } finally {
    stopAtForgetting()
    globalThis.removeEventListener?.('online', goOn)
    runs.delete(lock)
  }
}

const unkept = 'This browser could not keep what the scan found, so the scan was stopped. There may be no room left.'

/** Holds the lock of a project while `begin` and the scan that it makes are at work. False where another tab holds it. */
async function whileAlone(
  at: Connection,
  hooks: ScanHooks,
  begin: (store: RegisterStore) => Promise<Omit<Begun, 'store' | 'at'> | null>,
): Promise<boolean> {
  const lock = scanLock(at)
  const leave = new AbortController()
  problems.delete(lock)
  const stopHearing = hearOtherTabs((heard, deed) => heard === lock && applyDeed(lock, deed))
  try {
    await alone(
      lock,
      async () => {
        const { store } = await openRegister()
        const begun = await begin(store)
        if (begun) await work({ store, at, ...begun }, hooks)
      },
      () => leave.abort(),
      leave.signal,
    )
  } catch {
    if (leave.signal.aborted) return false
    problems.set(lock, unkept)
  } finally {
    stopHearing()
    tell()
    hooks.onEnd(at)
  }
  return true
}

/** Starts a project's next scan in this tab; resolves when it has ended. False where another tab is at it. Never rejects. */
export function startScan(at: Connection, wish: ScanWish, hooks: ScanHooks): Promise<boolean> {
  return whileAlone(at, hooks, (store) => makeScan(store, at, wish))
}

/** Goes on with a scan that was interrupted, or asks again about what failed. As `startScan`. */
export function goOnWithScan(at: Connection, scanId: string, hooks: ScanHooks): Promise<boolean> {
  return whileAlone(at, hooks, (store) => reopenScan(store, at, scanId))
}

/** Ends a scan that was interrupted, with what it has. Rejects where this browser does not keep it. */
export async function endInterrupted(scan: Scan): Promise<void> {
  const { store } = await openRegister()
  const finishedAt = new Date().toISOString()
  await store.finish({ ...scan, end: 'cancelled', finishedAt, place: null, standing: { kind: 'working' } })
}
