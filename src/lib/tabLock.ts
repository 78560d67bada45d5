function lockName(name: string): string {
  return `replay-desk ${name}`
}

/** Web Locks exist in secure contexts only. */
export function hasLocks(): boolean {
  return typeof navigator !== 'undefined' && Boolean(navigator.locks)
}

/** The last of each queue in this tab, for browsers without Web Locks. */
const queueEnds = new Map<string, Promise<void>>()

function rejectOnAbort(signal: AbortSignal, until: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true, signal: until })
    if (signal.aborted) onAbort()
  })
}

async function withLockInTab<T>(name: string, work: () => Promise<T>, onQueued: () => void, signal: AbortSignal): Promise<T> {
  const before = queueEnds.get(name)
  const finished = new AbortController()
  const mine = new Promise<void>((resolve) => finished.signal.addEventListener('abort', () => resolve(), { once: true }))
  const end = before ? before.then(() => mine) : mine
  queueEnds.set(name, end)
  try {
    if (before) {
      onQueued()
      await Promise.race([before, rejectOnAbort(signal, finished.signal)])
    }
    return await work()
  } finally {
    finished.abort()
    if (queueEnds.get(name) === end) queueEnds.delete(name)
  }
}

/**
 * Runs `work` while no other tab of this browser runs work under the same name. `onQueued` is called if it has to wait; the order
 * is first come, first served. `signal` ends the waiting: then it rejects with the signal's reason. Locks with different names
 * may be nested. Without Web Locks it only covers this tab.
 */
export async function withTabLock<T>(
  name: string,
  work: () => Promise<T>,
  onQueued: () => void,
  signal: AbortSignal,
): Promise<T> {
  if (!hasLocks()) return withLockInTab(name, work, onQueued, signal)
  const done = await navigator.locks.request(lockName(name), { ifAvailable: true }, async (lock) =>
    lock === null ? null : { result: await work() },
  )
  if (done !== null) return done.result
  onQueued()
  return navigator.locks.request(lockName(name), { signal }, work)
}

/** The names under which any tab works right now; none without Web Locks. */
export async function heldTabLocks(): Promise<(name: string) => boolean> {
  const { held = [] } = hasLocks() ? await navigator.locks.query() : {}
  const names = new Set(held.map((lock) => lock.name))
  return (name) => names.has(lockName(name))
}
