function lockName(name: string): string {
  return `replay-desk ${name}`
}

/** Whether tabs know of each other's work: Web Locks exist in secure contexts only. */
export function hasLocks(): boolean {
  return typeof navigator !== 'undefined' && 'locks' in navigator
}

/** The ends of the queues of this tab, by name, where the browser has no Web Locks. */
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
 * Runs `work` while no other tab of this browser runs work of this name, and gives back what it gives. `onQueued` is called
 * where another one does; all come in the order in which they asked. `signal` ends the queueing: then it rejects with the
 * signal's reason. May be nested under different names. Where the browser has no Web Locks, it is alone in its tab only.
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

/** Which names some tab of this browser works under right now; none where the browser has no Web Locks. */
export async function heldTabLocks(): Promise<(name: string) => boolean> {
  const { held = [] } = hasLocks() ? await navigator.locks.query() : {}
  const names = new Set(held.map((lock) => lock.name))
  return (name) => names.has(lockName(name))
}
